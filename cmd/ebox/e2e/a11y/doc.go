// Package a11y holds the tests by ear: the program runs under real screen readers, and what they say is compared with
// what is on the screen, key by key.
package a11y
