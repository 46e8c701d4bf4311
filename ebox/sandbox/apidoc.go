package sandbox

import (
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

// links: get and options of /api, in HAL and as a Link header (RFC 8288).
func (c *call) links() {
	base := c.s.FederationURL(c.boxType) + "/api"
	c.w.Header().Set("Link", "<"+base+`>; rel="self", <`+base+`/doc>; rel="service-doc", <`+base+`/doc/swagger.json>; rel="service-desc"`)
	if c.r.Method == http.MethodOptions {
		c.w.Header().Set("Allow", "GET, HEAD, OPTIONS")
	}
	type link struct {
		Href string `json:"href"`
		Type string `json:"type"`
	}
	c.ok(http.StatusOK, map[string]map[string]link{"_links": {"self": {base, "application/json"}}})
}

var apiDocPage = template.Must(template.New("doc").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Federation API 1.3, sandbox</title></head>
<body><h1>Federation API 1.3, as the sandbox serves it</h1>
<table><thead><tr><th>Operation</th><th>Request</th></tr></thead><tbody>
{{range .}}<tr><td>{{.Operation}}</td><td><code>{{.Method}} /{{.Path}}</code></td></tr>
{{end}}</tbody></table></body></html>
`))

// apiDoc: getApiDoc.
func (c *call) apiDoc() {
	type row struct{ Operation, Method, Path string }
	var rows []row
	for _, rt := range c.s.central {
		rows = append(rows, row{rt.operation, rt.method, rt.path})
	}
	var page strings.Builder
	if err := apiDocPage.Execute(&page, rows); err != nil {
		c.refuse(http.StatusInternalServerError, codeInternal, "the page could not be written")
		return
	}
	writeBytes(c.w, http.StatusOK, "text/html; charset=utf-8", []byte(page.String()))
}

// schemas are the required properties of what the federation answers with.
var schemas = map[string][]string{
	"EboxPreferences": {"eboxId", "exclusivelyEbox"},
	"MessageProvider": {
		"messageProviderId", "messageProviderName", "messageProviderDescription", "messageProviderUrl",
		"messageProviderActivationDate", "messageProviderTechnicalContact", "apiSupportedVersion",
	},
	"StatusMessage": {"id", "code", "message"},
}

// jsonSchema: getJsonSchema.
func (c *call) jsonSchema() {
	name := strings.TrimSuffix(c.vars["jsonSchema"], ".json")
	required, ok := schemas[name]
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such schema")
		return
	}
	c.ok(http.StatusOK, map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, "type": "object", "required": required,
	})
}

// swagger: getSwagger. It names the operations; the contract in full is in the project's testdata.
func (c *call) swagger() {
	paths := map[string]map[string]any{}
	for _, rt := range c.s.central {
		path := "/" + rt.path
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(rt.method)] = map[string]any{
			"operationId": rt.operation, "parameters": pathParameters(rt.path),
			"responses": map[string]any{"200": map[string]string{"description": "Done"}},
		}
	}
	base, err := url.Parse(c.s.FederationURL(c.boxType))
	if err != nil {
		c.refuse(http.StatusInternalServerError, codeInternal, "the sandbox has no usable address")
		return
	}
	c.ok(http.StatusOK, map[string]any{
		"swagger": "2.0", "info": map[string]string{"title": "Federation, sandbox", "version": "1.3"},
		"host": base.Host, "basePath": base.Path, "schemes": []string{base.Scheme}, "paths": paths,
	})
}

// pathParameters describes the {parameters} of a path.
func pathParameters(path string) []map[string]any {
	list := []map[string]any{}
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			list = append(list, map[string]any{
				"name": strings.TrimSuffix(name, "}"), "in": "path", "required": true, "type": "string",
			})
		}
	}
	return list
}
