package mailbox

// media is one of the 15 media types of the contract, the only ones a registry sends or takes.
type media uint8

const (
	pdf media = iota
	zip
	csv
	html
	txt
	xml
	odt
	ods
	odp
	odg
	xls
	xlsx
	ppt
	doc
	docx
	medias = 15
)

var mediaTypes = [medias]struct{ name, ext string }{
	pdf:  {"application/pdf", ".pdf"},
	zip:  {"application/zip", ".zip"},
	csv:  {"text/csv", ".csv"},
	html: {"text/html", ".html"},
	txt:  {"text/plain", ".txt"},
	xml:  {"text/xml", ".xml"},
	odt:  {"application/vnd.oasis.opendocument.text", ".odt"},
	ods:  {"application/vnd.oasis.opendocument.spreadsheet", ".ods"},
	odp:  {"application/vnd.oasis.opendocument.presentation", ".odp"},
	odg:  {"application/vnd.oasis.opendocument.graphics", ".odg"},
	xls:  {"application/vnd.ms-excel", ".xls"},
	xlsx: {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
	ppt:  {"application/vnd.ms-powerpoint", ".ppt"},
	doc:  {"application/msword", ".doc"},
	docx: {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
}

// acceptedMedia tells whether a publisher may send a file of that media type.
func acceptedMedia(name string) bool {
	for _, m := range mediaTypes {
		if m.name == name {
			return true
		}
	}
	return false
}
