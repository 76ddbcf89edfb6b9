# packages.sh - sourced by ./run and ./check: installs the Debian packages that are missing.

build_packages="gcc libc6-dev cmake ninja-build pkg-config python3-minimal libsqlite3-dev
    libpq-dev libsodium-dev libcsv-dev libinih-dev libmicrohttpd-dev liboath-dev
    libxlsxwriter-dev libqrencode-dev zlib1g-dev libcjose-dev libjansson-dev
    libcurl4-openssl-dev libxml2-dev r-mathlib"
check_packages="chromium fonts-liberation2 nginx-light openssl clang-14 libclang-rt-14-dev clang-format-14 binutils sqlite3 libcmocka-dev postgresql-15
    git python3"

missing_packages() {
    for p in "$@"; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^ii' || printf '%s ' "$p"
    done
}

# install_missing PACKAGE...: as root, else through sudo, else prints the one line and stops.
install_missing() {
    want=$(missing_packages "$@")
    [ -n "$want" ] || return 0
    line="apt-get install -y --no-install-recommends $want"
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo=sudo
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
        sudo=sudo
    else
        echo "Some Debian packages are missing.  As root, run:" >&2
        echo "    $line" >&2
        exit 1
    fi
    echo "Installing what is missing: $want"
    # A PostgreSQL package would start a server of its own: tests make theirs.
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    $sudo apt-get -qq update && $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $want >/tmp/belfry-install.$$.log 2>&1 || {
        cat /tmp/belfry-install.$$.log >&2
        echo "The packages could not be installed." >&2
        exit 1
    }
    rm -f /tmp/belfry-install.$$.log
}

# install_frontend [KIND]: what the style sheet is made from, out of the npm registry as the lock file
# pins it, without install scripts; KIND all takes what the browser tests need as well.
install_frontend() {
    kind=${1:-build}
    have=frontend/node_modules/.belfry
    want="$kind $(cksum <frontend/package-lock.json)"
    if [ -f "$have" ] && { [ "$(cat "$have")" = "$want" ] ||
        [ "$(cat "$have")" = "all ${want#* }" ]; }; then return 0; fi
    command -v npm >/dev/null 2>&1 || install_missing npm
    echo "Fetching the Design System's style sheet"
    omit=--omit=dev
    [ "$kind" = build ] || omit=--include=dev
    (cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error $omit) \
        >/tmp/belfry-npm.$$.log 2>&1 || {
        cat /tmp/belfry-npm.$$.log >&2
        echo "The npm registry could not be reached, or the packages are not those of the lock file." >&2
        exit 1
    }
    rm -f /tmp/belfry-npm.$$.log
    echo "$want" >"$have"
}

# build FOLDER OPTION...: configures once, then builds what changed.
build() {
    folder=$1
    shift
    [ -f "$folder/build.ninja" ] || cmake -S . -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1 || {
        cat "$folder.log" >&2
        exit 1
    }
    rm -f "$folder.log"
    ninja -C "$folder" >"$folder/build.log" 2>&1 || {
        cat "$folder/build.log" >&2
        exit 1
    }
}
