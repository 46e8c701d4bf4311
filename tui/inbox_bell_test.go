package tui

import (
	"testing"

	"myebox/ebox"
)

// TestBell rings for mail that came, when that is wanted, and for nothing else.
func TestBell(t *testing.T) {
	for _, tt := range []struct {
		name  string
		bell  bool
		keys  []string
		comes bool
		want  int
	}{
		{"new mail", true, []string{"r"}, true, 1},
		{"none new", true, []string{"r"}, false, 0},
		{"no sound wanted", false, []string{"r"}, true, 0},
		{"another list", true, []string{"2", "1"}, true, 0},
		{"once", true, []string{"r", "r"}, true, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, d *Deps) { d.Bell = tt.bell }, func(d *driver) {
				if tt.comes {
					m := d.f.message(0)
					d.f.making.Lock()
					c := *m
					c.Key, c.ReceiptDate, c.ReadStatus = ebox.Key{Provider: "nsso", ID: "new"}, today, false
					d.f.made[0] = &c
					for i := 1; i < 60; i++ {
						if x := d.f.made[i]; x != nil {
							x.ReceiptDate = x.ReceiptDate.Add(-1)
						}
					}
					d.f.making.Unlock()
					inboxOf(d).items[0] = &ebox.Message{Key: ebox.Key{Provider: "nsso", ID: "m000000"}, ReceiptDate: today.Add(-1)}
				}
				d.keys(tt.keys...)
				if d.bells != tt.want {
					t.Errorf("%d bells, want %d", d.bells, tt.want)
				}
			})
		})
	}
}
