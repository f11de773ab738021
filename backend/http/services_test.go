package httpapi_test

import (
	"houbu/backend/account"
	"houbu/backend/desk"
	httpapi "houbu/backend/http"
	"houbu/backend/payment"
	"houbu/backend/staff"
	"houbu/backend/waitlist"
)

// The services are what the handlers ask for.
var (
	_ httpapi.Accounts = (*account.Service)(nil)
	_ httpapi.Waitlist = (*waitlist.Service)(nil)
	_ httpapi.Payment  = (*payment.Service)(nil)
	_ httpapi.Staff    = (*staff.Service)(nil)
	_ httpapi.Desk     = (*desk.Service)(nil)
)
