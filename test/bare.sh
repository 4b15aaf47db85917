#!/usr/bin/env bash
# test/bare.sh [SUITE…]: a Debian (bookworm) with nothing on it, in a directory of its own: as root there
# ./run must install what it needs, build, make a demo chain and answer; a second ./run answers within five
# seconds. Needs root, debootstrap and Debian's archive, else it is skipped, and says so.
# The last line is 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
passed=0 failed=0 pid=''
skip() { echo "skipped: $1"; echo '0 passed, 0 failed'; exit 0; }
ok() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok $2"; fi; }
[ "$(id -u)" = 0 ] || skip 'only root can make a system'
command -v debootstrap >/dev/null || skip 'debootstrap is not there'
unshare --mount --pid --fork true 2>/dev/null || skip 'no name spaces may be made here'
home=$(mktemp -d "${TMPDIR:-/var/tmp}/workbay-bare.XXXXXX")
end() {
    [ -z "$pid" ] || { kill "$pid"; wait "$pid"; } 2>/dev/null
    rm -rf --one-file-system "$home"
}
trap end EXIT

# begin SUITE: ./run in it; it and whatever it started end with us.
begin() {
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child bash -c 'mount -t proc proc "$1/proc" &&
        exec chroot "$1" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin PORT="$2" /workbay/run' \
        - "$home/$1" "$port" >"$home/$1.said" 2>&1 &
    pid=$!
}

# answers SECONDS: does it, by then?
answers() {
    local until=$(($(date +%s) + $1))
    while [ "$(date +%s)" -le "$until" ]; do
        curl -fsS -m 2 "http://127.0.0.1:$port/readyz" >/dev/null 2>&1 && return 0
        kill -0 "$pid" 2>/dev/null || return 1
        sleep 0.2
    done
    return 1
}

stop() { kill "$pid"; wait "$pid"; pid=''; } 2>/dev/null

for suite in "${@:-bookworm}"; do
    # what it mounts is mounted for it alone: else our end would reach into this machine's /proc
    unshare --mount debootstrap --variant=minbase "$suite" "$home/$suite" >"$home/$suite.made" 2>&1 ||
        { tail -3 "$home/$suite.made"; skip "no $suite could be fetched"; }
    mkdir "$home/$suite/workbay"
    git ls-files -z | xargs -0 cp --parents -t "$home/$suite/workbay"
    cp /etc/resolv.conf "$home/$suite/etc/resolv.conf"
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 40000))
    begin "$suite"
    answers 3600; ok $? "$suite: the first ./run does not answer: $(tail -5 "$home/$suite.said")"
    stop
    begin "$suite"
    answers 5; ok $? "$suite: the second ./run does not answer within five seconds: $(tail -5 "$home/$suite.said")"
    stop
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
