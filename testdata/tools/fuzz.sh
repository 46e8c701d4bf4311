#!/bin/sh
# Runs every fuzz target of the module for the given time each; finding none at all is an error.
# usage: fuzz.sh DURATION
set -eu

n=0
for d in $(go list -f '{{.ImportPath}}' ./...); do
	for f in $(go test -list '^Fuzz' "$d" | grep '^Fuzz' || true); do
		echo "$d $f"
		go test -run '^$' -fuzz "^$f\$" -fuzztime "$1" "$d"
		n=$((n + 1))
	done
done
[ "$n" -gt 0 ] || {
	echo "fuzz.sh: no fuzz target found" >&2
	exit 1
}
echo "$n fuzz targets"
