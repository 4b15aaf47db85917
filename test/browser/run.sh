#!/usr/bin/env bash
# The staff application in a real browser, on a fresh demo store. The last line is 'N passed, N failed'.
#   test/browser/run.sh [DIR]         screenshots of what was seen go to DIR
#   test/browser/run.sh --only NAME   one journey of main.mjs
#   test/browser/run.sh --pictures    the pictures of the README, into docs/pictures; on a fresh demo chain
#   test/browser/run.sh --gallery     the main screens as they are now, into docs/gallery; as well
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=build/gcc-release/workbay
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/browser-XXXXXX")
server=''
journeys=()
demo=small
export WORKBAY_TEST_TMP=$tmp WORKBAY_SHOTS=$tmp/shots
while [ $# -gt 0 ]; do
    case $1 in
    --only) journeys+=("$2"); shift ;;
    --pictures) journeys+=(pictures); demo=chain; export WORKBAY_SHOTS=$PWD/docs/pictures ;;
    --gallery) journeys+=(gallery); demo=chain; export WORKBAY_SHOTS=$PWD/docs/gallery ;;
    *) mkdir -p "$1"; WORKBAY_SHOTS=$(cd "$1" && pwd); export WORKBAY_SHOOT=1 ;;
    esac
    shift
done
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$tmp"
}
trap cleanup EXIT
give_up() { echo "not ok $1"; echo '0 passed, 1 failed'; exit 1; }

[ -x "$binary" ] || give_up "there is no $binary; run make RELEASE=1 all"
[ -x /usr/bin/chromium ] || give_up 'there is no /usr/bin/chromium; apt-get install chromium'
[ -d web/node_modules/playwright-core ] || (cd web && npm ci --no-audit --no-fund --loglevel=error) ||
    give_up 'npm ci failed in web/'
port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
export WORKBAY_URL=http://127.0.0.1:$port WORKBAY_BINARY=$PWD/$binary WORKBAY_DATA=$tmp/chain
"$binary" init --data "$tmp/chain" --demo "$demo" >"$tmp/init.log" 2>&1 || give_up "init: $(tail -1 "$tmp/init.log")"
"$binary" serve --data "$tmp/chain" --listen "127.0.0.1:$port" --log none >"$tmp/serve.log" 2>&1 &
server=$!
export WORKBAY_PID=$server
for _ in $(seq 100); do curl -fs "$WORKBAY_URL/readyz" >/dev/null && break; sleep 0.1; done

node test/browser/main.mjs "${journeys[@]}" | tee "$tmp/out.log" | grep -vE '^[0-9]+ passed, '
line=$(grep -E '^[0-9]+ passed, ' "$tmp/out.log" | tail -1)
[ -n "$line" ] || give_up 'the browser stopped'
passed=${line%% passed*} failed=${line#*passed, }
failed=${failed%% failed*}
kill "$server" && wait "$server" 2>/dev/null
server=''
if "$binary" verify --data "$tmp/chain" >"$tmp/verify.log" 2>&1; then
    passed=$((passed + 1)); echo "ok verify: $(tail -1 "$tmp/verify.log")"
else
    failed=$((failed + 1)); echo "not ok verify: $(tail -1 "$tmp/verify.log")"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
