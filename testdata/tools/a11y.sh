#!/bin/sh
# Prints the table of acceptance by ear: what every screen reader said of an item, mode by mode, and what is written to the
# terminal for it. What cannot be measured here is said in the end.
# usage: a11y.sh
set -u

cd "$(dirname "$0")/../.." || exit 1
report=$(mktemp)
trap 'rm -f "$report"' EXIT
code=0
go test ./tui -count 1 -v -run 'TestAcceptance|TestBytesPerDown|TestContrast|TestStatesWithoutStyle|TestLayout' >"$report" || code=1
echo "Written to the terminal for one Down, and drawn"
sed -n 's/^ *[a-z_]*_test.go:[0-9]*: \(.*bytes a Down.*\)$/  \1/p' "$report"
echo "Screens that lose meaning without colours, contrast of every theme, every screen and key of the reader layout"
if [ "$code" = 0 ]; then echo "  all tests pass"; else grep -- '--- FAIL' "$report"; fi
echo
echo "Heard: characters spoken, divided by those of the item that should have been; 1.00 is perfect"
A11Y_REPORT=$report go test ./cmd/ebox/e2e/a11y -count 1 -timeout 10m || code=1
cat "$report"
exit "$code"
