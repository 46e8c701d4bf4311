package sandbox

import "net/http"

// registryRoutes is the Message Registry 2.1, path by path.
func registryRoutes() []route {
	const (
		message      = "ebox/messages/{messageId}"
		attachment   = message + "/attachments/{attachmentId}"
		types        = "referenceData/messageTypes"
		applications = "referenceData/senderApplications"
		orgs         = "referenceData/senderOrganizations"
		application  = applications + "/{senderApplicationId}"
		org          = orgs + "/{senderOrganizationId}"
		image        = "/images/{imageId}/content"
	)
	return []route{
		{http.MethodGet, "ebox", "getEBoxById", scopeSummary, (*call).summary},
		{http.MethodGet, "ebox/messages", "getMessagesByEBoxId", scopeMessages, (*call).listMessages},
		{http.MethodPatch, "ebox/messages", "patchMessagesByEBoxId", scopeMessages, (*call).patchMessages},
		{http.MethodGet, message, "getMessageById", scopeMessages, (*call).message},
		{http.MethodGet, message + "/attachments", "getAttachmentByMessageId", scopeMessages, (*call).attachments},
		{http.MethodGet, attachment, "getAttachmentById", scopeMessages, (*call).attachment},
		{http.MethodGet, attachment + "/content", "getAttachmentContentById", scopeMessages, (*call).content},
		{http.MethodGet, message + "/body", "getBodyContent", scopeMessages, (*call).body},
		{http.MethodGet, message + "/paymentData", "getPaymentDataByMessageId", scopeMessages, (*call).paymentData},
		{http.MethodPost, "publishMessage", "postMessage", scopePublication, (*call).publish},
		{http.MethodPost, "linkEboxMessage", "linkMessage", scopePublication, (*call).link},
		{http.MethodPost, "searchMessageStatus", "getStatus", scopePublication, (*call).searchStatus},
		{http.MethodGet, types, "getAllMessagesTypes", scopeReference, (*call).messageTypes},
		{http.MethodGet, types + "/{messageTypeId}", "getMessageTypeById", scopeReference, (*call).messageType},
		{http.MethodGet, applications, "findAllSenderApplications", scopeReference, (*call).applications},
		{http.MethodGet, application, "getSenderApplicationById", scopeReference, (*call).application},
		{http.MethodGet, application + image, "getImageForSenderApplication", scopeReference, (*call).applicationImage},
		{http.MethodGet, orgs, "findAllSenderOrganizations", scopeReference, (*call).organizations},
		{http.MethodGet, org, "getSenderOrganizationById", scopeReference, (*call).organization},
		{http.MethodGet, org + image, "getImageForSenderOrganization", scopeReference, (*call).organizationImage},
	}
}
