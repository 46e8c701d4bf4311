package mailbox

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

var (
	pdfStart = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	pdfSize  = regexp.MustCompile(`/Size (\d+)\n`)
	pdfRoot  = regexp.MustCompile(`/Root \d+ 0 R`)
)

// enlarge appends an incremental update (ISO 32000-1, 7.5.6) to a document of the library's: one more object, which
// holds the filling and which no page shows.
func enlarge(doc, filling []byte) []byte {
	tail := doc[max(0, len(doc)-1024):]
	start, size, root := pdfStart.FindSubmatch(tail), pdfSize.FindSubmatch(tail), pdfRoot.Find(tail)
	if start == nil || size == nil || root == nil {
		must(errors.New("mailbox: the library ends its documents in another way"))
	}
	b := bytes.NewBuffer(make([]byte, 0, len(doc)+len(filling)+512))
	b.Write(bytes.TrimRight(doc, "\n"))
	b.WriteString("\n")
	at := b.Len()
	fmt.Fprintf(b, "%s 0 obj\n<</Length %d>>\nstream\n", size[1], len(filling))
	b.Write(filling)
	b.WriteString("\nendstream\nendobj\n")
	table := b.Len()
	number, err := strconv.Atoi(string(size[1]))
	must(err)
	fmt.Fprintf(b, "xref\n%d 1\n%010d 00000 n \ntrailer\n<<\n/Size %d\n%s\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", number, at, number+1, root, start[1], table)
	return b.Bytes()
}
