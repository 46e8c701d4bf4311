package cardreader

import "fmt"

// record is one field of an identity or address file.
type record struct {
	tag   byte
	value []byte
}

// parseTLV reads the simplified TLV of the card's own files: one byte tag, a length to which every FF adds 255 and the
// next byte (C54 section 6.1). A tag 00 after the first record is padding. Values alias data.
func parseTLV(data []byte) ([]record, error) {
	var out []record
	for i := 0; i < len(data); {
		tag := data[i]
		if tag == 0 && len(out) > 0 {
			return out, nil
		}
		i++
		n := 0
		for {
			if i >= len(data) {
				return nil, fmt.Errorf("%w: field %02X has no length", ErrCardFault, tag)
			}
			b := data[i]
			i++
			n += int(b)
			if b != 0xFF {
				break
			}
		}
		if n > len(data)-i {
			return nil, fmt.Errorf("%w: field %02X is longer than its file", ErrCardFault, tag)
		}
		out = append(out, record{tag, data[i : i+n]})
		i += n
	}
	return out, nil
}

// recordsLen is how many bytes of a file its fields take, without the padding.
func recordsLen(data []byte) int {
	fields, err := parseTLV(data)
	if err != nil {
		return 0
	}
	n := 0
	for _, f := range fields {
		n += 2 + len(f.value) + len(f.value)/0xFF
	}
	return n
}
