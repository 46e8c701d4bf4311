package cardreader_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// A login: the first card that comes, the PIN on the reader's keys or from the caller, one request.
func Example() {
	ctx := context.Background()
	sys, err := cardreader.Open(ctx)
	if err != nil {
		fmt.Println(err) // ErrNoPCSC: built without cgo
		return
	}
	defer func() { _ = sys.Close(ctx) }() // logs off, on signals too
	for e, err := range sys.Watch(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if e.Kind != cardreader.CardInserted || !e.BeID {
			continue
		}
		card, err := sys.Connect(ctx, e.Reader)
		if err != nil {
			fmt.Println(err)
			return
		}
		login := card.Login(ctx, nil, func(_ context.Context, p cardreader.Prompt) ([]byte, error) {
			if p.Pad {
				fmt.Println("type the PIN on the reader")
				return nil, nil
			}
			return nil, errors.New("ask the person here")
		})
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
			MinVersion: tls.VersionTLS12, GetClientCertificate: login.GetClientCertificate,
		}}}
		resp, err := client.Get("https://card.example/")
		if err != nil {
			var pin *cardreader.PINError
			if errors.As(login.Err(), &pin) {
				fmt.Println("wrong PIN, tries left:", pin.Left)
			}
			return
		}
		_ = resp.Body.Close()
		return
	}
}

// Without hardware the same code runs on a card in memory.
func ExampleNewCard() {
	pki, err := cardtest.NewPKI(false)
	if err != nil {
		fmt.Println(err)
		return
	}
	sim, err := pki.NewCard(cardtest.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	card := cardreader.NewCard(sim, sim.ATR)
	info, err := card.Info(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	left, err := card.Tries(ctx)
	fmt.Println("applet", info.Applet, "tries", left, err)
	// Output: applet 1.8 tries 3 <nil>
}
