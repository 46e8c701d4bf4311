package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// terminalName opens the console of the process, wherever its streams go.
const terminalName = "CONOUT$"

// terminalColumns tells whether f is a console and how wide.
func terminalColumns(f *os.File) (columns int, ok bool) {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info) == nil {
		return int(info.Window.Right-info.Window.Left) + 1, true
	}
	var mode uint32 // an input handle has no screen
	return 0, windows.GetConsoleMode(windows.Handle(f.Fd()), &mode) == nil
}

// terminalSize is the width and height of the console that f is.
func terminalSize(f *os.File) (columns, rows int, ok bool) {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info) != nil {
		return 0, 0, false
	}
	return int(info.Window.Right-info.Window.Left) + 1, int(info.Window.Bottom-info.Window.Top) + 1, true
}

// detached starts a program without a console: it outlives the client.
func detached() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP}
}
