package pdftext

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// at is a fragment of size 10 whose characters are 5 wide each.
func at(x, y float64, text string) fragment {
	return fragment{x: x, y: y, end: x + 5*float64(len(text)), size: 10, text: text, sure: true}
}

func TestLayOut(t *testing.T) {
	for _, c := range []struct {
		name  string
		frags []fragment
		want  string
	}{
		{"nothing", nil, ""},
		{"blank", []fragment{at(10, 700, "  ")}, ""},
		{"one line in pieces", []fragment{at(10, 700, "wo"), at(20, 700, "rd"), at(33, 700, "next")}, "word next"},
		{"a piece that ends in a space", []fragment{at(10, 700, "one "), at(33, 700, "two")}, "one two"},
		{"small gaps are no spaces", []fragment{at(10, 700, "ab"), at(21, 700, "cd")}, "abcd"},
		{"raised text stays on its line", []fragment{at(10, 700, "1"), at(16, 703, "er"), at(30, 700, "mars")}, "1er mars"},
		{"next line", []fragment{at(10, 700, "one"), at(10, 688, "two")}, "one\ntwo"},
		{"empty line", []fragment{at(10, 700, "one"), at(10, 680, "two")}, "one\n\ntwo"},
		{"far below", []fragment{at(10, 700, "one"), at(10, 600, "two")}, "one\n\ntwo"},
		{"address beside another", []fragment{
			at(10, 700, "Sender"), at(10, 688, "Street 1"), at(300, 700, "Recipient"), at(300, 688, "Road 2"),
		}, "Sender\nStreet 1\n\nRecipient\nRoad 2"},
		{"table row by row", []fragment{
			at(10, 700, "Name"), at(200, 700, "Sum"), at(10, 688, "x"), at(200, 688, "1"), at(10, 676, "y"), at(200, 676, "2"),
		}, "Name   Sum\nx   1\ny   2"},
		{"footer written first", []fragment{at(10, 20, "page"), at(10, 700, "text"), at(10, 688, "more")}, "text\nmore\n\npage"},
		{"header and footer written first", []fragment{at(10, 20, "page"), at(10, 800, "head"), at(10, 600, "text")}, "head\n\ntext\n\npage"},
		{"columns are not mixed", []fragment{
			at(10, 700, "left one"), at(10, 600, "left two"), at(300, 700, "right one"), at(300, 600, "right two"),
		}, "left one\n\nleft two\n\nright one\n\nright two"},
		{"going back begins a new line", []fragment{at(100, 700, "second"), at(10, 700, "first")}, "second\n\nfirst"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, layOut(c.frags)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLayOutOfTurnedText(t *testing.T) {
	up := at(10, 700, "margin")
	up.turn = 1
	if got := layOut([]fragment{up, at(10, 700, "text")}); got != "text\n\nmargin" {
		t.Errorf("%q", got)
	}
}

func TestGuessedWidthsNeedWiderGaps(t *testing.T) {
	a, b := at(10, 700, "ab"), at(22.5, 700, "cd")
	if got := layOut([]fragment{a, b}); got != "ab cd" {
		t.Errorf("sure: %q", got)
	}
	a.sure = false
	if got := layOut([]fragment{a, b}); got != "abcd" {
		t.Errorf("guessed: %q", got)
	}
}

func TestManyBlocksKeepTheirOrder(t *testing.T) {
	var frags []fragment
	for i := range maxBlocks + 2 {
		frags = append(frags, at(float64(i%7)*100, float64(i*50), "x"))
	}
	if got := strings.Count(layOut(frags), "x"); got != maxBlocks+2 {
		t.Errorf("%d of %d", got, maxBlocks+2)
	}
}

func TestTurned(t *testing.T) {
	for turn, want := range [][2]float64{{3, 4}, {4, -3}, {-3, -4}, {-4, 3}} {
		if x, y := turned(3, 4, turn); x != want[0] || y != want[1] {
			t.Errorf("%d quarter turns: %g, %g, want %v", turn, x, y, want)
		}
	}
	for _, c := range []struct{ matrix, want string }{
		{"0 1 -1 0 100 100", "one\ntwo"},
		{"-1 0 0 -1 100 100", "one\ntwo"},
		{"0 -1 1 0 100 100", "one\ntwo"},
		{"0.9 0.1 -0.1 0.9 100 100", "one\ntwo"},
	} {
		page := onePage("BT /F1 10 Tf "+c.matrix+" Tm (one) Tj 0 -12 Td (two) Tj ET", helvetica)
		if got := text(t, page); got != c.want {
			t.Errorf("%s: %q", c.matrix, got)
		}
	}
}

func TestRotatedPages(t *testing.T) {
	for rotate, matrix := range map[string]string{"0": "1 0 0 1", "90": "0 1 -1 0", "180": "-1 0 0 -1", "270": "0 -1 1 0", "-90": "0 -1 1 0", "450": "0 1 -1 0"} {
		page := strings.Replace(string(onePage("BT /F1 10 Tf "+matrix+" 100 100 Tm (one) Tj ET BT /F1 10 Tf 1 1 1 1 0 0 Tm ET", helvetica)), "/Contents", "/Rotate "+rotate+" /Contents", 1)
		f := newFile([]byte(page))
		frags := f.run(f.pages()[0]).frags
		if len(frags) != 1 || frags[0].turn != 0 {
			t.Errorf("turned by %s: %+v", rotate, frags)
		}
	}
}
