package cardreader

// maxReadLen is the most bytes one READ BINARY may ask for: Le is one byte and 00 means 256 (ISO 7816-4, 5.1).
const (
	maxReadLen = 256
	smallChunk = 128 // for readers or drivers that fail at the longest answers; the official minidriver's size
)

// Instructions (M17 section 6, M18 section 6).
const (
	insVerify      = 0x20
	insMSE         = 0x22
	insChange      = 0x24
	insPSO         = 0x2A
	insSelect      = 0xA4
	insReadBinary  = 0xB0
	insGetResponse = 0xC0
	insCardData    = 0xE4
	insLogOff      = 0xE6
)

// Reference data and keys.
const (
	refPIN  = 0x01
	keyAuth = 0x82 // authentication; 83, non-repudiation, is never used here
)

// file is the absolute path of a transparent EF below the MF.
type file uint32

// The files (C54 section 4.3). All may be read without a PIN.
const (
	fileAuthCert    file = 0xDF005038
	fileSignCert    file = 0xDF005039
	fileCACert      file = 0xDF00503A
	fileRootCert    file = 0xDF00503B
	fileRRNCert     file = 0xDF00503C
	fileIdentity    file = 0xDF014031
	fileIdentitySig file = 0xDF014032
	fileAddress     file = 0xDF014033
	fileAddressSig  file = 0xDF014034
	filePhoto       file = 0xDF014035
	fileBasicKey    file = 0xDF014040
)

// selectPath selects by the path in one command, whatever was selected before: from the MF's own identifier, as every
// client sends it, or without (short), as M17 6.3 describes it.
func selectPath(f file, short bool) []byte {
	path := []byte{0x3F, 0x00, byte(f >> 24), byte(f >> 16), byte(f >> 8), byte(f)}
	if short {
		path = path[2:]
	}
	return append([]byte{0x00, insSelect, 0x08, 0x0C, byte(len(path))}, path...)
}

// selectDF selects DF00, the directory of keys and certificates.
func selectDF() []byte { return []byte{0x00, insSelect, 0x08, 0x0C, 4, 0x3F, 0x00, 0xDF, 0x00} }

// selectApplet comes back from another applet (M17 6.3); it may drop a PIN's right.
func selectApplet() []byte {
	aid := []byte{0xA0, 0x00, 0x00, 0x00, 0x30, 0x29, 0x05, 0x70, 0x00, 0xAD, 0x13, 0x10, 0x01, 0x01, 0xFF}
	return append([]byte{0x00, insSelect, 0x04, 0x0C, byte(len(aid))}, aid...)
}

// readBinary reads n bytes, 1 to 256, at an offset of 15 bits.
func readBinary(offset, n int) []byte {
	return []byte{0x00, insReadBinary, byte(offset >> 8 & 0x7F), byte(offset), byte(n)}
}

// cardData asks for the 28 bytes of every generation; cardDataPIN for the 31 bytes of applet 1.8 with the PIN's counter.
func cardData() []byte    { return []byte{0x80, insCardData, 0, 0, 28} }
func cardDataPIN() []byte { return []byte{0x80, insCardData, 0, 1, 31} }

// verifyStatus asks how many tries are left without trying (M17 6.5). Applet 1.1 and lower count it as a wrong try.
func verifyStatus() []byte { return []byte{0x00, insVerify, 0, refPIN} }

// mseSet chooses the algorithm for the authentication key. The 04 in front is a length, not a tag (M17 6.7).
func mseSet(alg byte) []byte {
	return []byte{0x00, insMSE, 0x41, 0xB6, 5, 0x04, 0x80, alg, 0x84, keyAuth}
}

// pso signs; without Le, the card answers 61xx (M17 6.8).
func pso(data []byte) []byte {
	return append([]byte{0x00, insPSO, 0x9E, 0x9A, byte(len(data))}, data...)
}

// logOff drops the right that the PIN gave (M17 6.10).
func logOff() []byte { return []byte{0x80, insLogOff, 0, 0} }
