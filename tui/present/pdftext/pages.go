package pdftext

import "slices"

// page is a page with what it inherits from the nodes above it (section 7.7.3.4).
type page struct {
	dict      dict
	resources dict
	rotate    int
}

// pages are the pages in order. Without a usable page tree they are all objects that call themselves pages.
func (f *file) pages() []page {
	root := f.dict(f.dict(f.trailer["Root"])["Pages"])
	if root == nil {
		root = f.catalog()
	}
	var out []page
	type node struct {
		o         object
		resources dict
		rotate    int
	}
	stack := []node{{o: root}}
	seen := map[int]bool{}
	for len(stack) > 0 && f.step(1) {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r, ok := n.o.(ref); ok {
			if seen[r.num] {
				continue
			}
			seen[r.num] = true
		}
		d := f.dict(n.o)
		if res := f.dict(d["Resources"]); res != nil {
			n.resources = res
		}
		if r, ok := f.resolve(d["Rotate"]).(int); ok {
			n.rotate = r
		}
		kids := f.array(d["Kids"])
		if kids == nil && d != nil {
			out = append(out, page{d, n.resources, n.rotate})
		}
		for _, k := range slices.Backward(kids) {
			stack = append(stack, node{k, n.resources, n.rotate})
		}
	}
	if len(out) == 0 || len(out) == 1 && out[0].dict["Contents"] == nil {
		if loose := f.loosePages(); len(loose) > 0 {
			return loose
		}
	}
	return out
}

// catalog looks for the root of the page tree of a document whose trailer is lost.
func (f *file) catalog() dict {
	for _, id := range f.order {
		if d := f.dict(id); d["Type"] == name("Catalog") {
			return f.dict(d["Pages"])
		}
		if !f.step(1) {
			break
		}
	}
	return nil
}

func (f *file) loosePages() []page {
	var out []page
	for _, id := range f.order {
		if d := f.dict(id); f.resolve(d["Type"]) == name("Page") {
			rotate, _ := f.resolve(d["Rotate"]).(int)
			out = append(out, page{d, f.dict(d["Resources"]), rotate})
		}
		if !f.step(1) {
			break
		}
	}
	return out
}

// contents is the page's content, its streams one after the other.
func (f *file) contents(d dict) []byte {
	var out []byte
	for _, o := range f.list(d["Contents"]) {
		s := f.stream(o)
		if s == nil || len(out) > maxStream {
			continue
		}
		if b, ok := f.content(s); ok {
			out = append(append(out, b...), '\n')
		}
	}
	return out
}
