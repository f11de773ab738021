// Package api is the wire between Houbu's client and its backend: the request
// and response types, the paths, and the stable error codes. Both sides import
// it and it imports neither; openapi.yaml beside it is generated from these
// types by the backend.
//
// Conventions: JSON in UTF-8; times are RFC 3339 in UTC with nanoseconds;
// money is an integer of fen (1/100 yuan); a deadline is exclusive, so that
// a window is [start, end).
package api
