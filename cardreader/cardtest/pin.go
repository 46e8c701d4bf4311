package cardtest

// verify is VERIFY PIN: with a block it first drops every right; without one it tells the tries, which costs one on 1.1.
func (c *Card) verify(cmd []byte) uint16 {
	if cmd[2] != 0 || cmd[3] != 1 {
		return swNoReference
	}
	if len(cmd) <= 5 && (len(cmd) == 4 || cmd[4] == 0) {
		switch {
		case c.Applet < Applet17:
			return c.wrongPIN()
		case c.right:
			return swOK
		case c.Tries == 0:
			return swBlocked
		}
		return swWrongPIN | uint16(c.Tries)
	}
	b := body(cmd)
	if len(b) != 8 {
		return swLength
	}
	return c.try(b)
}

func (c *Card) try(block []byte) uint16 {
	c.right, c.fresh = false, -1
	pin, ok := unblock(block)
	switch {
	case !ok:
		return swData
	case c.Tries == 0:
		return swBlocked
	case pin != c.PIN:
		return c.wrongPIN()
	}
	c.Tries = fullTries
	if c.key == keySign {
		c.fresh = 0 // consumed by the signature that follows: no right for key 82
	} else {
		c.right = true
	}
	return swOK
}

func (c *Card) wrongPIN() uint16 {
	if c.Tries > 0 {
		c.Tries--
	}
	if c.Tries == 0 && !c.BlockWith63C0 {
		return swBlocked
	}
	return swWrongPIN | uint16(c.Tries)&swTriesMask
}

func (c *Card) change(cmd []byte) uint16 {
	b := body(cmd)
	if len(b) != 16 {
		return swLength
	}
	if sw := c.try(b[:8]); sw != swOK {
		return sw
	}
	pin, ok := unblock(b[8:])
	if !ok {
		c.right = false
		return swData
	}
	c.PIN = pin
	return swOK
}

// unblock reads a PIN block strictly: format 2, 4 to 12 digits, the rest F.
func unblock(b []byte) (string, bool) {
	n := int(b[0] & 0xF)
	if b[0]>>4 != 2 || n < 4 || n > 12 {
		return "", false
	}
	pin := make([]byte, 0, n)
	for i := range 14 {
		d := b[1+i/2] >> 4
		if i%2 == 1 {
			d = b[1+i/2] & 0xF
		}
		switch {
		case i < n && d <= 9:
			pin = append(pin, '0'+d)
		case i >= n && d == 0xF:
		default:
			return "", false
		}
	}
	return string(pin), true
}
