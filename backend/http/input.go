package httpapi

import "houbu/api"

// none is the input of operations without parameters.
type none struct{}

// body is an input or output of one JSON object.
type body[T any] struct {
	Body T
}

// keyed is the input of an irreversible operation.
type keyed[T any] struct {
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$" doc:"The client's key; the same key with the same content replays the first answer"`
	Body T
}

// keyedItem is the input of an irreversible operation on one resource.
type keyedItem[T any] struct {
	ID   string `path:"id" minLength:"1" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$"`
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$" doc:"The client's key; the same key with the same content replays the first answer"`
	Body T
}

// item names one resource.
type item struct {
	ID string `path:"id" minLength:"1" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$"`
}

// byKey names a receipt.
type byKey struct {
	Key string `path:"key" minLength:"8" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$" doc:"The idempotency key of the request whose reply was lost"`
}

// byKind chooses written or oral pools.
type byKind struct {
	Kind api.Kind `query:"kind" required:"true" enum:"written,oral"`
}

// conditional is the input of a conditional read.
type conditional struct {
	IfNoneMatch string `header:"If-None-Match" maxLength:"1024" doc:"The ETag of what the client has"`
}

// tagged is 报名信息 with its tag, or no body when the client has it already.
type tagged struct {
	Status int
	ETag   string `header:"ETag" doc:"Changes whenever the state does"`
	Body   *api.Info
}

func reply[T any](value T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{value}, nil
}
