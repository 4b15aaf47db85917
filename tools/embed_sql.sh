#!/bin/sh
# Writes C that holds the migrations named on the command line, in the order of their numbers.
# usage: tools/embed_sql.sh src/kernel/migrate/0001-first.sql …
set -eu
echo '#include "kernel/migrate.h"'
echo 'const struct migration_file migration_files[] = {'
last=
for file in "$@"; do echo "$(basename "$file" .sql) $file"; done | sort | while read -r name file; do
    number=${name%%-*}
    case $number in [0-9][0-9][0-9][0-9]) ;; *) echo "$file: not NNNN-name.sql" >&2; exit 1 ;; esac
    [ "$number" != "$last" ] || { echo "$file: number $number is used twice" >&2; exit 1; }
    last=$number
    echo "    { $(echo "$number" | sed 's/^0*//'), \"$name\","
    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/        "/; s/$/\\n"/' "$file"
    echo '    },'
done
echo '    { 0 } };'
