package ebox

import (
	"sync"
	"time"
	_ "time/tzdata" // servers and containers often have no zone files
)

// Brussels is the time zone in which dates of the eBox are meant and shown.
var Brussels = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("Europe/Brussels")
	if err != nil { // cannot happen: the zones are in the binary
		return time.FixedZone("CET", 3600)
	}
	return loc
})
