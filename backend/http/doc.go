// Package httpapi is the backend's HTTP face: routes, bearer logins, problems,
// the access log, and the OpenAPI document of the types in package api. It
// turns requests into calls of the services and refusals into problems; it
// knows no rule of the exam session and no SQL.
//
// Every error reply is an RFC 9457 problem with a stable code, whoever refused:
// a service, the validation of huma, the router, or a recovered panic. huma's
// own error values are turned into problems by a transformer of this API alone
// (problem.go), so no package-level hook of huma is replaced.
//
// Nothing a candidate sends or is sent is ever logged: no body, token, key,
// query or raw path.
package httpapi

//go:generate go run ./genopenapi
