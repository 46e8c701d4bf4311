package sandbox

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"myebox/ebox/sandbox/mailbox"
)

func TestCaching(t *testing.T) {
	b := newBench(t)
	s := b.collect("nsso", "citizen")
	for name, path := range map[string]string{
		"a list":          "/referenceData/messageTypes?pageSize=2",
		"a type":          "/referenceData/messageTypes/" + url.PathEscape(s.messageType),
		"an organisation": "/referenceData/senderOrganizations/" + s.organization,
		"an application":  "/referenceData/senderApplications/" + url.PathEscape(s.application),
		"an image":        "/referenceData/senderOrganizations" + s.organizationImage,
	} {
		t.Run(name, func(t *testing.T) {
			first := b.get("nsso", "citizen", path)
			tag := first.header.Get("ETag")
			if !strings.HasPrefix(tag, `"`) || first.header.Get("Cache-Control") != cacheControl {
				t.Fatalf("ETag %q, Cache-Control %q", tag, first.header.Get("Cache-Control"))
			}
			for given, want := range map[string]int{
				tag: 304, "W/" + tag: 304, "*": 304, `"other", ` + tag: 304, `"other"`: 200, strings.Trim(tag, `"`): 200, "": 200,
			} {
				a := b.do(ask{url: registryPath("nsso", Citizen) + path, token: "citizen", header: http.Header{"If-None-Match": {given}}})
				if a.status != want {
					t.Errorf("If-None-Match %s: %d, want %d", given, a.status, want)
				}
				if a.header.Get("ETag") != tag || a.header.Get("Cache-Control") != cacheControl {
					t.Errorf("If-None-Match %s: ETag %q, Cache-Control %q", given, a.header.Get("ETag"), a.header.Get("Cache-Control"))
				}
				if a.status == 304 && len(a.body) != 0 {
					t.Errorf("304 with %d bytes", len(a.body))
				}
			}
		})
	}
}

func TestMessagesAreNotCached(t *testing.T) {
	b := newBench(t)
	for _, path := range []string{"/ebox", "/ebox/messages"} {
		if got := b.get("nsso", "citizen", path).header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s may be cached: %q", path, got)
		}
	}
}

// TestNamesAreThere asks for the reference data of every message in view, as a client does.
func TestNamesAreThere(t *testing.T) {
	b := newBench(t)
	for _, p := range live {
		seen := map[string]bool{}
		for _, m := range into[mailbox.Messages](b, b.get(p, "citizen", "/ebox/messages?pageSize=100")).Items {
			for _, path := range []string{
				"/referenceData/messageTypes/" + url.PathEscape(m.MessageTypeID), "/referenceData/senderOrganizations/" + m.SenderOrganizationID,
				"/referenceData/senderApplications/" + url.PathEscape(m.SenderApplicationID),
			} {
				if !seen[path] && !strings.HasSuffix(path, "/") {
					b.get(p, "citizen", path)
				}
				seen[path] = true
			}
		}
	}
}
