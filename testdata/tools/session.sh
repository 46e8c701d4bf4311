#!/bin/sh
# Runs a command with a session bus and a Secret Service of its own, apart from the person's: the keyring lives in
# $1 and nothing else does. Used where there is no desktop session, by "make run" and by the tests.
# usage: session.sh DIR COMMAND [ARGUMENT...]
set -eu

dir=$1
shift
umask 077
mkdir -p "$dir/data" "$dir/runtime"

if [ "${EBOX_SESSION_INNER:-}" != "$dir" ]; then
	for p in dbus-run-session gnome-keyring-daemon; do
		command -v "$p" >/dev/null 2>&1 || {
			echo "session.sh: $p is missing (Debian: dbus-daemon, gnome-keyring)" >&2
			exit 1
		}
	done
	export EBOX_SESSION_INNER="$dir"
	# What the bus itself complains of (limits in a container) is of no use to the person: only the command may write.
	exec 3>&2
	exec dbus-run-session -- "$0" "$dir" "$@" 2>/dev/null
fi
unset EBOX_SESSION_INNER
exec 2>&3 3>&-

# The password protects nothing here: the directory is readable by its owner only, and everything in it is of the sandbox.
printf 'sandbox' | XDG_DATA_HOME="$dir/data" XDG_RUNTIME_DIR="$dir/runtime" \
	gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null 2>&1
exec "$@"
