package fas

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
)

// refusals lets through what the library says of refused requests, and not that it registers routes.
type refusals struct{ slog.Handler }

// Enabled implements slog.Handler.
func (h refusals) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}

// routes wires the library's router, the endpoints beside it and the pages.
func (p *Provider) routes() http.Handler {
	known := endpoints
	if p.cfg.Device {
		known.DeviceAuthorization = op.NewEndpoint(devicePath)
	}
	lib := http.StripPrefix(issuerPath, op.RegisterServer(&server{p: p}, known,
		op.WithServerCORSOptions(nil), op.WithFallbackLogger(slog.New(refusals{p.cfg.Logger.Handler()}))))
	mux := http.NewServeMux()
	mux.Handle("GET "+issuerPath+"/", lib)
	mux.Handle("POST "+issuerPath+"/access_token", p.faultyToken(posted(lib)))
	mux.Handle("POST "+issuerPath+"/revoke", p.faultyRevocation(posted(lib)))
	mux.Handle("POST "+issuerPath+"/introspect", posted(lib))
	if p.cfg.Device {
		mux.Handle("POST "+issuerPath+devicePath, posted(lib))
		p.deviceRoutes(mux)
	}
	for _, endpoint := range []string{"/access_token", "/revoke", "/introspect", devicePath} {
		mux.HandleFunc("GET "+issuerPath+endpoint, postOnly)
	}
	for path, h := range map[string]http.HandlerFunc{
		"/authorize": p.authorize, testPersonPath: p.testPerson, "/connect/endSession": p.logout, "/userinfo": p.userinfo,
	} {
		mux.HandleFunc("GET "+issuerPath+path, h)
		mux.HandleFunc("POST "+issuerPath+path, h)
	}
	p.pageRoutes(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.BaseURL() == "" {
			http.Error(w, "the address is not known yet", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (p *Provider) pageRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /fas/XUI/{$}", p.choicePage)
	mux.HandleFunc("POST /fasui/weaker", p.choiceStep)
	for _, k := range Keys() {
		mux.HandleFunc("GET /fasui/"+k.ID, p.keyPage(k))
		mux.HandleFunc("POST /fasui/"+k.ID, p.keyStep(k))
	}
	mux.HandleFunc("GET /fasui/identity", p.boxPage)
	mux.HandleFunc("POST /fasui/identity", p.boxStep)
	mux.HandleFunc("GET /fasui/timeout", p.timeoutPage)
	mux.HandleFunc("POST /fasui/logout", p.logoutStep)
	mux.HandleFunc("GET /fasui/logged-out", p.gonePage)
	mux.HandleFunc("GET /fasui/style.css", asset("style.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /fasui/icon.svg", asset("icon.svg", "image/svg+xml"))
}

// postOnly refuses to take secrets out of an address.
func postOnly(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", http.MethodPost)
	http.Error(w, "POST only", http.StatusMethodNotAllowed)
}

// posted makes sure of what the library does not: parameters count in the body alone, and the answer is not kept
// (RFC 6749 sections 3.2 and 5.1).
func posted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawQuery = ""
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Pragma", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// faultyToken applies the knobs of the token endpoint.
func (p *Provider) faultyToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		faults := p.faults()
		if faults.TokenDelay > 0 {
			wait := time.NewTimer(faults.TokenDelay)
			defer wait.Stop()
			select {
			case <-wait.C:
			case <-r.Context().Done():
				return
			}
		}
		switch {
		case faults.TokenStatus != 0:
			http.Error(w, "sandbox fault", faults.TokenStatus)
		case faults.TokenError != "":
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Cache-Control", "no-store")
			w.WriteHeader(http.StatusBadRequest)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": faults.TokenError, "error_description": "sandbox fault"})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// faultyRevocation applies the knob of the revocation endpoint.
func (p *Provider) faultyRevocation(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if status := p.faults().RevokeStatus; status != 0 {
			http.Error(w, "sandbox fault", status)
			return
		}
		next.ServeHTTP(w, r)
	})
}
