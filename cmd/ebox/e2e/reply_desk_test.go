package e2e

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// served is how often the sandbox was asked for an operation.
func (d *desk) served(operation string) int {
	d.t.Helper()
	resp, err := http.Get("http://" + d.listen + "/sandbox/requests")
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	var told struct {
		Requests []struct {
			Operation string `json:"operation"`
			Count     int    `json:"count"`
		} `json:"requests"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&told); err != nil {
		d.t.Fatal(err)
	}
	n := 0
	for _, r := range told.Requests {
		if r.Operation == operation {
			n += r.Count
		}
	}
	return n
}

// fault turns a knob of the sandbox; "" turns all back.
func (d *desk) fault(text string) {
	d.t.Helper()
	method := http.MethodPost
	if text == "" {
		method = http.MethodDelete
	}
	req, err := http.NewRequestWithContext(d.t.Context(), method, "http://"+d.listen+"/sandbox/faults", strings.NewReader(text))
	if err != nil {
		d.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		d.t.Fatalf("fault %s: %s", text, resp.Status)
	}
}

// hides makes sure that no file of the client holds a text: neither its state nor its cache nor its log.
func (d *desk) hides(texts ...string) {
	d.t.Helper()
	files := 0
	err := filepath.WalkDir(filepath.Join(d.dir, "home"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, text := range texts {
			if strings.Contains(string(b), text) {
				d.t.Errorf("%s holds %q", path, text)
			}
		}
		return nil
	})
	if err != nil || files < 3 {
		d.t.Errorf("%d files were looked into: %v", files, err)
	}
}
