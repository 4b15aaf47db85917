#!/usr/bin/env bash
# The real server over HTTP, as an outside caller meets it: test/http/*.mjs. A line for each failure;
# the last is 'N passed, N failed'. test/http.sh AREA… runs only these areas of main.mjs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
workbay=${WORKBAY:-$PWD/build/gcc-san-address-undefined/workbay}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:abort_on_error=1}
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/http.XXXXXX")
passed=0 failed=0 pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$tmp"' EXIT

ok() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok $2"; fi; }

# count FILE: adds what a part of the test said at its end.
count() {
    local line
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -1)
    grep -vE '^(ok|[0-9]+ passed)' "$1"
    [ -n "$line" ] || { ok 1 "$(basename "$1" .out) came to no end"; return; }
    passed=$((passed + ${line%% passed*}))
    line=${line#*passed, }; failed=$((failed + ${line%% failed}))
}

# serve NAME OPTION…: a server on a copy of the demo, on a port of its own.
serve() {
    local name=$1; shift
    cp -a "$tmp/demo" "$tmp/$name"
    "$workbay" serve --data "$tmp/$name" --listen 127.0.0.1:0 "$@" 2>"$tmp/$name.err" &
    pid=$!
    for _ in $(seq 100); do
        WORKBAY_PORT=$(sed -n 's/.*(port \([0-9]*\))$/\1/p' "$tmp/$name.err")
        [ -z "$WORKBAY_PORT" ] || break
        sleep 0.1
    done
    export WORKBAY_PORT WORKBAY_PID=$pid WORKBAY_LOG=$tmp/$name.err
}

# stopped NAME: it ends by itself with 0 within ten seconds, said nothing bad, and left all in order.
stopped() {
    local code
    kill "$pid" 2>/dev/null
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -0 "$pid" 2>/dev/null && { kill -9 "$pid"; ok 1 "$1: does not end"; }
    wait "$pid"; code=$?; pid=''
    ok "$code" "$1: ended with $code"
    ! grep -aE 'Sanitizer|runtime error|Assertion' "$tmp/$1.err"; ok $? "$1: said so"
    "$workbay" verify --data "$tmp/$1" >"$tmp/verify" 2>&1; code=$?
    grep -qE '(^|[^0-9])0 wrong' "$tmp/verify"; ok $((code + $?)) "$1: verify: $(tail -3 "$tmp/verify")"
}

"$workbay" init --data "$tmp/demo" --demo small 2>"$tmp/init"; ok $? "init: $(tail -1 "$tmp/init")"

serve main
node test/http/main.mjs "$@" >"$tmp/main.out" 2>&1; count "$tmp/main.out"
stopped main
if [ $# -eq 0 ]; then
    serve bounds --memory 1 --idle 1
    node test/http/bounds.mjs >"$tmp/bounds.out" 2>&1; count "$tmp/bounds.out"
    stopped bounds
    if command -v openssl >/dev/null; then
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
            -addext subjectAltName=DNS:localhost -keyout "$tmp/key" -out "$tmp/cert" 2>/dev/null
        serve tls --tls-cert "$tmp/cert" --tls-key "$tmp/key"
        WORKBAY_CERT=$tmp/cert node test/http/tls.mjs >"$tmp/tls.out" 2>&1; count "$tmp/tls.out"
        stopped tls
    else
        echo 'skipped TLS: openssl is not there'
    fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
