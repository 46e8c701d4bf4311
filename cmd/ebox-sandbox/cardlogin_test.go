package main

import (
	"cmp"
	"context"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"

	"myebox/auth"
	"myebox/cardreader"
)

// cardLogin is a client that logs in with the simulated card: cardlogin PIN prints number, name and level. CARD is
// another card's socket than the profile's.
func cardLogin() {
	if err := logInByCard(context.Background(), client()); err != nil {
		fail(err)
	}
}

func logInByCard(ctx context.Context, p profile) error {
	c, err := cardreader.ConnectSimulated(ctx, cmp.Or(os.Getenv("CARD"), p.SimulatedCard))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(p.TLSRoots))
	ac := auth.New(auth.Config{
		Issuer: p.Issuer, ClientID: p.ClientID, Scopes: p.Scopes, ACRValues: p.ACRValues, Account: "x", Sandbox: p.Sandbox,
		HTTP: &http.Client{}, Card: auth.CardConfig{Hosts: p.CardHosts, Roots: roots},
	}, auth.NewMemory())
	pin := func(context.Context, cardreader.Prompt) ([]byte, error) { return []byte(os.Args[1]), nil }
	s, err := ac.Card(ctx, auth.CardOptions{Certificate: c.Login(ctx, nil, pin).GetClientCertificate})
	if err != nil {
		return err
	}
	id := s.Identity()
	fmt.Println(id.NationalNumber.Raw(), id.Name, id.ACR)
	return nil
}
