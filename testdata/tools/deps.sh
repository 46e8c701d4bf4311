#!/bin/sh
# Installs the Debian or Ubuntu packages that a target needs, those that are missing only.
# usage: deps.sh run|test|demo|check
set -eu

case "${1:-}" in
run) want="ca-certificates dbus-daemon gnome-keyring gcc libc6-dev pkg-config libpcsclite-dev" ;;
test) want="ca-certificates dbus-daemon gnome-keyring gcc libc6-dev tmux chromium poppler-utils file procps git libpcsclite-dev pkg-config pcscd vsmartcard-vpcd opensc util-linux yasr fenrir python3-speechd brltty brltty-speechd openssh-server" ;;
demo) want="ca-certificates dbus-daemon gnome-keyring tmux chromium gcc libc6-dev pkg-config libpcsclite-dev" ;;
check) want="gcc libc6-dev libpcsclite-dev pkg-config" ;;
*)
	echo "usage: deps.sh run|test|demo|check" >&2
	exit 64
	;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: the README names the packages of other systems. What is missing is said by who needs it.
	exit 0
fi

missing=""
for p in $want; do
	s=$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || true)
	[ "$s" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

as=""
if [ "$(id -u)" != 0 ]; then
	if command -v sudo >/dev/null 2>&1; then
		as=sudo
	else
		echo "Some packages are missing. As an administrator, type:" >&2
		echo "  apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
fi
echo "Installing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists may be empty or old; an update that fails is no reason to stop when the install works.
$as apt-get update >"$log" 2>&1 || true
# Screen readers and a server for logins are installed for the tests alone: nothing of them starts by itself.
if [ -d /run/systemd/system ]; then
	for p in fenrir:fenrir brltty:brltty openssh-server:ssh; do
		case " $missing " in *" ${p%:*} "*) $as systemctl mask "${p#*:}" >>"$log" 2>&1 || true ;; esac
	done
fi
# shellcheck disable=SC2086 # a list of package names
if ! $as env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "The packages could not be installed. As an administrator, type:" >&2
	echo "  apt-get install --no-install-recommends$missing" >&2
	exit 1
fi
