#!/bin/sh
# Starts the sandbox and the client on it. What happened is kept in .run, so that the next start goes on from there.
# usage: run.sh [CLIENT ARGUMENT...]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
state=${EBOX_RUN_DIR:-$root/.run}
umask 077
mkdir -p "$state"

set -- "$root/bin/ebox-sandbox" --listen "${EBOX_SANDBOX_LISTEN:-127.0.0.1:4480}" --size "${EBOX_SANDBOX_SIZE:-1000}" \
	--data "$state/sandbox" --run -- "$root/bin/ebox" "$@"
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
	exec "$root/testdata/tools/session.sh" "$state/session" "$@"
fi
exec "$@"
