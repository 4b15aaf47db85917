#!/bin/sh
# Starts a private PostgreSQL on this machine alone, for tests: data in a directory of its own, a free
# port of 127.0.0.1, and prints "URL DIRECTORY". Stop it with: test/pg_stop.sh DIRECTORY
# Prints nothing and ends with 1 where PostgreSQL is not installed.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo 'PostgreSQL is not installed: apt install postgresql' >&2; exit 1; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/workbay-pg.XXXXXX")
as=
if [ "$(id -u)" = 0 ]; then             # the server refuses to run as root
    chown postgres "$dir"
    as='setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/tmp'
fi
cd /                                    # which the user postgres may read
$as "$bin/initdb" -D "$dir/data" -U workbay --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
tries=0
while :; do
    port=$(( 20000 + ($(od -An -N2 -tu2 /dev/urandom) % 40000) ))
    $as "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/log" start -o "-p $port -k '' \
        -c listen_addresses=127.0.0.1 -c fsync=${WORKBAY_TEST_PG_FSYNC:-off} -c max_connections=60 -c max_locks_per_transaction=512 \
        -c deadlock_timeout=100ms" >"$dir/start.log" 2>&1 && break
    tries=$((tries + 1))
    [ $tries -lt 5 ] || { cat "$dir/log" >&2; rm -rf "$dir"; exit 1; }
done
echo "postgresql://workbay@127.0.0.1:$port/postgres $dir"
