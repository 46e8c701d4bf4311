package main

import (
	"context"
	"errors"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/ebox"
)

// The exit codes. They are part of the interface: scripts branch on them.
const (
	exitOK        = 0
	exitFailed    = 1
	exitCancelled = 2
	exitPartial   = 3
	exitLogin     = 4
	exitForbidden = 5
	exitNotFound  = 6
	exitNoService = 7
	exitUsage     = 64 // EX_USAGE of sysexits.h
)

// errPartial is the end of a command that showed what there is while a provider was missing. It was said already.
var errPartial = errors.New("a provider is missing")

// errTold is a failure that the command has told in its own output: nothing is added.
var errTold = errors.New("told already")

// errNoSuchMessage is a short reference that no message listed here has.
var errNoSuchMessage = errors.New("no message has this reference")

// exitCode is the whole table of exit codes.
func exitCode(err error) int {
	var (
		usage *usageError
		ref   *badReference
		named *accountError
	)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled), errors.Is(err, auth.ErrCancelled), errors.Is(err, auth.ErrClosed),
		errors.Is(err, errDeclined), errors.Is(err, cardreader.ErrCancelled):
		return exitCancelled
	case errors.Is(err, errAccountUnknown):
		return exitNotFound
	case errors.As(err, &usage), errors.As(err, &ref), errors.As(err, &named):
		return exitUsage
	case errors.Is(err, auth.ErrLoginRequired), errors.Is(err, ebox.ErrUnauthorized):
		return exitLogin
	case errors.Is(err, ebox.ErrForbidden):
		return exitForbidden
	case errors.Is(err, ebox.ErrNotFound), errors.Is(err, errNoSuchMessage),
		errors.Is(err, errNoDocument), errors.Is(err, errNoReply):
		return exitNotFound
	case errors.Is(err, errNoOperation):
		return exitNoService
	case errors.Is(err, errPartial):
		return exitPartial
	}
	return exitFailed
}

// exitRow is one line of the table as people read it.
type exitRow struct {
	Code    int
	Meaning string
}

// exitTable is what the help topic and the manual page print.
func (w *wiring) exitTable() []exitRow {
	c := &w.t.Commands
	return []exitRow{
		{exitOK, c.ExitOK},
		{exitFailed, c.ExitFailed},
		{exitCancelled, c.ExitCancelled},
		{exitPartial, c.ExitPartial},
		{exitLogin, c.ExitLogin},
		{exitForbidden, w.words.ExitForbidden},
		{exitNotFound, c.ExitNotFound},
		{exitNoService, w.t.ReplyCommands.ExitNotOffered},
		{exitUsage, c.ExitUsage},
	}
}

// sessionGone tells whether err means that the stored session cannot be used, in whatever layer it was noticed.
func sessionGone(err error) bool {
	return errors.Is(err, auth.ErrLoginRequired) || errors.Is(err, ebox.ErrUnauthorized)
}
