#!/usr/bin/env bash
# test/thread.sh [ROUNDS]: the server made with ThreadSanitizer under load. First all of test/http.sh, then
# ROUNDS (6) times: cars taken through whole visits, boards that listen, prints, log-ins and jobs, all at
# once, and the server stopped in the midst of it. What ThreadSanitizer says is a failure. On PostgreSQL,
# too, where WORKBAY_TEST_PG names one. The last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=$PWD/build/gcc-san-thread/workbay
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/thread-XXXXXX")
trap 'rm -rf "$tmp"' EXIT
export TSAN_OPTIONS="suppressions=$PWD/test/thread.supp print_suppressions=0"
WORKBAY=$binary test/http.sh >"$tmp/http" 2>&1
timeout $((300 + ${1:-6} * 60)) node test/thread.mjs "$binary" "$tmp" "${1:-6}" "${WORKBAY_TEST_PG:-}" >"$tmp/load" 2>&1
passed=0 failed=0
for part in http load; do
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$tmp/$part" | tail -1)
    grep -vE '^[0-9]+ passed' "$tmp/$part"
    [ -n "$line" ] || { echo "not ok $part came to no end"; line='0 passed, 1 failed'; }
    passed=$((passed + ${line%% passed*})) line=${line#*passed, }
    failed=$((failed + ${line%% failed}))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
