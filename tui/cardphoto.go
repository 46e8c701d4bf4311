package tui

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"

	"charm.land/lipgloss/v2"
)

// Limits of a photo on a card: anything larger is none.
const (
	mostDots   = 1000
	mostAcross = 40 // columns that a drawing takes
)

// upperHalf fills the upper half of a cell: its colour is one dot, the background the one below.
const upperHalf = "▀"

// decodePhoto reads a card's photo; nil when it is none.
func decodePhoto(file []byte) image.Image {
	c, err := jpeg.DecodeConfig(bytes.NewReader(file))
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > mostDots || c.Height > mostDots {
		return nil
	}
	img, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	return img
}

// drawPhoto draws a photo in greys, at most w columns and rows rows: two dots a cell, one above the other. It says
// nothing that the words do not, so it is drawn when somebody asks for it only.
func drawPhoto(img image.Image, w, rows int) []string {
	b := img.Bounds()
	across := min(w, mostAcross, max(2*rows*b.Dx()/b.Dy(), 1))
	down := across * b.Dy() / b.Dx() / 2
	if across < 1 || down < 1 {
		return nil
	}
	dot := func(x, y int) color.Color { return average(img, b, x, y, across, 2*down) }
	out := make([]string, down)
	for y := range out {
		var row strings.Builder
		for x := range across {
			row.WriteString(lipgloss.NewStyle().Foreground(dot(x, 2*y)).Background(dot(x, 2*y+1)).Render(upperHalf))
		}
		out[y] = row.String()
	}
	return out
}

// average is the grey of dot x, y when the picture has only across by down of them.
func average(img image.Image, b image.Rectangle, x, y, across, down int) color.Color {
	x0, x1 := b.Min.X+x*b.Dx()/across, b.Min.X+max((x+1)*b.Dx()/across, x*b.Dx()/across+1)
	y0, y1 := b.Min.Y+y*b.Dy()/down, b.Min.Y+max((y+1)*b.Dy()/down, y*b.Dy()/down+1)
	sum, n := 0, 0
	for j := y0; j < min(y1, b.Max.Y); j++ {
		for i := x0; i < min(x1, b.Max.X); i++ {
			g, _ := color.GrayModel.Convert(img.At(i, j)).(color.Gray)
			sum, n = sum+int(g.Y), n+1
		}
	}
	grey := uint8(sum / max(n, 1))
	return color.RGBA{grey, grey, grey, 0xFF}
}
