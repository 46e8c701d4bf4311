package fas

import (
	"fmt"
	"net/http"
	"net/url"
)

// deviceView asks for the code that the other device shows.
type deviceView struct {
	page
	Code    string
	Unknown bool
}

// deviceURL is where a person enters a code; with one in it when it is not "".
func (p *Provider) deviceURL(code string) string {
	address := p.BaseURL() + "/fasui/device"
	if code != "" {
		address += "?user_code=" + url.QueryEscape(code)
	}
	return address
}

// devicePage asks. A code in the address is filled in, not taken: the person has to look at it (RFC 8628 section 3.3.1).
func (p *Provider) devicePage(w http.ResponseWriter, r *http.Request) {
	p.showDevice(w, r, http.StatusOK, r.URL.Query().Get("user_code"), "")
}

// showDevice writes the page; posted is the language that a form with an unknown code was in.
func (p *Provider) showDevice(w http.ResponseWriter, r *http.Request, status int, code, posted string) {
	const longest = 64
	if len(code) > longest {
		code = ""
	}
	v := deviceView{
		page: newPage(r, p.language(r, posted), func(t texts) string { return t.DeviceTitle }), Code: code, Unknown: status != http.StatusOK,
	}
	v.Lead = fmt.Sprintf(v.T.DeviceLead, ClientID)
	p.show(w, r, status, "device", "", v)
}

// deviceStep goes on to the login that the code belongs to.
func (p *Provider) deviceStep(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		p.errorPage(w, r, "the form cannot be read")
		return
	}
	code, lang := r.PostForm.Get("user_code"), r.PostForm.Get("lang")
	d, ok := p.store.deviceByUserCode(code, p.cfg.Now())
	if !ok {
		p.showDevice(w, r, http.StatusNotFound, code, lang)
		return
	}
	if translations[lang].Own != "" {
		d.req.locales = lang
	}
	if r.PostForm.Get("result") == "cancel" {
		redirect(w, r, p.settleDevice(d.req, nil))
		return
	}
	if who, ok := p.signedOn(r, d.req); ok {
		p.goOn(w, r, p.startLogin(w, r, d.req, &who))
		return
	}
	redirect(w, r, p.loginPage(p.startLogin(w, r, d.req, nil)))
}

// deviceDone says that one can go back to the other device.
func (p *Provider) deviceDone(w http.ResponseWriter, r *http.Request) {
	v := words{page: newPage(r, p.language(r, ""), func(t texts) string { return t.DeviceDoneTitle }), ID: "device-done"}
	v.Lead = v.T.DeviceDoneText
	p.show(w, r, http.StatusOK, "words", "", v)
}

// deviceRefused says that nobody was logged in there.
func (p *Provider) deviceRefused(w http.ResponseWriter, r *http.Request) {
	v := words{page: newPage(r, p.language(r, ""), func(t texts) string { return t.DeviceNoTitle }), ID: "device-refused"}
	v.Lead = v.T.DeviceNoText
	p.show(w, r, http.StatusOK, "words", "", v)
}

// deviceRoutes are there when the device grant is switched on.
func (p *Provider) deviceRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /fasui/device", p.devicePage)
	mux.HandleFunc("POST /fasui/device", p.deviceStep)
	mux.HandleFunc("GET /fasui/device-done", p.deviceDone)
	mux.HandleFunc("GET /fasui/device-refused", p.deviceRefused)
	mux.HandleFunc("POST "+issuerPath+testDevicePath, p.testDevice)
}
