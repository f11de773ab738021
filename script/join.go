package script

import (
	"context"
	"fmt"

	"houbu/api"
)

// Join is what houbu join asks for.
type Join struct {
	Campus  string // code or name
	Subject string // code or name
	Key     string // of a run before, whose outcome was lost; empty: a fresh one
	Yes     bool   // nobody is asked
	Wait    Wait
}

// Join is 提交候补 (steps 8, 9 and 14). It asks, submits, and prints the receipt;
// with a wait it then waits for the entry and prints how things stand.
func (r *Runner) Join(ctx context.Context, j Join) error {
	key, err := r.key(j.Key)
	if err != nil {
		return err
	}
	exam, err := r.API.Exam(r.telling(ctx))
	if err != nil {
		return err
	}
	subject, err := r.subject(exam, j.Subject)
	if err != nil {
		return err
	}
	pools, err := r.API.Pools(r.telling(ctx), subject.Kind)
	if err != nil {
		return err
	}
	pool, err := r.pool(pools.Pools, j.Campus, subject)
	if err != nil {
		return err
	}
	if !j.Yes {
		if err := r.confirm(ctx, r.joinQuestion(pool, subject)); err != nil {
			return err
		}
	}
	receipt, err := r.submit(ctx, key, func(ctx context.Context, key string) (api.Receipt, error) {
		return r.API.Join(ctx, key, api.Join{CampusCode: pool.CampusCode, Subject: subject.Code})
	})
	if err != nil {
		return err
	}
	if err := r.printReceipt(receipt, pool.CampusCode, subject.Code, r.joined(receipt, subject)); err != nil {
		return err
	}
	if !j.Wait.Asked() {
		return nil
	}
	j.Wait.Entry, j.Wait.begun = receipt.EntryID, true
	return r.Status(ctx, j.Wait)
}

// subject is the subject that a code or a name means.
func (r *Runner) subject(exam api.Exam, given string) (api.Subject, error) {
	var names []string
	for _, s := range exam.Subjects {
		if given == s.Code || given == s.Name {
			return s, nil
		}
		names = append(names, s.Code+" "+s.Name)
	}
	return api.Subject{}, &Error{
		Exit: NotFound, Code: string(api.CodePoolNotFound),
		Message: fmt.Sprintf(r.Text.Script.SubjectUnknown, given), Advice: oneOf(r.Text, names),
	}
}

// pool is the pool of a subject at the campus that a code or a name means. Whether
// it can be chosen is left to the backend to say: a request that is sent again
// under its key must not be refused here.
func (r *Runner) pool(pools []api.Pool, campus string, subject api.Subject) (api.Pool, error) {
	var names []string
	for _, p := range pools {
		if p.Subject != subject.Code {
			continue
		}
		if campus == p.CampusCode || campus == p.Campus {
			return p, nil
		}
		names = append(names, p.CampusCode+" "+p.Campus)
	}
	failure := &Error{Exit: NotFound, Code: string(api.CodePoolNotFound)}
	if len(names) == 0 { // whatever the campus
		failure.Message = fmt.Sprintf(r.Text.Script.SubjectNowhere, subject.Name)
		return api.Pool{}, failure
	}
	failure.Message, failure.Advice = fmt.Sprintf(r.Text.Script.CampusUnknown, campus), oneOf(r.Text, names)
	return api.Pool{}, failure
}

// joinQuestion is what the dialog of step 9 says.
func (r *Runner) joinQuestion(pool api.Pool, subject api.Subject) string {
	t := r.Text.Written
	next := fmt.Sprintf(t.AskQueue, pool.Waiting)
	if pool.Free && pool.Waiting == 0 {
		next = t.AskFree
	}
	return t.AskTitle + "\n" + fmt.Sprintf(t.AskFormat, named(pool.Campus, pool.CampusCode), subject.Name, subject.Time,
		r.yuan(subject.FeeFen)) + "\n" + next
}

// joined says what a join led to.
func (r *Runner) joined(receipt api.Receipt, subject api.Subject) string {
	queued, got := r.Text.Written.Joined, r.Text.Written.Got
	if subject.Kind == api.Oral {
		queued, got = r.Text.Oral.Joined, r.Text.Oral.Got
	}
	if receipt.State == api.Offered {
		return got
	}
	return queued
}
