package httpapi

import (
	"context"
	"crypto/sha256"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/staff"
)

const securityScheme = "bearer"

// maxToken bounds what is hashed for a bearer token.
const maxToken = 512

type (
	identityKey struct{} // of a candidate
	staffKey    struct{} // of a member of the staff
)

var keyShape = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// authenticate finds out whose token a request carries, before anything else
// of it is looked at.
func (s *server) authenticate(ctx huma.Context, next func(huma.Context)) {
	callers := s.callersOf(ctx.Operation().OperationID)
	if open(callers) {
		next(ctx)
		return
	}
	token, ok := bearer(ctx.Header("Authorization"))
	if !ok {
		s.refuse(ctx, refusal.New(api.CodeUnauthorized, "the request has no bearer token"))
		return
	}
	digest := sha256.Sum256([]byte(token))
	if err := s.pace.before(digest, s.Now()); err != nil {
		s.slow(ctx, err)
		return
	}
	who, err := s.identify(ctx.Context(), token)
	if err != nil {
		s.refuse(ctx, err)
		return
	}
	if err := s.pace.ask(digest, who.account, s.Now()); err != nil {
		s.slow(ctx, err)
		return
	}
	if !slices.Contains(callers, who.kind) {
		s.refuse(ctx, refusal.New(api.CodeForbidden, "the operation is not for this login"))
		return
	}
	next(huma.WithContext(ctx, who.ctx))
}

// known is whose token it is.
type known struct {
	kind    callerKind
	account string          // by which requests are counted
	ctx     context.Context //nolint:containedctx // the request's, with the identity for its handler
}

// identify looks a token up where it belongs by its look.
func (s *server) identify(ctx context.Context, token string) (known, error) {
	if staff.IsToken(token) {
		who, err := s.Staff.Authenticate(ctx, token)
		return known{kindOf(who.Role), "staff:" + who.ID, context.WithValue(ctx, staffKey{}, who)}, err
	}
	who, err := s.Accounts.Authenticate(ctx, token)
	return known{candidate, who.AccountID, context.WithValue(ctx, identityKey{}, who)}, err
}

// slow refuses a request of an account that asks too often.
func (s *server) slow(ctx huma.Context, err error) {
	s.refusals.count("too often")
	_, w := humago.Unwrap(ctx)
	quietly(w)
	p := s.refused(ctx.Context(), ctx.Operation().OperationID, err)
	if no := (*refusal.Error)(nil); errors.As(err, &no) {
		p.RetryAfter = later(no.RetryAfter, s.Rand)
	}
	writeProblem(w, p)
}

// requireKey refuses irreversible requests without a usable idempotency key,
// with a code of its own that huma's validation would not give.
func (s *server) requireKey(ctx huma.Context, next func(huma.Context)) {
	keyed, _ := ctx.Operation().Metadata[metaKeyed].(bool)
	if keyed && !keyShape.MatchString(ctx.Header(api.HeaderIdempotencyKey)) {
		s.refuse(ctx, refusal.New(api.CodeKeyMissing, "the key must be 8 to 64 of A-Z a-z 0-9 _ -"))
		return
	}
	next(ctx)
}

func (s *server) refuse(ctx huma.Context, err error) {
	_, w := humago.Unwrap(ctx)
	writeProblem(w, s.refused(ctx.Context(), ctx.Operation().OperationID, err))
}

func bearer(header string) (string, bool) {
	scheme, token, found := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	return token, found && strings.EqualFold(scheme, "Bearer") && token != "" && len(token) <= maxToken
}
