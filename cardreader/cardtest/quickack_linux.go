package cardtest

import (
	"net"
	"syscall"
)

// tcpQuickAck is TCP_QUICKACK of linux/tcp.h, which package syscall does not name on every architecture.
const tcpQuickAck = 12

// quickAck acknowledges at once. The virtual reader writes length and data separately, so that Nagle's algorithm and
// delayed acknowledgements would cost 44 ms a command. The kernel forgets the option, so it is set again and again.
func quickAck(c net.Conn) {
	t, ok := c.(*net.TCPConn)
	if !ok {
		return
	}
	if raw, err := t.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { // without it everything works, only slower
			_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpQuickAck, 1)
		})
	}
}
