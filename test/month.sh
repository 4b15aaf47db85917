#!/usr/bin/env bash
# test/month.sh [DAYS [SEED [pg]]]: so many days (3) of one store by the API, on a clock of its own; each
# evening `verify`, and the driver's own books of parts, money, hours, bookings and all that hangs on
# them against the server's. With pg on a PostgreSQL of its own, else on SQLite. A failure names the
# day and both figures; the last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
make -s -j2 RELEASE=1 build/gcc-release/month >/dev/null || { echo '0 passed, 1 failed'; exit 1; }
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/month.XXXXXX")
where='' pg=''
trap 'rm -rf "$tmp"; [ -z "$pg" ] || test/pg_stop.sh "$pg"' EXIT
if [ "${3:-}" = pg ]; then
    read -r where pg < <(test/pg_start.sh) || { echo '0 passed, 1 failed'; exit 1; }
fi
timeout $((60 + ${1:-3} * 40)) node test/month/run.mjs build/gcc-release/month "$tmp" "${1:-3}" "${2:-1}" $where
