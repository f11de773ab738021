package waitlist

import (
	"slices"
	"strings"
	"time"

	"houbu/api"
	"houbu/backend/exam"
)

// subjectOf returns the subject of a pool by the pool's key.
func (s *Service) subjectOf(pool string) api.Subject {
	var found api.Subject
	for _, subject := range s.exam.Subjects {
		if strings.HasSuffix(pool, "-"+subject.Code) && len(subject.Code) > len(found.Code) {
			found = subject
		}
	}
	return found
}

// open tells whether a join at an instant can still lead to a seat: within the
// registration window, and as long as seats are offered. Time left to pay only
// gets less, so what cannot be offered now never can.
func (s *Service) open(now time.Time) bool {
	return s.exam.RegistrationOpen(now) && s.exam.MayAllocate(now)
}

// mayJoin is the rule of 提交候补 for a subject: the code of what forbids it, or
// empty. Pickers, actions and Join itself ask it.
func (s *Service) mayJoin(st *standing, subject api.Subject, now time.Time) api.Code {
	if !s.open(now) {
		return api.CodeWindowClosed
	}
	if code := s.mayHold(st, subject, now); code != "" {
		return code
	}
	for _, e := range st.entries {
		ended := e.payBy.Valid && e.state == api.Offered && e.payBy.Int64 <= now.UnixNano()
		if !ended && s.excludes(e.kind, e.level, subject) {
			return api.CodeLevelTaken
		}
	}
	return ""
}

// mayHold is the rule for holding a seat of a subject: the code of what forbids
// it, or empty. The allocator asks it of the queue's head; joining asks it too.
func (s *Service) mayHold(st *standing, subject api.Subject, now time.Time) api.Code {
	if subject.Kind == api.Oral {
		written := st.written(subject, now)
		if written == nil {
			return api.CodeWrittenRequired
		}
		if s.exam.OralRequires == exam.OralNeedsPaid && written.state != regPaid {
			return api.CodeWrittenUnpaid
		}
	} else if !slices.Contains(st.qualified, subject.Code) {
		return api.CodeNotQualified
	}
	for _, seat := range st.seats {
		if !seat.due(now) && s.excludes(seat.kind, seat.level, subject) {
			return api.CodeLevelTaken
		}
	}
	return ""
}

// excludes tells whether having something of a kind and level forbids a
// subject: 同级别科目仅能候补一科, or one written subject in the whole session.
func (s *Service) excludes(kind api.Kind, level int, subject api.Subject) bool {
	if kind != subject.Kind {
		return false
	}
	return level == subject.Level || (kind == api.Written && s.exam.Exclusive == exam.PerSession)
}

// within tells whether a student may choose the pools of a school: those of
// their own. A roster that names no schools leaves them all.
func (st *standing) within(school string) bool {
	return st.school == "" || school == "" || st.school == school
}

// choosable says the same as a condition on pools, with its arguments.
func (st *standing) choosable() (where string, args []any) {
	if st.school == "" {
		return "1 = 1", nil
	}
	return "school_code IN ($1, '')", []any{st.school}
}

// offersJoin tells whether a student can waitlist a subject now: the rules allow
// it, and there is a pool of it to choose.
func (s *Service) offersJoin(st *standing, pooled []string, subject api.Subject, now time.Time) bool {
	return slices.Contains(pooled, subject.Code) && s.mayJoin(st, subject, now) == ""
}
