package mailbox

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// logoSide is the width and height of logos: the registries ask for less than 100 pixels.
const logoSide = 64

// logo draws a mark on transparent ground: a disc of a colour of its own with one of four signs in white.
func logo(key uint64) []byte {
	palette := color.Palette{color.NRGBA{}, color.NRGBA{uint8(40 + key%120), uint8(40 + key>>8%120), uint8(40 + key>>16%120), 255}, color.NRGBA{255, 255, 255, 255}}
	m := image.NewPaletted(image.Rect(0, 0, logoSide, logoSide), palette)
	sign := key >> 24 % 4
	for y := range logoSide {
		for x := range logoSide {
			dx, dy := 2*x-logoSide+1, 2*y-logoSide+1 // from the middle, in half pixels
			d := dx*dx + dy*dy
			if d > 62*62 {
				continue
			}
			m.SetColorIndex(x, y, 1)
			if inSign(sign, dx, dy, d) {
				m.SetColorIndex(x, y, 2)
			}
		}
	}
	var b bytes.Buffer
	must(png.Encode(&b, m))
	return b.Bytes()
}

func inSign(sign uint64, dx, dy, d int) bool {
	abs := func(n int) int { return max(n, -n) }
	switch sign {
	case 0: // ring
		return d > 26*26 && d < 40*40
	case 1: // cross
		return min(abs(dx), abs(dy)) < 8 && max(abs(dx), abs(dy)) < 40
	case 2: // bars
		return abs(dx) < 34 && (dy+40)/14%2 == 0 && abs(dy) < 36
	}
	return abs(dx)+abs(dy) < 40 // lozenge
}
