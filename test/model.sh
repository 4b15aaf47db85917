#!/usr/bin/env bash
# Models that must fail: each case breaks one rule in a copy of a model.def and expects to be told, by
# name. The last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
B=build/gcc-release
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
flags=$(make -s RELEASE=1 print-CFLAGS | sed "s,-Isrc,-I$tmp/src -Isrc,")
libs=$(make -s RELEASE=1 print-LDLIBS)
objects=$(make -s RELEASE=1 print-objects)

# must_fail MODULE[/PART] 'PERL EXPRESSION' 'WHAT IT SAYS': in model.def, or in what it includes, PART.def.
must_fail() {
    local module=${1%/*} change=$2 says=$3 def said
    case $1 in */*) def=modules/$1.def ;; *) def=modules/$1/model.def ;; esac
    [ "$module" != kernel ] || def=kernel/model.def
    mkdir -p "$tmp/src/$(dirname $def)"
    perl -pe "$change" "src/$def" >"$tmp/src/$def"
    if cmp -s "src/$def" "$tmp/src/$def"; then
        echo "not ok $module: '$change' changes nothing"; failed=$((failed + 1)); return
    fi
    test/ends.sh "$tmp/src/$def" >"$tmp/said"
    if gcc $flags -c "src/${def%/*}/${module}_model.c" -o "$tmp/model.o" >>"$tmp/said" 2>&1; then
        gcc -pie -pthread $(echo "$objects" | sed "s,$B/src/${def%/*}/${module}_model.o,$tmp/model.o,") \
            $libs -o "$tmp/workbay" >>"$tmp/said" 2>&1
        "$tmp/workbay" emit check >>"$tmp/said" 2>&1 && echo 'it was accepted' >>"$tmp/said"
    fi
    rm "$tmp/src/$def"
    if grep -qF -- "$says" "$tmp/said"; then
        passed=$((passed + 1))
    else
        echo "not ok $module: expected '$says'"; head -5 "$tmp/said" | cut -c1-300; failed=$((failed + 1))
    fi
}

$B/workbay emit check && passed=$((passed + 1)) || failed=$((failed + 1))
must_fail party 's/"备用电话", "Second phone"/"备用电话", ""/' 'party.phone2: a label in both languages is missing'
must_fail cash/open 's/settlement\?q=\{number\}/settlement?colour={number}/' 'cash.receivables: .drill narrows by what cannot be filtered'
must_fail cash/open 's/settlement\?q=\{number\}/settlement?q={no_such}/' 'cash.receivables: .drill fills in what is neither column nor parameter'
must_fail cash/open 's/settlement\?q=\{number\}/no_such?q={number}/' 'cash.receivables: .drill leads to no list and no report'
must_fail party 's/^END\(party_contact\)//' 'party/model.def: party_contact has no END'
must_fail party 's/FIELD\(TEXT\(60\),   role/FIELD(SECRET(60), role/' 'party_contact.role: a secret is listed, filtered or searched'
must_fail party 's/FIELD\(CHOICE\(party_kind\), kind/FIELD(STATE(party_kind), kind/' 'party.kind: a STATE field takes STATES, a CHOICE field CHOICES'
must_fail party 's/\.via = "party_id"/.via = "owner"/' 'party.contacts: .via does not name a reference of the line'
must_fail party 's/(FIELD\(REF\(party\), party_id.*), \.filter = true/$1/' 'party_contact.party_id: the lines of a document are not indexed by it'
must_fail party 's/(FIELD\(BOOL,      no_follow_up,.*)\)/$1, .personal = true)/' 'party.no_follow_up: only text can be sealed as personal'
must_fail party 's/(ENTITY\(party, .*)\.title = "name"/$1.title = "nmae"/' 'party.nmae: the title is no field'
must_fail after/complaint 's/IN\(CP_CLOSED\)\), MOVE/IN(CP_OFFERED)), MOVE/' 'complaint.closed: no command leads to this state'
must_fail service/job 's/MOVE\(state, IN\(ASG_ASSIGNED\), IN\(ASG_WORKING\)\)/MOVE(state, IN(WS_WORKING), IN(ASG_WORKING))/' 'assignment_start.state: names a state of another axis'
must_fail service 's/MOVE\(workshop, IN\(WS_INSPECTION\)/MOVE(nature, IN(WS_INSPECTION)/' 'repair_order_inspect.nature: is no state of its entity'
must_fail service 's/ON\(payment_receive,/ON(payment_recieve,/' 'service.payment_recieve: reacts to no command'
must_fail stock 's/PRINT\(part_tag, part, "配件标签"/PRINT(part_tag, part, ""/' 'stock.part_tag: a label in both languages is missing'
must_fail stock 's/PRINT\(part_tag, part,/PRINT(part_tag, stock_balance,/' 'stock.part_tag: prints what has no page of its own'
must_fail checklist/sheet 's/\.pages = "assignment"/.pages = "asignment"/' 'check_sheet.about: .pages names documents, of an ANYREF that is filtered'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
