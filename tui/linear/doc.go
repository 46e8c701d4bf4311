// Package linear is the mode for people who listen to a screen reader or read braille: every screen and every act of the
// full screen as plain lines. It only ever adds lines at the bottom, and it is built on the same words (package present)
// and on the same outside (package backend) as the full screen.
//
// The rules of its interface:
//
//   - Nothing is redrawn: no cursor movement, no erasing, no colour, no escape sequence, no carriage return, no question
//     to the terminal. What was said stays above.
//   - One key, one answer. Where keys come one by one the line break stands before the text, so that the cursor stays at
//     the end of what was said; a question is the last thing on its line. Where lines come, it stands after the text.
//   - An item of a list is one line of at most 79 columns, what matters most first. Position is said on request.
//   - Every act says its result, with the thing it was done to. A failure begins with the word for error and says the way
//     out; details follow on request. The end of a list says so: silence is a failure.
//   - Work that takes long says so when it begins, at most every ten seconds, and when it ends.
//   - There is one reader of the input, and what was typed ahead is not lost. It never answers a question that has
//     weight, though: what was typed before the question could be heard is thrown away. Such a question has no default
//     and wants a whole word. The end of the input is never an answer.
//   - News that nobody asked for waits until the current answer has ended.
package linear
