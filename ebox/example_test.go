package ebox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"myebox/ebox"
)

// Listing the newest messages of all providers; here there is one, on this machine.
func ExampleFederation_Open() {
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/federation/messageProviders":
			fmt.Fprintf(w, `[{"messageProviderId":"finance","messageProviderName":{"fr":"Finances"},
				"messageProviderUrl":"%s/registry","messageProviderActivationDate":"2020-01-01","apiSupportedVersion":"2.1"}]`, server.URL)
		case "/registry/ebox/messages":
			fmt.Fprint(w, `{"items":[{"messageId":"1","subject":{"fr":"Avertissement-extrait de rôle"},
				"receiptDate":"2026-03-01T09:30:00+01:00"}],"totalItems":1}`)
		}
	}))
	defer server.Close()

	f, err := ebox.NewFederation(server.URL+"/federation", ebox.Options{HTTP: server.Client(), Sandbox: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	r := httptest.NewRequest("GET", "/", nil)
	view, err := f.Open(ebox.Query{}).Load(r.Context(), 25)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range view.Items {
		fmt.Println(m.ReceiptDate.Format("2.1.2006"), m.Key, m.Subject.In("fr"))
	}
	// Output: 1.3.2026 finance/1 Avertissement-extrait de rôle
}
