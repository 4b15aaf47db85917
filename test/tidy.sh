#!/usr/bin/env bash
# The rules of the house that a program can see. A line for each breach; 'N passed, N failed' at the end.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0 passed=0
breach() { echo "not ok $1"; failed=$((failed + 1)); }
sources=$(ls src/*.c src/*/*.c src/*/*.h src/modules/*/*.[ch] test/*.[ch] tools/*.c bench/*.c 2>/dev/null)

for f in $sources; do
    lines=$(wc -l <"$f")
    [ "$lines" -le 600 ] && passed=$((passed + 1)) || breach "$f: $lines lines, 600 at most"
done
# Functions: from a line that begins a body at column 0 to the line that ends it.
while IFS= read -r line; do breach "$line"; done < <(awk '
    FNR == 1 { from = 0 }
    /^\{/ { from = FNR }
    /^\}/ { if (from && FNR - from - 1 > 70) print FILENAME ":" from ": a function of " FNR - from - 1 " lines"; from = 0 }
' $(ls src/*.c src/*/*.c src/modules/*/*.c test/*.c))
# Columns are characters, not bytes; texts for people (labels, refusals) may run on.
while IFS= read -r line; do breach "$line"; done < <(perl -CSD -ne '
    chomp; print "$ARGV:$.: a line of " . length($_) . " columns\n"
        if length($_) > 100 && !/[\x{4e00}-\x{9fff}]|"[^"]{60,}/; close ARGV if eof' \
    $(ls src/*.c src/*/*.[ch] src/modules/*/*.[ch] test/*.[ch]))
# Floors: base knows nothing above it; the kernel no module; a module only those below it; the pages
# stand on the modules and know no command line.
order='kernel org approval party vehicle record ledger stock workshop checklist supply booking cash member payable service storage planning accident rental agency care after health kpi portal commission expense tax statement'
while IFS= read -r line; do breach "$line"; done < <(
    grep -nE '#include "(kernel|modules|facts|pages|cli)/' src/base/*.[ch]
    grep -nE '#include "(kernel|modules|facts|pages|cli)/' src/plan/*.[ch]
    grep -nE '#include "(modules|pages|cli)/' src/kernel/*.[ch]
    grep -nE '#include "(pages|cli)/' src/modules/*/*.[ch]
    grep -nE '#include "cli/' src/pages/*.[ch]
    for m in $order; do
        [ -d "src/modules/$m" ] || continue
        below=${order%%"$m"*}
        grep -nE '#include "modules/' src/modules/$m/*.[ch] 2>/dev/null |
            grep -vE "modules/($(echo $below $m | tr ' ' '|'))/"
    done)
# Each ENTITY, INPUT, RESULT has its END, by name.
while IFS= read -r line; do breach "$line"; done < <(test/ends.sh src/kernel/model.def src/modules/*/*.def)
# A colour is named in tokens.css alone: by night any other is wrong.
while IFS= read -r line; do breach "$line"; done < <(
    grep -rnE "(#[0-9a-fA-F]{3,8}|rgba?\([^)]*\))['\"; )]" --include='*.vue' --include='*.ts' --include='*.css' web/src |
        grep -v '^web/src/tokens.css:' | grep -vE "href=\"#|'#[a-z-]+'")
# Words that say that work is unfinished.
while IFS= read -r line; do breach "$line"; done < <(
    grep -nE '\bTODO\b|FIXME' $sources web/src -r 2>/dev/null | head -20)
# What is banned must not be linked either: the library's unsafe calls.
binary=$(ls -t build/*/workbay 2>/dev/null | head -1)
if [ -n "$binary" ]; then
    while IFS= read -r name; do breach "$binary calls $name"; done < <(
        nm -D --undefined-only "$binary" | awk '{print $2}' | sed 's/@.*//' |
        grep -xE 'strcpy|strcat|sprintf|vsprintf|strtok|gets|localtime|gmtime|ctime|rand|system|tmpnam|__sprintf_chk|__strcpy_chk')
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
