package waitlist

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Info is 报名信息 of a student: what waits, what is held, and what can be done.
func (s *Service) Info(ctx context.Context, studentID string) (api.Info, error) {
	info, _, err := s.infoAndTag(ctx, studentID)
	return info, err
}

// InfoUnless is Info with its tag, for a reader who may have it already: the info
// is nil when known says so of the tag. Many can ask often: as long as nothing
// has changed, only that is found out, together with others who ask.
func (s *Service) InfoUnless(ctx context.Context, studentID string, known func(tag string) bool) (*api.Info, string, error) {
	state, err := s.states.Do(ctx, studentID)
	if err != nil {
		return nil, "", err
	}
	if tag, seen := s.tags.get(studentID, state); seen && known(tag) {
		return nil, tag, nil
	}
	info, tag, err := s.infoAndTag(ctx, studentID)
	if err != nil {
		return nil, "", err
	}
	if known(tag) {
		return nil, tag, nil
	}
	return &info, tag, nil
}

// infoAndTag reads an Info and remembers its tag under the state that it is of.
func (s *Service) infoAndTag(ctx context.Context, student string) (info api.Info, tag string, err error) {
	var state digest
	err = s.read(ctx, student, func(s *Service, tx store.Tx, now time.Time) error {
		all, err := s.digests(ctx, tx, []string{student}, now)
		if err != nil {
			return err
		}
		state = all.of[student]
		info, err = s.info(ctx, tx, student, now)
		return err
	})
	if err != nil {
		return info, "", fmt.Errorf("read the registration info: %w", err)
	}
	if tag, err = s.InfoTag(info); err == nil {
		s.tags.put(student, state, tag)
	}
	return info, tag, err
}

func (s *Service) info(ctx context.Context, tx store.Tx, student string, now time.Time) (api.Info, error) {
	out := api.Info{
		Now: now.UTC(), Entries: []api.Entry{}, Written: []api.Registration{}, Oral: []api.Registration{}, Actions: []api.Action{},
	}
	all, err := standings(ctx, tx, []string{student})
	if err != nil {
		return out, err
	}
	st := all[student]
	for i := range st.entries {
		if st.entries[i].state != api.Waiting {
			continue
		}
		e, err := s.entryView(ctx, tx, &st.entries[i])
		if err != nil {
			return out, err
		}
		out.Entries = append(out.Entries, e)
	}
	pooled, err := s.pooled(ctx, tx, st, now)
	if err != nil {
		return out, err
	}
	for i := range st.seats {
		seat := &st.seats[i]
		if seat.due(now) {
			continue // released by the next change
		}
		history, err := seatHistory(ctx, tx, seat)
		if err != nil {
			return out, err
		}
		s.addSeat(&out, st, pooled, seat, now, history)
	}
	if s.canJoinMore(st, pooled, now) {
		out.Actions = append(out.Actions, api.ActionJoin)
	}
	if out.StaffActions, err = audit.ActionsOn(ctx, tx, student); err != nil {
		return out, err
	}
	err = tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM entries WHERE student_id = $1 AND "+isLive+" AND NOT "+inQueue+
		") + (SELECT count(*) FROM entries WHERE student_id = $1 AND "+isPast+") + (SELECT count(*) FROM registrations WHERE student_id = $1 AND "+ofRosterReleased+")", student).Scan(&out.FinishedCount)
	return out, err
}

// InfoTag is a strong entity tag of an Info: the same as long as nothing but
// the clock has changed.
func (s *Service) InfoTag(info api.Info) (string, error) {
	info.Now = time.Time{}
	body, err := json.Marshal(info)
	if err != nil {
		return "", fmt.Errorf("tag the registration info: %w", err)
	}
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`, nil
}
