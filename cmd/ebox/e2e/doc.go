// Package e2e holds end-to-end tests only: the built programs in a real terminal (tmux), with a real browser
// (Chromium) and a real keyring (gnome-keyring on a private session bus). A part that is missing fails the tests.
package e2e
