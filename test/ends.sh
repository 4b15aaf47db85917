#!/bin/sh
# Each ENTITY, INPUT and RESULT of the model files named has its END: a line for each that has not.
exec awk '
    /^(ENTITY|INPUT|RESULT)\(/ { if (open != "") print FILENAME ": " open " has no END"
        open = $0; sub(/^[A-Z]+\(/, "", open); sub(/[,)].*/, "", open) }
    /^END\(/ { name = $0; sub(/^END\(/, "", name); sub(/\).*/, "", name)
        if (name != open) print FILENAME ":" FNR ": END(" name ") ends " open; open = "" }
    FNR == 1 && open != "" && NR > 1 && !/^(ENTITY|INPUT|RESULT)/ { print "before " FILENAME ": " open " has no END"; open = "" }
    END { if (open != "") print FILENAME ": " open " has no END" }
' "$@"
