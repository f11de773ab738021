package api

// Paths of the operations. Segments in braces are path parameters, written as
// net/http's ServeMux wants them.
const (
	PathHealth       = "/v1/health"                             // GET, no login: for the line's latency
	PathExam         = "/v1/exam"                               // GET, no login: the exam session's settings
	PathSessions     = "/v1/sessions"                           // POST: log in
	PathSession      = "/v1/sessions/current"                   // DELETE: log out (revokes the token)
	PathCandidate    = "/v1/candidate"                          // GET: who is logged in and how far they are
	PathAgreement    = "/v1/agreement"                          // GET the text, PUT the consent
	PathIdentity     = "/v1/identity"                           // POST: 查询, binds the student to the account
	PathRecord       = "/v1/record"                             // GET: 学籍信息 and 资格信息
	PathConfirmation = "/v1/record/confirmation"                // PUT: 保存并继续 after both dialogs
	PathPools        = "/v1/pools"                              // GET ?kind=written|oral: what can be chosen
	PathRegistration = "/v1/registration"                       // GET: 报名信息, conditional with If-None-Match
	PathEntries      = "/v1/waitlist/entries"                   // POST: 提交候补, needs an idempotency key
	PathFinished     = "/v1/waitlist/finished"                  // GET: 查看已完成候补
	PathCancellation = "/v1/waitlist/entries/{id}/cancellation" // POST: 取消候补, needs a key
	PathReport       = "/v1/registrations/{id}/report"          // PUT: 纸质成绩报告单, needs a key
	PathOrders       = "/v1/orders"                             // POST: 去支付, needs a key
	PathOrder        = "/v1/orders/{id}"                        // GET: live state of an order
	PathOrderRefresh = "/v1/orders/{id}/refresh"                // POST: 更新, asks the platform again
	PathReceipt      = "/v1/receipts/{key}"                     // GET: the outcome of a key after a lost reply
	PathOpenAPI      = "/openapi.yaml"                          // GET, no login: this API, OpenAPI 3.1
)

// HeaderIdempotencyKey carries the client's key of an irreversible request
// (8 to 64 characters of [A-Za-z0-9_-]). The same key with the same content
// replays the first answer; with other content it is refused with
// CodeKeyReused.
const HeaderIdempotencyKey = "Idempotency-Key"
