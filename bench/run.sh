#!/bin/sh
# Builds and runs all measuring programs, and prints a summary. About a quarter of an hour, most of it
# the million vehicles; VEHICLES=100000 for less. Everything lies in $TMPDIR or /var/tmp, on a disk.
set -eu
cd "$(dirname "$0")/.."
make -j"$(nproc)" RELEASE=1 all bench >/dev/null
b=build/gcc-release
out=$(mktemp -d "${TMPDIR:-/var/tmp}/workbay-bench-run.XXXXXX")
trap 'rm -rf "$out"' EXIT

load() { echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"; }
run() { echo "== $*"; load; "$b/bench-$@" | tee "$out/$1"; load; }

echo "$(date -u +%F), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)," \
    "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(git log -1 --format=%h)"
run commands
run visits --orders "${ORDERS:-10000}"
run start
run search --vehicles "${VEHICLES:-1000000}" --check 1
run slots
run booking
echo "== plan"
node bench/plan.mjs | tee "$out/plan"
echo "== summary"
grep -h ': median' "$out"/*
grep -h 'first plan\|weighted lateness' "$out/slots"
grep -h '^plan: \|^mk' "$out/plan"
grep -h 'RSS .* MiB$\|first answer\|facts checked' "$out"/start "$out"/search
