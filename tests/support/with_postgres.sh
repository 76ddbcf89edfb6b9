#!/bin/sh
# with_postgres.sh COMMAND...: runs the command beside a private PostgreSQL cluster of its own.
# The cluster lives in a temporary folder, listens on a Unix socket there and on nothing else, is
# owned by an unprivileged user (PostgreSQL refuses root), and is stopped and removed at the end.
# The command finds it in BELFRY_TEST_POSTGRES.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "with_postgres.sh: no PostgreSQL server in /usr/lib/postgresql" >&2; exit 1; }
dir=$(mktemp -d /tmp/belfry-pg-XXXXXX)
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$dir"
    as() { setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME="$dir" "$@"; }
else
    owner=$(id -un)
    as() { "$@"; }
fi
stop() {
    cd "$dir" && as "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop >/dev/null 2>&1 || true
    cd / && rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP
chmod 755 "$dir"
here=$PWD
cd "$dir"
as "$bin/initdb" -D "$dir/data" -U belfry -A trust -E UTF8 --locale=C.UTF-8 -N >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; exit 1; }
as "$bin/pg_ctl" -D "$dir/data" -w -t 60 -s -l "$dir/data/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c fsync=off -c max_connections=30" start ||
    { cat "$dir/data/log" >&2; exit 1; }
cd "$here"
BELFRY_TEST_POSTGRES="host=$dir user=belfry dbname=postgres" "$@"
