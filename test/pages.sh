#!/usr/bin/env bash
# The customers' pages over HTTP without script, as a phone and the kiosk in the hall use them; then each
# page is looked at by html-validate and, in a browser, by axe. Ends with 'N passed, N failed'.
# PAGES_SHOTS=DIR keeps a picture of each page in both languages.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=${WORKBAY:-build/gcc-release/workbay}
[ -d web/node_modules/html-validate ] && [ -d web/node_modules/axe-core ] ||
    (cd web && npm ci --no-audit --no-fund --loglevel=error) || { echo 'not ok npm ci failed in web/'; echo '0 passed, 1 failed'; exit 1; }
dir=$(mktemp -d)
pid=''
trap '[ -z "$pid" ] || { kill "$pid"; wait "$pid"; } 2>/dev/null; rm -rf "$dir"' EXIT
"$binary" init --data "$dir/data" --demo small >"$dir/init.log" 2>&1 || { cat "$dir/init.log"; echo "0 passed, 1 failed"; exit 1; }
"$binary" serve --data "$dir/data" --listen 127.0.0.1:0 --behind-proxy 2>"$dir/serve.log" &
pid=$!
port=''
for _ in $(seq 100); do
    port=$(sed -n 's/.*(port \([0-9]*\)).*/\1/p' "$dir/serve.log")
    [ -n "$port" ] && break
    sleep 0.1
done
[ -n "$port" ] || { cat "$dir/serve.log"; echo "0 passed, 1 failed"; exit 1; }
PAGES_URL=http://127.0.0.1:$port PAGES_DIR=$dir/data PAGES_LOG=$dir/serve.log node test/pages/run.mjs
