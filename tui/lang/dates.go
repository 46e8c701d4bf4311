package lang

import (
	"fmt"
	"time"

	_ "time/tzdata" // servers and containers often have no zone files
)

var brussels = loadBrussels()

// loadBrussels is the zone in which the eBox means its dates. It is in the binary, so the loading cannot fail.
func loadBrussels() *time.Location {
	loc, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		return time.FixedZone("CET", 3600)
	}
	return loc
}

var (
	months      = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	dateLayouts = map[string]string{"nl": "02/01/2006", "fr": "02/01/2006", "de": "02.01.2006"}
)

// Date is the day of d in Belgium: 31/12/2026 in Dutch and French, 31.12.2026 in German, 31 December 2026 in English.
// The zero time is the empty string.
func (t *Texts) Date(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	d = d.In(brussels)
	if layout, ok := dateLayouts[t.Code]; ok {
		return d.Format(layout)
	}
	return fmt.Sprintf("%d %s %d", d.Day(), months[d.Month()-1], d.Year())
}

// DateShort is Date for a column of 11: English months are cut to three letters.
func (t *Texts) DateShort(d time.Time) string {
	if _, figures := dateLayouts[t.Code]; !figures && !d.IsZero() {
		d = d.In(brussels)
		return fmt.Sprintf("%d %s %d", d.Day(), months[d.Month()-1][:3], d.Year())
	}
	return t.Date(d)
}

// Time is the time of day of d in Belgium, 24-hour clock.
func (t *Texts) Time(d time.Time) string { return d.In(brussels).Format("15:04") }

// DateTime is Date and Time.
func (t *Texts) DateTime(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf(t.Dates.At, t.Date(d), t.Time(d))
}

// Days is how many midnights of Belgium lie between now and d: 0 the same day, 1 tomorrow, -1 yesterday.
func Days(now, d time.Time) int {
	y1, m1, d1 := now.In(brussels).Date()
	y2, m2, d2 := d.In(brussels).Date()
	return int(time.Date(y2, m2, d2, 0, 0, 0, 0, time.UTC).Sub(time.Date(y1, m1, d1, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

// Relative is d seen from now in words where that is shorter to grasp (yesterday, today, in 3 days: within a week),
// else Date.
func (t *Texts) Relative(d, now time.Time) string {
	if d.IsZero() {
		return ""
	}
	switch n := Days(now, d); {
	case n == 0:
		return t.Dates.Today
	case n == 1:
		return t.Dates.Tomorrow
	case n == -1:
		return t.Dates.Yesterday
	case n > 0 && n <= 7:
		return t.Count(t.Dates.InDays, n)
	case n < 0 && n >= -7:
		return t.Count(t.Dates.DaysAgo, -n)
	}
	return t.Date(d)
}

// Left is how long it is until d: "3 days left", "last day", or that it is over.
func (t *Texts) Left(d, now time.Time) string {
	n := Days(now, d)
	switch {
	case !d.After(now):
		return t.Dates.Gone
	case n == 0:
		return t.Dates.LastDay
	}
	return t.Count(t.Dates.DaysLeft, n)
}

// LeftShort is Left for a column of 8: today on the last day, days up to 60, then months of 30 days.
func (t *Texts) LeftShort(d, now time.Time) string {
	n := max(Days(now, d), 0)
	if n == 0 && d.After(now) {
		return t.Dates.TodayShort
	}
	if n <= 60 {
		return fmt.Sprintf(t.Dates.DaysShort, t.Number(int64(n)))
	}
	return fmt.Sprintf(t.Dates.MonthsShort, t.Number(int64(n/30)))
}

// Duration is d in words: seconds below two minutes, then minutes, rounded up so that nobody comes back too early.
func (t *Texts) Duration(d time.Duration) string {
	if s := int((d + time.Second - 1) / time.Second); s < 120 {
		return t.Count(t.Dates.Seconds, max(s, 0))
	}
	return t.Count(t.Dates.Minutes, int((d+time.Minute-1)/time.Minute))
}

// Elapsed is d as a clock shows it: 0:07, 12:30.
func Elapsed(d time.Duration) string {
	s := int(max(d, 0) / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
