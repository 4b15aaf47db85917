#!/usr/bin/env bash
# The command line, word for word: what it prints, where, and how it ends (0 done, 1 refused, 2 wrong
# usage, 3 failed). A line for each failure; the last is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
workbay=${WORKBAY:-$root/build/gcc-san-address-undefined/workbay}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:abort_on_error=1} LANG=en_GB.UTF-8
tmp=$(mktemp -d "${WORKBAY_TEST_TMP:-/tmp}/cli.XXXXXX")
words=$root/build/gcc-release/workbay      # the same words, sooner said
[ -x "$words" ] || words=$workbay
passed=0 failed=0 pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$tmp"' EXIT
cd "$tmp"
unset DATA

ok() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok $2"; fi; }

# w CODE [WORD…]: runs it; its answer is in ./out and ./err; it must end with CODE.
w() {
    local want=$1 code; shift
    "$workbay" "$@" >out 2>err </dev/null; code=$?
    ok $((code != want)) "workbay $*: ended with $code, not $want: $(head -c 300 err | tr '\n' ' ')"
    ! grep -qE 'Sanitizer|runtime error' err; ok $? "workbay $*: $(grep -m1 -E 'Sanitizer|runtime error' err)"
}
has() { grep -qF -- "$2" "$1"; ok $? "\"$2\" is not in $1: $(head -c 300 "$1" | tr '\n' ' ')"; }
lacks() { ! grep -qF -- "$2" "$1"; ok $? "\"$2\" is in $1"; }
like() { cmp -s "$1" "$2"; ok $? "$1 and $2 differ: $(diff "$1" "$2" | head -3 | tr '\n' ' ')"; }

usage() {
    local word workbay=$words
    w 0 --help; cp out help
    w 2; like err help
    w 2 nonsense; has err 'no such command: nonsense'
    for word in serve init verify backup restore migrate user token explain import export emit record vin plan; do
        has help "workbay $word"
        w 0 $word --help; has out "usage: workbay $word"; [ ! -s err ]; ok $? "$word --help: $(cat err)"
        w 2 $word --nonsense 1; has err 'there is no option --nonsense'; has err "usage: workbay $word"
    done
    w 2 verify extra; w 2 verify --data; has err '--data takes a value'
    w 2 backup; w 2 backup a b; w 2 restore; w 2 migrate x; w 2 vin; w 2 explain admin
    w 2 user; w 2 user add; w 2 user fly x; w 2 user list x; w 2 token add; w 2 token fly x
    w 2 import party; w 2 export; w 2 emit; w 2 emit nonsense; w 2 init x; w 2 init --demo huge
    w 2 init --template nonsense; w 2 token add admin --days soon; has err '--days takes a whole number'
    w 2 serve x; w 2 serve --workers 0; has err '--workers takes a number from 1 to 256'
    w 2 serve --tls-cert only; w 2 serve --idle 0; w 2 serve --memory 1000
}

# A plan is right, the same again by seed and iterations, and what is no instance is refused.
plan() {
    local workbay=$words shared=${WORKBAY_SHARED:-$root/../shared}/data/scheduling/fjsp name
    w 2 plan; w 2 plan a b; w 2 plan a --seconds 0; w 2 plan a --seed x; w 1 plan nothing.txt; has err nothing.txt
    w 0 plan "$root/test/plan/small.fjs" --iterations 2000; cp out answer
    is "$(node "$root/test/plan_check.mjs" "$root/test/plan/small.fjs" answer)" 15 'the optimum of small.fjs'
    w 0 plan "$root/test/plan/small.fjs" --iterations 2000; like out answer
    sed 's/"end":\([0-9]*\)/"end":1\1/' answer >hurt
    ! node "$root/test/plan_check.mjs" "$root/test/plan/small.fjs" hurt >out; ok $? 'plan_check takes a wrong answer'
    w 0 plan "$root/test/plan/day.txt" --iterations 500; cp out answer; has out '"late":0,"overload":0'; has out '"bays":['
    w 0 plan "$root/test/plan/day.txt" --iterations 500; like out answer
    printf '2 2\n1 1 1 5\n1 1 3 5\n' >bad.fjs; w 1 plan bad.fjs; has err 'line 3: a number is out of its bounds'
    [ ! -s out ]; ok $? 'a refused plan prints something'
    printf 'workshop-day 1\njob a\nop time=5 skills=x\n' >bad.day; w 1 plan bad.day; has err 'resources: 1 to 1000'
    LANG=zh_CN.UTF-8 "$words" plan bad.fjs 2>err >out; is $? 1 'plan in Chinese'; has err '第 3 行'
    head -c 9000000 /dev/zero >large.fjs; w 1 plan large.fjs; has err '8 MiB'
    [ -d "$shared" ] || { echo 'plan: public instances skipped, they are not here'; return; }
    for name in mk01 fattahi12 behnke2 la04_edata; do
        w 0 plan "$shared/$name.txt" --seconds 1; cp out answer
        node "$root/test/plan_check.mjs" "$shared/$name.txt" answer >checked; ok $? "$name: $(cat checked)"
    done
}

nowhere() {
    local word workbay=$words
    for word in verify 'user list' 'token list' migrate 'export party' 'backup x.backup' 'explain admin party_edit' serve; do
        w 3 $word --data nowhere
        [ -s err ]; ok $? "$word without a chain says nothing"
        [ ! -e nowhere ]; ok $? "$word made a directory"
    done
    w 3 serve --data demo --listen 127.0.0.1:nonsense; has err nonsense
    mkdir -p junk; echo junk >junk/workbay.db; w 3 verify --data junk
    w 3 serve --data demo --listen 127.0.0.1:0 --tls-cert junk/workbay.db --tls-key junk/workbay.db
}

begin() {
    w 0 init --data demo --demo small; has err 'commands,'
    w 1 init --data demo --demo small; has err 'holds a chain already; nothing was changed'
    w 1 init --data demo; has err 'holds a chain already'
    w 0 verify --data demo; has out ' 0 wrong'
    w 0 init --data fresh; has out 'log in as admin with the password '
    w 1 init --data short --admin-password short; has err password
    w 0 init --data fresh2 --admin-password 'a long password'; lacks out password
    w 0 migrate --data demo --dry-run; cp out dry; w 0 migrate --data demo; like out dry
    DATA=demo "$workbay" verify >out 2>&1; has out ' 0 wrong'
}

# Each damage is found, and named.
damage() {
    cc -o sql "$root/test/sql.c" -lsqlite3; ok $? 'test/sql.c: does not compile'
    ./sql demo/workbay.db 'SELECT max(created_at) FROM event' >out 2>err
    ok $(($(head -1 out) > $(date +%s)999)) "something of the demo is dated later than now: $(head -1 out)"
    local name statement
    while IFS='|' read -r name statement; do
        rm -rf hurt; cp -a demo hurt
        ./sql hurt/workbay.db "$statement" >out 2>err; has out changed
        w 1 verify --data hurt; has out "$name"; lacks out ' 0 wrong'
    done <<'END'
balance|UPDATE stock_balance SET on_hand = on_hand + 1000 WHERE part_id = (SELECT min(part_id) FROM stock_balance)
reserved|UPDATE stock_reservation SET quantity = quantity + 1000 WHERE quantity > 0
its moves|DELETE FROM stock_move WHERE id = (SELECT max(id) FROM stock_move)
voucher|UPDATE ledger_entry SET debit = debit + 1 WHERE id = (SELECT min(id) FROM ledger_entry WHERE debit > 0)
turnover|UPDATE ledger_balance SET debit = debit + 1
hash does not fit|UPDATE event SET body = replace(body, '1', '2') WHERE id = (SELECT max(id) FROM event)
follows|DELETE FROM event WHERE id = (SELECT id FROM event ORDER BY id LIMIT 1 OFFSET 50)
are counted|UPDATE stage_count SET n = n + 1 WHERE n = (SELECT max(n) FROM stage_count)
its price|UPDATE ro_line SET amount = amount + 1 WHERE id = (SELECT min(id) FROM ro_line WHERE approval = 'proposed' OR approval = 'refused' OR approval = 'approved')
of an order: |INSERT INTO ro_group (id, version, unit_id, created_at, repair_order_id, package_id, title, alone, price, broken) SELECT 7, 1, unit_id, created_at, id, (SELECT min(id) FROM service_package), 'x', 1, 1, 0 FROM repair_order ORDER BY id LIMIT 1
outside work than|UPDATE repair_order SET outside_cost = 5 WHERE id = (SELECT min(id) FROM repair_order)
more than one option|UPDATE ro_line SET option_id = repair_order_id, tier = CASE WHEN kind = 'labour' THEN 'good' ELSE 'best' END WHERE approval = 'approved'
minutes booked|UPDATE slot_load SET booked = booked - 1 WHERE booked > 0
END
}

people() {
    echo 'a long password' >password; echo short >short.txt
    "$workbay" user add clerk --title '文员' --data demo <password >out 2>err; ok $? "user add: $(cat err)"
    grep -qE '^[0-9]+$' out; ok $? 'user add: no id'
    "$workbay" user add clerk --data demo <password >out 2>err; ok $(($? != 1)) 'user add twice'; has err 'already used'
    "$workbay" user add other --data demo <short.txt >out 2>err; ok $(($? != 1)) 'user add, short'; has err password
    "$workbay" user add other --unit MOON --data demo <password >out 2>err; ok $(($? != 1)) 'user add, no unit'
    has err 'MOON'
    w 0 user list --data demo; has out clerk; has out '文员'; lacks out other
    "$workbay" user password clerk --data demo <short.txt >out 2>err; ok $(($? != 1)) 'user password, short'
    "$workbay" user password nobody --data demo <password >out 2>err; ok $(($? != 1)) 'user password of nobody'
    has err nobody
    w 1 user disable nobody --data demo; has err nobody
    w 1 token add nobody --data demo; has err nobody
    w 1 token revoke 00000000ffff --data demo; w 1 token revoke ab --data demo; w 1 token add admin --days 0 --data demo
    w 0 explain admin unit_edit --data demo; has out 'has the duty'
    w 1 explain washer@NS01 unit_edit --data demo; has err 'Organisation'
    w 2 explain admin nonsense --data demo; has err 'there is no command nonsense'
    w 1 explain nobody unit_edit --data demo; has err nobody
    w 1 explain service_adviser@NS01 repair_order_estimate 42 --data demo
    local order; order=$(./sql demo/workbay.db "SELECT id FROM repair_order WHERE business = 'delivered' LIMIT 1")
    w 1 explain service_adviser@NS01 repair_order_estimate "$order" --data demo; has err 'is possible when'
}

serve() {
    "$workbay" serve --data "$1" --listen 127.0.0.1:0 --log none 2>serve.err & pid=$!
    for _ in $(seq 100); do port=$(sed -n 's/.*(port \([0-9]*\))$/\1/p' serve.err); [ -z "$port" ] || break; sleep 0.1; done
}
status() { curl -s -o answer -w '%{http_code}' "$@"; }
api() { local token=$1; shift; status -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/$1" "${@:2}"; }
log_in() { status -H 'Content-Type: application/json' -d "{\"user\":\"$1\",\"password\":\"$2\"}" "http://127.0.0.1:$port/api/session"; }
is() { [ "$1" = "$2" ]; ok $? "$3: $1 instead of $2"; }

# While the server runs: tokens and accounts are felt there, and a backup is whole.
with_server() {
    local token start code
    serve demo
    w 3 serve --data demo --listen 127.0.0.1:0; has err 'server'
    w 0 token add service_adviser@NS01 --note '试' --days 2 --data demo; token=$(cat out)
    is "$(api "$token" party?limit=1)" 200 'a token'
    is "$(api "$token" party -X POST -H 'Content-Type: application/json' -d '{"name":"代理","kind":"person"}')" 201 'a token writes without CSRF'
    w 0 token list --data demo; has out service_adviser@NS01; has out '试'; lacks out "$token"
    start=$(awk '/service_adviser@NS01/ {print $1}' out)
    (for i in $(seq 40); do api "$token" party -X POST -H 'Content-Type: application/json' \
        -d "{\"name\":\"备份 $i\",\"kind\":\"person\"}" >/dev/null; done) &
    local writer=$!
    w 0 backup whole.backup --data demo; has out whole.backup
    wait $writer
    [ -s whole.backup ] && [ ! -e whole.backup.part ]; ok $? 'the backup is there, and nothing beside it'
    is "$(stat -c %a whole.backup)" 600 'the backup is for its owner alone'
    w 0 token revoke "$start" --data demo; sleep 2.2
    is "$(api "$token" party?limit=1)" 401 'a revoked token'
    is "$(log_in clerk 'a long password')" 200 'a new account'
    echo 'another password' | "$workbay" user password clerk --data demo >out 2>err; ok $? 'user password'
    is "$(log_in clerk 'a long password')" 401 'the old password'
    is "$(log_in clerk 'another password')" 200 'the new password'
    w 0 token add clerk --data demo; token=$(cat out)
    is "$(api "$token" session)" 200 'a token of an account'
    w 0 user disable clerk --data demo; sleep 2.2
    is "$(log_in clerk 'another password')" 401 'a disabled account'
    is "$(api "$token" session)" 401 'a token of a disabled account'
    w 0 user list --data demo; has out '(disabled)'
    kill "$pid"; wait "$pid"; code=$?; pid=''
    is $code 0 'the server ended'
    w 0 verify --data demo; has out ' 0 wrong'
}

restore() {
    local kind size
    w 0 restore whole.backup --data again; w 0 verify --data again; has out ' 0 wrong'
    w 0 backup again.backup --data again; w 0 restore again.backup --data third
    for kind in party vehicle part repair_order stock_move settlement employee ledger_entry; do
        w 0 export $kind --format json --data again; mv out first; w 0 export $kind --format json --data third; like out first
        [ "$(wc -l <first)" -gt 2 ]; ok $? "export $kind holds nothing"
    done
    w 1 restore whole.backup --data demo; has err 'not empty'
    w 3 restore nothing.backup --data x1
    echo junk >junk.backup; w 3 restore junk.backup --data x2; has err 'no backup of Workbay'
    size=$(stat -c %s whole.backup)
    head -c $((size / 2)) whole.backup >half.backup; w 3 restore half.backup --data x3
    cp whole.backup hurt.backup; printf '%4096s' x | dd of=hurt.backup bs=4096 seek=40 conv=notrunc status=none
    w 3 restore hurt.backup --data x4
    ./sql empty.backup 'CREATE TABLE t(a)'; w 3 restore empty.backup --data x5; has err 'no backup of Workbay'
    for kind in x1 x2 x3 x4 x5; do [ ! -e $kind/workbay.db ]; ok $? "$kind: a chain from a broken file"; done
    cp whole.backup wrong.backup
    ./sql wrong.backup 'UPDATE stock_balance SET on_hand = on_hand + 1000 WHERE on_hand > 0' >out
    w 1 restore wrong.backup --data x6; has err ' wrong'
}

imports() {
    local batch before
    w 0 export party --format csv --data fresh; cp out before.csv
    printf '名称,类别,电话,不回访,不回访原因\n甲公司,公司,0755-83001234,是,公司统一安排\n,个人,,,\n丙,月球,,,\n丁,个人,12,,\n戊,个人,13800138000,也许,\n' >bad.csv
    w 1 import party bad.csv --data fresh
    for line in 3 4 5 6; do has err "line $line: "; done
    lacks err 'line 2'; has out '5 rows, 1 good, 4 bad, 0 stored'
    w 0 export party --format csv --data fresh; like out before.csv
    w 0 import party bad.csv --dry-run --accept-good --data fresh; has out '1 good, 4 bad, 0 stored'
    w 0 export party --format csv --data fresh; like out before.csv
    w 0 import party bad.csv --accept-good --data fresh; has out '1 stored'
    batch=$(sed -n 's/^batch \([0-9]*\).*/\1/p' out)
    w 0 export party --format csv --data fresh; has out '甲公司'; has out '公司统一安排'
    w 0 import undo "$batch" --data fresh; has out '1 retired'
    w 0 export party --format csv --data fresh; like out before.csv
    w 1 import undo 42 --data fresh; w 1 import undo x --data fresh
    w 1 import spaceship bad.csv --data fresh; has err spaceship
    w 1 import repair_order bad.csv --data fresh; w 3 import party nothing.csv --data fresh
    printf '名称,颜色\n甲,红\n' >odd.csv; w 1 import party odd.csv --data fresh; has err '颜色'; has err 'line 1'
    printf '名称,类别,名称\n甲,个人,乙\n' >twice.csv; w 1 import party twice.csv --data fresh; has err 'line 1'
    printf '\x00\x01\x02' >bytes.csv; w 1 import party bytes.csv --data fresh; : >none.csv; w 1 import party none.csv --data fresh
    w 1 import party bad.csv --accept-good --as nobody --data demo; has err nobody
    w 1 import party bad.csv --accept-good --as washer@NS01 --data demo; has err '客户档案'
    printf '名称,类别\n甲,个人\n' | iconv -f UTF-8 -t GB18030 >gb.csv && { w 0 import party gb.csv --data fresh; has out '1 stored'; }
    printf 'name,kind\n己,person\n' | "$workbay" import party - --data fresh >out 2>err; ok $? "import from standard input: $(cat err)"
}

# What goes out as a table comes in again as it was.
round() {
    local form
    printf 'code,name,unit,origin,price,minimum,note\nF-1,=1+1,只,original,12.345678,0.5,"a, ""b""\n2"\nF-2,@x,只,original,0,0,-\n' >odd.csv
    w 0 import part odd.csv --data demo; has out '2 stored'
    for form in csv xlsx; do
        w 0 export part --format $form --data demo; mv out part.$form
        rm -rf back; cp -a fresh2 back
        w 0 import part part.$form --data back
        w 0 export part --format json --data demo; plain out >first
        w 0 export part --format json --data back; plain out >second
        like first second
        [ "$(wc -l <first)" -gt 20 ]; ok $? "$form: nothing went out"
    done
    w 1 export spaceship --data demo; w 1 export login_session --data demo; w 1 export part --format pdf --data demo
    w 1 export voucher --as washer@NS01 --data demo
    head -c 2 part.xlsx | grep -q PK; ok $? 'a workbook is no zip'
}
plain() {                                   # what stays the same when it is made anew
    node -e 'const rows = JSON.parse(require("fs").readFileSync(process.argv[1]))
        for (const r of rows) { delete r.id; delete r.version; delete r.created_at; delete r.titles }
        console.log(rows.map((r) => JSON.stringify(r)).sort().join("\n"))' "$1"
}

emits() {
    local workbay=$words
    w 0 emit openapi; node -e 'const d = JSON.parse(require("fs").readFileSync("out"))
        process.exit(/^3\.1/.test(d.openapi) && Object.keys(d.paths).length > 100 ? 0 : 1)'; ok $? 'emit openapi'
    w 0 emit ts; has out 'export interface'; w 0 emit schema; has out 'CREATE TABLE repair_order'
    w 0 emit charts; [ -s out ]; ok $? 'emit charts: nothing'
    w 0 emit check
}

vins() {
    w 0 vin 1M8GDM9AXKP042788; node -e 'const v = JSON.parse(require("fs").readFileSync("out"))
        process.exit(v.vin === "1M8GDM9AXKP042788" && v.valid === true && ["reason", "make", "model", "year", "country",
            "manufacturer"].every((name) => name in v) ? 0 : 1)'; ok $? "vin: $(cat out)"
    w 1 vin 1M8GDM9A1KP042788 nonsense; is "$(grep -c '"valid":false' out)" 2 'wrong ones'; lacks out '"reason":null'
    printf '1M8GDM9AXKP042788\r\n\n11111111111111111\n' | "$workbay" vin - >out 2>err; ok $? 'vin -'
    is "$(wc -l <out)" 2 'vin -: a line each'
    local list=${WORKBAY_SHARED:-}/data/vin
    if [ -d "$list" ]; then
        cat "$list"/*.csv 2>/dev/null | grep -oE '\b[A-HJ-NPR-Z0-9]{17}\b' | sort -u | head -2000 >vins
        [ -s vins ] && { "$workbay" vin - <vins >out 2>err; [ "$(wc -l <out)" = "$(wc -l <vins)" ]; ok $? 'the shared numbers: a line each'
            node -e 'require("fs").readFileSync("out", "utf8").trim().split("\n").forEach(JSON.parse)'; ok $? 'the shared numbers: JSON'; }
    else
        echo 'skipped the shared vehicle numbers: not there'
    fi
}

# A record is issued, found true, and found out when it was altered.
records() {
    local vin key
    w 2 record; w 2 record fly; w 2 record key x; w 2 record issue; w 2 record verify
    w 0 record key --data demo; key=$(cat out); is "${#key}" 64 'the public key'
    w 0 record key --data demo; is "$(cat out)" "$key" 'the key stays'
    w 1 record issue NOSUCHVIN --data demo
    vin=$("$words" export vehicle --format csv --data demo | grep -oE '\b[A-HJ-NPR-Z0-9]{17}\b' | head -1)
    w 0 record issue "$vin" --data demo; cp out record.json; has record.json '"repairs":['
    w 0 record verify record.json --data demo; has out "$vin"; has out 'The signature is good'
    w 0 record verify record.json --key "$key"
    w 2 record verify record.json --key 12; has err '64 hexadecimal digits'
    w 1 record verify record.json --key "${key//[0-9]/a}"; has err 'Signed with another key'
    sed "s/$vin/${vin%?}0/" record.json >altered.json
    [ "${vin: -1}" = 0 ] || { w 1 record verify altered.json --key "$key"; has err 'It was altered'; }
    head -c 100 record.json >part.json; w 1 record verify part.json --key "$key"; has err 'only a part of one'
    w 3 record verify nothing.json --key "$key"
}

# The books as other programs add them up: the Debian package ledger gives the same balance of each account.
books() {
    [ -x sql ] || cc -o sql "$root/test/sql.c" -lsqlite3; ok $? 'test/sql.c: does not compile'
    w 2 journal --data demo --format xml
    w 1 journal --data demo --company MOON; has err ' '
    w 0 journal --data demo --format beancount; has out ' open Assets:1405 CNY'; has out ' ^JZ-'
    w 0 journal --data demo --to 190012; lacks out 'JZ-'
    w 0 journal --data demo; mv out books.journal
    ledger -f books.journal balance --flat --no-total --balance-format '%(account)|%(quantity(amount))\n' >said 2>err
    ok $? "ledger: $(head -3 err)"
    sed -E 's/^[A-Za-z]+:([0-9]+)[^|]*\|/\1|/' said | awk -F'|' '{ printf "%s|%.0f\n", $1, $2 * 100 }' | sort >theirs
    ./sql demo/workbay.db "SELECT account || '|' || sum(debit - credit) FROM ledger_balance GROUP BY account HAVING sum(debit) <> sum(credit)" | sort >ours
    [ "$(wc -l <ours)" -gt 8 ]; ok $? 'the demo has hardly any accounts'
    like theirs ours
}

for part in begin usage damage books people nowhere with_server restore imports round emits vins records plan; do
    [ $# -gt 0 ] && [[ " begin $* " != *" $part "* ]] && continue
    $part
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
