package ebox

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// lazyBox serves any number of messages without holding them.
type lazyBox struct{ size int }

func (l lazyBox) RoundTrip(r *http.Request) (*http.Response, error) {
	var b bytes.Buffer
	if r.URL.Host == "federation.test" {
		b.WriteByte('[')
		for i, id := range []string{"a", "b", "c", "d"} {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"messageProviderId":%q,"messageProviderUrl":"https://%s.test","apiSupportedVersion":"2.1"}`, id, id)
		}
		b.WriteByte(']')
		return &http.Response{StatusCode: 200, Body: io.NopCloser(&b), ContentLength: -1, Header: http.Header{}}, nil
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	size, _ := strconv.Atoi(r.URL.Query().Get("pageSize"))
	offset := int(r.URL.Host[0]) % 4
	newest := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	fmt.Fprintf(&b, `{"totalItems":%d,"items":[`, l.size/4)
	for i := (page - 1) * size; i < min(page*size, l.size/4); i++ {
		if i > (page-1)*size {
			b.WriteByte(',')
		}
		received := newest.Add(-time.Duration(4*i+offset) * time.Minute).Format(time.RFC3339)
		fmt.Fprintf(&b, `{"messageId":"%d","subject":{"nl":"Onderwerp %d","fr":"Sujet %d","de":"Betreff %d"},"receiptDate":%q,
			"expirationDate":"9999-12-31T23:59:59Z","readStatus":false,"registeredMail":false,"messageTypeId":"type",
			"senderOrganizationId":"0206731645","bodyMainContent":false,"replyAuthorized":false,"attachments":{"items":[
			{"attachmentId":"a","fileName":"document.pdf","mainContent":true,"mediaType":"application/pdf","size":120.5}],"totalItems":1}}`,
			i, i, i, i, received)
	}
	b.WriteString(`]}`)
	return &http.Response{StatusCode: 200, Body: io.NopCloser(&b), ContentLength: -1, Header: http.Header{}}, nil
}

func lazyFederation(b testing.TB, size int) *Federation {
	f, err := NewFederation(fedBase, Options{HTTP: &http.Client{Transport: lazyBox{size}}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(f.Close)
	return f
}

// BenchmarkFirstScreen opens boxes of several sizes, four providers each: time and memory must not grow.
func BenchmarkFirstScreen(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			f := lazyFederation(b, size)
			b.ReportAllocs()
			for b.Loop() {
				v, err := f.Open(Query{}).Load(b.Context(), 25)
				if err != nil || len(v.Items) != 25 || v.Total != size {
					b.Fatal(len(v.Items), v.Total, err)
				}
			}
		})
	}
}

// BenchmarkMerge is the merge alone, without requests: four providers' messages, all of them.
func BenchmarkMerge(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			newest := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			lists := make([][]*Message, 4)
			for i := range size {
				lists[i%4] = append(lists[i%4], &Message{Key: Key{string(rune('a' + i%4)), strconv.Itoa(i)}, ReceiptDate: newest.Add(-time.Duration(i) * time.Minute)})
			}
			b.ReportAllocs()
			for b.Loop() {
				l := &Listing{want: size}
				for _, list := range lists {
					l.cursors = append(l.cursors, &cursor{buf: list, done: true})
				}
				if l.merge(); len(l.merged) != size {
					b.Fatal(len(l.merged))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/message")
		})
	}
}

// BenchmarkScroll walks a box to its end, a screen at a time.
func BenchmarkScroll(b *testing.B) {
	for _, size := range []int{1_000, 10_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			f := lazyFederation(b, size)
			b.ReportAllocs()
			for b.Loop() {
				l := f.Open(Query{})
				for n, v := 20, (View{More: true}); v.More; n += 20 {
					var err error
					if v, err = l.Load(b.Context(), n); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// TestFirstScreenDoesNotGrow is BenchmarkFirstScreen as a check: a box a hundred times as large does not allocate more.
func TestFirstScreenDoesNotGrow(t *testing.T) {
	allocated := func(size int) uint64 {
		f := lazyFederation(t, size)
		least := ^uint64(0)
		for range 5 { // the least of several: others allocate too
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			if v, err := f.Open(Query{}).Load(t.Context(), 25); err != nil || len(v.Items) != 25 || v.Total != size {
				t.Fatal(len(v.Items), v.Total, err)
			}
			runtime.ReadMemStats(&after)
			least = min(least, after.TotalAlloc-before.TotalAlloc)
		}
		return least
	}
	small, large := allocated(1_000), allocated(100_000)
	t.Logf("1,000 messages: %d bytes, 100,000 messages: %d bytes", small, large)
	if large > 2*small { // a hundred times the messages; the rest is noise
		t.Errorf("a box of 100,000 messages allocates %d bytes for its first screen, one of 1,000 %d", large, small)
	}
}
