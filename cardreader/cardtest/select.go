package cardtest

func (c *Card) selectFile(cmd []byte) uint16 {
	b := body(cmd)
	if b == nil {
		return swLength
	}
	switch cmd[2] {
	case 0x02:
		if len(b) != 2 {
			return swLength
		}
		return c.selectID(uint32(b[0])<<8 | uint32(b[1]))
	case 0x08:
		return c.selectPath(b)
	case 0x04:
		return c.selectAID(b)
	}
	return swP1P2
}

func (c *Card) selectID(id uint32) uint16 {
	switch {
	case id == 0x3F00:
		c.df, c.efOK = 0x3F00, false
		return swOK
	case c.df == 0x3F00 && (id == 0xDF00 || id == 0xDF01):
		c.df, c.efOK = id, false
		return swOK
	}
	return c.open(c.df, id)
}

func (c *Card) open(df, id uint32) uint16 {
	key := df<<16 | id
	if df == 0x3F00 {
		key = id
	}
	f, ok := c.Files[key]
	if !ok {
		return swNotFound
	}
	c.df, c.ef, c.efOK = df, f, true
	return swOK
}

func (c *Card) selectPath(b []byte) uint16 {
	if len(b) == 0 || len(b)%2 != 0 {
		return swLength
	}
	var ids []uint32
	for i := 0; i < len(b); i += 2 {
		ids = append(ids, uint32(b[i])<<8|uint32(b[i+1]))
	}
	if ids[0] == 0x3F00 {
		if c.ShortPaths {
			return swNotFound
		}
		ids = ids[1:]
	}
	df := uint32(0x3F00)
	if len(ids) > 0 && (ids[0] == 0xDF00 || ids[0] == 0xDF01) {
		df, ids = ids[0], ids[1:]
	}
	switch len(ids) {
	case 0:
		c.df, c.efOK = df, false
		return swOK
	case 1:
		return c.open(df, ids[0])
	}
	return swNotFound
}

var (
	aidApplet = "\xA0\x00\x00\x00\x30\x29\x05\x70\x00\xAD\x13\x10\x01\x01\xFF"
	aidPKCS15 = "\xA0\x00\x00\x01\x77PKCS-15"
	aidID     = "\xA0\x00\x00\x01\x77IdFiles"
)

func (c *Card) selectAID(b []byte) uint16 {
	switch string(b) {
	case aidApplet:
		c.df, c.efOK, c.right, c.key, c.Elsewhere = 0x3F00, false, false, 0, false
	case aidPKCS15:
		c.df, c.efOK = 0xDF00, false
	case aidID:
		c.df, c.efOK = 0xDF01, false
	default:
		return swNotFound
	}
	return swOK
}

func (c *Card) readBinary(cmd []byte) ([]byte, uint16) {
	if !c.efOK {
		return nil, swNoEF
	}
	if cmd[2]&0x80 != 0 {
		return nil, swOffset
	}
	off, n := int(cmd[2])<<8|int(cmd[3]), le(cmd)
	switch {
	case off >= len(c.ef):
		return nil, swOffset
	case off+n > len(c.ef) && c.No6C:
		return c.ef[off:], swOK
	case off+n > len(c.ef) && c.Refuse6C:
		return nil, swLength
	case off+n > len(c.ef):
		return nil, sw6C | uint16((len(c.ef)-off)&0xFF)
	}
	return c.ef[off : off+n], swOK
}
