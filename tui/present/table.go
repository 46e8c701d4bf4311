package present

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
)

// Bounds of a table.
const (
	maxRows    = 5_000
	maxColumns = 200
	maxCell    = 2_000 // columns of the terminal
)

// Table is the content of a CSV document; its first record names the columns.
type Table struct {
	Columns []string
	Rows    [][]string
}

// csv reads a table. Records are said as "column: value" lines: that is how a table is heard.
func (v Voice) csv(s string) Document {
	table, cut, err := readTable(s)
	switch {
	case err != nil:
		return v.broken(s, "text/csv")
	case len(table.Rows) == 0:
		return v.plain(s)
	}
	d := Document{Shown: true, Cut: cut, Table: table}
	for i, row := range table.Rows {
		if i > 0 {
			d.Lines = append(d.Lines, "")
		}
		d.Lines = append(d.Lines, sprintf(v.Texts.Viewer.Record, i+1))
		for c, cell := range row {
			if cell == "" {
				continue
			}
			label := v.Texts.Number(int64(c + 1))
			if c < len(table.Columns) && table.Columns[c] != "" {
				label = table.Columns[c]
			}
			d.Lines = append(d.Lines, v.Texts.Label(label, cell))
		}
		if len(d.Lines) > maxLines {
			d.Lines, d.Cut = d.Lines[:maxLines], true
			break
		}
	}
	d.Links = Links(strings.Join(d.Lines, "\n"))
	return d
}

func readTable(s string) (table *Table, cut bool, err error) {
	if len(s) > maxText {
		s, cut = strings.ToValidUTF8(s[:maxText], ""), true
	}
	r := csv.NewReader(bufio.NewReader(strings.NewReader(s)))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator(s), true, -1, true
	table = &Table{}
	for {
		record, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return table, cut, nil
		case err != nil && cut: // the last record was cut through
			return table, cut, nil
		case err != nil:
			return nil, false, err
		case len(table.Rows) >= maxRows:
			return table, true, nil
		}
		row := make([]string, 0, min(len(record), maxColumns))
		for _, cell := range record[:min(len(record), maxColumns)] {
			row = append(row, Clip(ebox.Sanitize(cell), maxCell))
		}
		cut = cut || len(record) > maxColumns
		if table.Columns == nil {
			table.Columns = row
			continue
		}
		table.Rows = append(table.Rows, row)
	}
}

// separator guesses what stands between the cells: the sign that the first line has most of outside quotation marks.
// Belgian tables mostly have semicolons, since commas belong to numbers.
func separator(s string) rune {
	line, _, _ := strings.Cut(s[:min(len(s), 1<<16)], "\n")
	count, quoted := map[rune]int{}, false
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			count[r]++
		}
	}
	best := ';'
	for _, r := range "\t,|" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// Aligned is the table in columns side by side, if it fits into width columns; two spaces stand between them.
func (t *Table) Aligned(width int) (lines []string, ok bool) {
	var widths []int
	for _, row := range append([][]string{t.Columns}, t.Rows...) {
		for c, cell := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], ansi.StringWidth(cell))
		}
	}
	sum := 2 * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	if sum > width || len(widths) == 0 {
		return nil, false
	}
	for _, row := range append([][]string{t.Columns}, t.Rows...) {
		var b strings.Builder
		for c, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", widths[c]-ansi.StringWidth(cell)+2))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return lines, true
}
