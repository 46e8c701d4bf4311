package ebox

// SaveFile writes a document that this program made into a directory by the rules of Federation.Save: readable by its
// owner only, whole or not at all, and never over another file. The name has no ending: mediaType gives it.
func SaveFile(dir, name, mediaType string, data []byte) (*Saved, error) {
	p, err := newPartial(dir, nil)
	if err != nil {
		return nil, err
	}
	defer p.discard()
	return p.whole(name, mediaType, data)
}
