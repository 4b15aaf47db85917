#!/bin/sh
# Stops the PostgreSQL that test/pg_start.sh started in DIRECTORY, and removes it.
set -eu
dir=${1:?usage: test/pg_stop.sh DIRECTORY}
case $(basename "$dir") in workbay-pg.*) ;; *) echo "$dir is not one of ours" >&2; exit 1 ;; esac
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as=
if [ "$(id -u)" = 0 ]; then
    as='setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/tmp'
fi
cd /
$as "$bin/pg_ctl" -D "$dir/data" -w -m immediate stop >/dev/null 2>&1 || true
rm -rf "$dir"
