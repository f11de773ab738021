package desk

import (
	"context"
	"strconv"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// ResetPassword gives a candidate's account a new password, which is answered once:
// it is stored nowhere, so a repeat of the request does not have it. The account's
// sessions end, and it is unlocked.
func (s *Service) ResetPassword(ctx context.Context, who Caller, id string, why api.StaffNote) (api.StaffPassword, error) {
	password := newPassword()
	hash, err := account.HashPassword(password)
	if err != nil {
		return api.StaffPassword{}, err
	}
	done, now, err := s.performOr(ctx, who, deed{
		kind: api.ReceiptPassword, content: []string{id}, line: audit.Line{Action: api.AuditPassword, Note: why.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			p, err := findAccount(ctx, tx, id)
			if err != nil {
				return api.Receipt{}, err
			}
			p.concerns(line)
			line.After = map[string]string{"account": p.account}
			return api.Receipt{}, s.accounts.SetPassword(ctx, tx, p.account, hash)
		},
	})
	if err != nil {
		return api.StaffPassword{}, err
	}
	out := api.StaffPassword{Receipt: done}
	if now {
		out.Password = password
	}
	return out, nil
}

// Unlock lets a candidate log in, and look up their document, again, though too many
// tries had failed. api.CodeNothingToDo when nothing is locked.
func (s *Service) Unlock(ctx context.Context, who Caller, id string, why api.StaffNote) (api.Receipt, error) {
	return s.perform(ctx, who, deed{
		kind: api.ReceiptUnlock, content: []string{id}, line: audit.Line{Action: api.AuditUnlock, Note: why.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			p, err := findAccount(ctx, tx, id)
			if err != nil {
				return api.Receipt{}, err
			}
			p.concerns(line)
			lock, err := s.accounts.Locked(ctx, tx, p.account, p.login)
			if err != nil {
				return api.Receipt{}, err
			}
			if lock.Until.IsZero() && lock.Lookups.IsZero() {
				return api.Receipt{}, refusal.New(api.CodeNothingToDo, "the account is not locked")
			}
			line.Before = map[string]string{"failures": strconv.Itoa(lock.Failures)}
			addTime(line.Before, "locked_until", lock.Until)
			addTime(line.Before, "lookups_locked_until", lock.Lookups)
			line.After = map[string]string{"failures": "0"}
			return api.Receipt{}, s.accounts.Unlock(ctx, tx, p.account, p.login)
		},
	})
}

// Unbind parts a candidate's account from the student, so that the right ones can
// find together. What the student holds and waits for stays. api.CodeNothingToDo when
// no account is bound.
func (s *Service) Unbind(ctx context.Context, who Caller, id string, why api.StaffNote) (api.Receipt, error) {
	return s.perform(ctx, who, deed{
		kind: api.ReceiptUnbind, content: []string{id}, line: audit.Line{Action: api.AuditUnbind, Note: why.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			p, err := findAccount(ctx, tx, id)
			if err == nil && p.student == "" {
				err = refusal.New(api.CodeNothingToDo, "the account is bound to no student")
			}
			if err != nil {
				return api.Receipt{}, err
			}
			p.concerns(line)
			line.Before = map[string]string{"account": p.account, "candidate": p.student}
			line.After = map[string]string{"account": p.account, "candidate": ""}
			return api.Receipt{}, s.accounts.Unbind(ctx, tx, p.account)
		},
	})
}

// addTime adds an instant to facts, unless it is zero.
func addTime(facts map[string]string, name string, at time.Time) {
	if !at.IsZero() {
		facts[name] = at.UTC().Format(time.RFC3339Nano)
	}
}
