package sandbox

import (
	"net/http"

	"myebox/ebox/sandbox/mailbox"
)

// federationRoutes is the Federation API 1.3, path by path.
func federationRoutes() []route {
	const one = "messageProviders/{messageProviderId}"
	return []route{
		{http.MethodGet, "messageProviders", "findAllMessageProviders", scopeProviderList, (*call).listProviders},
		{http.MethodGet, one, "getMessageProviderById", scopeProviderList, (*call).getProvider},
		{http.MethodPatch, one, "patchMessageProviderById", scopeProviderList, (*call).patchProvider},
		{http.MethodPost, "eboxPreferences/search", "getEboxPreferencesByList", scopePreference, (*call).searchPreferences},
		{http.MethodPatch, "eboxPreferences", "patchEboxPreferencesById", scopePreference, (*call).patchPreferences},
		{http.MethodGet, "api", "get", "", (*call).links},
		{http.MethodOptions, "api", "options", "", (*call).links},
		{http.MethodGet, "api/doc", "getApiDoc", "", (*call).apiDoc},
		{http.MethodGet, "api/doc/jsonSchemas/{jsonSchema}", "getJsonSchema", "", (*call).jsonSchema},
		{http.MethodGet, "api/doc/swagger.json", "getSwagger", "", (*call).swagger},
	}
}

// listProviders: findAllMessageProviders. Providers that are not there today are listed too: their dates say so.
func (c *call) listProviders() {
	list := append([]mailbox.Provider{}, c.s.cfg.World.Providers()...)
	for i := range list {
		list[i].MessageProviderURL = c.s.RegistryURL(list[i].MessageProviderID, c.boxType)
	}
	c.ok(http.StatusOK, list)
}

// getProvider: getMessageProviderById.
func (c *call) getProvider() {
	p, ok := c.s.provider(c.vars["messageProviderId"])
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such provider")
		return
	}
	p.MessageProviderURL = c.s.RegistryURL(p.MessageProviderID, c.boxType)
	c.ok(http.StatusOK, p)
}

// patchProvider: patchMessageProviderById. It belongs to the federation's operator, and no token here is the operator's.
func (c *call) patchProvider() {
	p := problemPermission
	p.Detail = "Only the operator of the federation may change a provider"
	gateway(c.w, p)
}
