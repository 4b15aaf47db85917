#!/usr/bin/env bash
# test/month.sh [DAYS [SEED]]: so many days (3) of one store by the API, on a clock of its own; each
# evening `verify`, and the driver's own books of parts, money, hours and bookings against the
# server's. A failure names the day and both figures; the last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
make -s -j2 RELEASE=1 build/gcc-release/month >/dev/null || { echo '0 passed, 1 failed'; exit 1; }
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/month.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
timeout $((60 + ${1:-3} * 40)) node test/month/run.mjs build/gcc-release/month "$tmp" "${1:-3}" "${2:-1}"
