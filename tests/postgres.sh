#!/bin/sh
# Starts a throw-away PostgreSQL server in a temporary folder and prints its address:
#
#     DAUYS_TEST_POSTGRES=$(tests/postgres.sh) pytest tests/db tests/workflows
#     tests/postgres.sh stop "$DAUYS_TEST_POSTGRES"
#
# It listens on a socket in that folder only. PostgreSQL refuses to run as root, so root starts it as nobody.
set -eu

tools=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH="${tools:+$tools:}$PATH"
command -v initdb >/dev/null || { echo "postgres.sh: no initdb; install Debian's postgresql" >&2; exit 1; }

# Runs a command as somebody who is not root.
plain() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$folder" PATH="$PATH" "$@"
    else
        "$@"
    fi
}

if [ "${1:-}" = stop ]; then
    folder=${2##*host=}
    plain pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null
    rm -rf "$folder"
    exit 0
fi

folder=$(mktemp -d)
[ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$folder"
cd "$folder"
# Its text is sorted as a language does, hyphens aside, so that nothing passes that leans on the order of bytes.
plain initdb --pgdata=data --username=dauys --auth=trust --encoding=UTF8 --locale=C \
    --locale-provider=icu --icu-locale=en-u-ka-shifted >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }
plain pg_ctl -D data -l log -w -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" \
    start >/dev/null || { cat log >&2; exit 1; }
echo "postgresql://dauys@/postgres?host=$folder"
