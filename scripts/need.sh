# need.sh - sourced by ./run and ./check: install what is missing. Debian 12 or 13, root or sudo.
need() {                                    # need COMMAND-OR-FILE PACKAGE…: packages for what is absent
    local probe=$1; shift
    case $probe in
    /*) [ -e "$probe" ] && return 0 ;;
    *.pc) pkg-config --exists "${probe%.pc}" 2>/dev/null && return 0 ;;
    *) command -v "$probe" >/dev/null 2>&1 && return 0 ;;
    esac
    missing="$missing $*"
}

install_missing() {
    [ -n "$missing" ] || return 0
    local root=''
    [ "$(id -u)" = 0 ] || root=sudo
    echo "installing:$missing" >&2
    $root apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >&2
    missing=''
}

need_build() {
    missing=''
    need gcc gcc libc6-dev
    need make make
    need pkg-config pkg-config
    need libmicrohttpd.pc libmicrohttpd-dev
    need sqlite3.pc libsqlite3-dev
    need libpq.pc libpq-dev
    need libsodium.pc libsodium-dev
    need jansson.pc libjansson-dev
    need zlib.pc zlib1g-dev
    need xlsxwriter.pc libxlsxwriter-dev
    need libzip.pc libzip-dev
    need expat.pc libexpat1-dev
    need pangocairo.pc libpango1.0-dev libcairo2-dev
    need libqrencode.pc libqrencode-dev
    need /usr/share/fonts/truetype/wqy/wqy-microhei.ttc fonts-wqy-microhei
    install_missing
}

need_web() {                                # the Node that is there, else Debian's
    missing=''
    need node nodejs
    need npm npm
    install_missing
}

# The web application, when its sources are newer than what was built. Without a registry the
# program is built all the same and says so on its page.
build_web() {
    local made=web/dist/index.html
    if [ -f "$made" ] && [ -z "$(find web/src web/index.html web/package-lock.json web/vite.config.* \
            -newer "$made" -print -quit 2>/dev/null)" ]; then
        return 0
    fi
    need_web
    if (cd web && { [ -d node_modules ] && [ node_modules -nt package-lock.json ] ||
            npm ci --no-audit --no-fund --loglevel=error; } && npm run --silent build) >&2; then
        touch "$made"
    else
        echo "the web application was not built; the API and the command line work without it" >&2
    fi
}
