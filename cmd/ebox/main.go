// Command ebox is a terminal client for the Belgian secure mailbox eBox: log in, list, read and download, as single
// commands or, started alone, as a full screen.
package main

import "os"

func main() { os.Exit(run(os.Args[1:])) }
