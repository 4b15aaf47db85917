#!/usr/bin/env bash
# test/fuzz.sh [SECONDS]: fuzz everything that reads what comes from outside, two targets at a time.
# Without an argument 30 seconds for each of http and json and 6 for the others. Seeds and what once
# crashed stand in test/corpus/TARGET. The last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-}
b=build/clang-fuzz
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/fuzz-XXXXXX")
trap 'rm -rf "$tmp"' EXIT
# Without leak detection: where a process may not be traced it cannot run.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1

make -j2 CC=clang FUZZ=1 fuzz >"$tmp/make.log" 2>&1 || {
    grep -aE 'error|undefined|Error' "$tmp/make.log" | head -20
    echo '0 passed, 1 failed'
    exit 1
}

# fuzz TARGET SECONDS: a line; after a crash what libFuzzer said, the input, and how to replay it.
fuzz() {
    local target=$1 time=$2 log=$tmp/$1.log crash
    mkdir -p "$tmp/$target"
    if "$b/fuzz_$target" -max_total_time="$time" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -len_control=0 \
        -detect_leaks=0 -artifact_prefix="$tmp/$target-" "$tmp/$target" "test/corpus/$target" \
        >"$log" 2>&1; then
        echo "ok $target: $(sed -n 's/^Done \([0-9]*\) runs.*/\1 runs/p' "$log")"
        return
    fi
    crash=$(ls "$tmp/$target-"* 2>/dev/null | head -1)
    echo "failed $target"
    grep -aE 'ERROR|runtime error|^ +#[0-9]+ .* (src|test|/)[^ ]*\.[ch]:|^database' "$log" |
        sed -E 's/ 0x[0-9a-f]+ in / /; s/ \(BuildId.*//' | head -15 | cut -c1-300
    [ -z "$crash" ] && { tail -n 5 "$log"; return; }
    echo "to try it again: base64 -d >/tmp/crash <<<'$(base64 -w0 "$crash" | head -c 8000)'" \
        "&& $b/fuzz_$target /tmp/crash"
}

{
    printf '%s\n' http json
    for c in test/fuzz_*.c; do
        c=${c#test/fuzz_}
        [ "$c" = http.c ] || [ "$c" = json.c ] || echo "${c%.c}"
    done
} >"$tmp/targets"
export -f fuzz
export b tmp seconds TMPDIR=$tmp
# shellcheck disable=SC2016
xargs -P 2 -I{} bash -c 'case {} in http | json) t=30 ;; *) t=6 ;; esac
    fuzz {} "${seconds:-$t}" >"$tmp/{}.said" 2>&1; cat "$tmp/{}.said"' <"$tmp/targets"
failed=$(grep -l '^failed' "$tmp"/*.said | wc -l)
passed=$(($(wc -l <"$tmp/targets") - failed))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
