package api

// Paths of the operations of the support desk. They need a staff login; which role,
// is in openapi.yaml at each (x-roles).
const (
	PathStaffSessions     = "/v1/staff/sessions"                     // POST, no login: log in
	PathStaffSession      = "/v1/staff/sessions/current"             // DELETE: log out (revokes the token)
	PathStaffMe           = "/v1/staff/me"                           // GET: who is logged in
	PathStaffSearch       = "/v1/staff/candidates/search"            // POST: find candidates
	PathStaffCandidate    = "/v1/staff/candidates/{id}"              // GET: what the candidate sees
	PathStaffJoin         = "/v1/staff/candidates/{id}/entries"      // POST: 提交候补 for the candidate, needs a key
	PathStaffCancel       = "/v1/staff/candidates/{id}/cancellation" // POST: 取消候补 for the candidate, needs a key
	PathStaffPassword     = "/v1/staff/candidates/{id}/password"     // POST: reset it, needs a key
	PathStaffUnlock       = "/v1/staff/candidates/{id}/unlock"       // POST: let them log in again, needs a key
	PathStaffUnbind       = "/v1/staff/candidates/{id}/unbind"       // POST: part the account from the student, needs a key
	PathStaffReceipt      = "/v1/staff/receipts/{key}"               // GET: the outcome of a key after a lost reply
	PathStaffAudit        = "/v1/staff/audit"                        // GET ?before=&limit=&subject_kind=&subject_key=
	PathStaffBoard        = "/v1/staff/board"                        // GET: every pool, conditional with If-None-Match
	PathStaffQueue        = "/v1/staff/pools/{id}/queue"             // GET ?points=: the queue over time
	PathStaffCapacity     = "/v1/staff/pools/{id}/capacity"          // PUT: another capacity, needs a key
	PathStaffWindows      = "/v1/staff/windows"                      // GET the windows, PUT others, which needs a key
	PathStaffImports      = "/v1/staff/imports"                      // POST ?kind=&skip_bad=: a roster's file
	PathStaffImport       = "/v1/staff/imports/{id}"                 // GET: how far it is, and what is wrong
	PathStaffExport       = "/v1/staff/exports/{what}"               // GET ?format=: a file
	PathStaffOrders       = "/v1/staff/orders/search"                // POST: find orders
	PathStaffOrderRefresh = "/v1/staff/orders/{id}/refresh"          // POST: ask the platform again
	PathStaffRefunds      = "/v1/staff/refunds"                      // POST: mark a payment as refunded, needs a key
	PathStaffAttention    = "/v1/staff/attention"                    // GET: orders that need a person
)
