#!/usr/bin/env bash
# test/kills.sh [N]: N times kill -9 the real server under load, then fill its disk; what was
# acknowledged must be there and nothing half done. The last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
make -s -j2 RELEASE=1 all >/dev/null || { echo '0 passed, 1 failed'; exit 1; }
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/kills-XXXXXX")
mkdir "$tmp/disk"
# A file system of its own to fill; where none may be mounted the size of files is limited instead.
mount -t tmpfs -o size=24m tmpfs "$tmp/disk" 2>/dev/null && disk=$tmp/disk || disk=''
trap '[ -z "$disk" ] || umount -l "$disk"; rm -rf "$tmp"' EXIT
n=${1:-10}
timeout $((60 + n * 10)) node test/kills.mjs build/gcc-release/workbay "$tmp" "$n" "$disk" "${WORKBAY_TEST_PG:-}"
