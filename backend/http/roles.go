package httpapi

import (
	"slices"

	"houbu/api"
)

// callerKind is a kind of login, or none.
type callerKind string

// The kinds of callers.
const (
	anybody   callerKind = "public"    // needs no login
	candidate callerKind = "candidate" // a candidate's login
	helper    callerKind = "helper"    // a staff login
	manager   callerKind = "manager"   // a staff login
)

// roles says who may call each operation. It is the only such table: an operation
// that is not in it may be called by nobody, and the API cannot be described.
func roles() map[string][]callerKind {
	public, candidates := []callerKind{anybody}, []callerKind{candidate}
	staff, managers := []callerKind{helper, manager}, []callerKind{manager}
	return map[string][]callerKind{
		"get-health": public,
		"get-exam":   public,
		"log-in":     public,

		"log-out":          candidates,
		"get-candidate":    candidates,
		"get-agreement":    candidates,
		"agree":            candidates,
		"identify":         candidates,
		"get-record":       candidates,
		"confirm-record":   candidates,
		"list-pools":       candidates,
		"join":             candidates,
		"get-registration": candidates,
		"list-finished":    candidates,
		"get-receipt":      candidates,
		"cancel":           candidates,
		"choose-report":    candidates,
		"create-order":     candidates,
		"get-order":        candidates,
		"refresh-order":    candidates,

		"staff-log-in":         public,
		"staff-log-out":        staff,
		"staff-me":             staff,
		"staff-search":         staff,
		"staff-candidate":      staff,
		"staff-join":           staff,
		"staff-cancel":         staff,
		"staff-reset-password": staff,
		"staff-unlock":         staff,
		"staff-unbind":         staff,
		"staff-receipt":        staff,
		"staff-audit":          staff,
		"staff-board":          staff,
		"staff-queue":          staff,
		"staff-windows":        staff,
		"staff-orders":         staff,
		"staff-attention":      staff,
		"staff-refresh-order":  staff,
		"staff-set-capacity":   managers,
		"staff-set-windows":    managers,
		"staff-refund":         managers,
		"staff-import":         managers,
		"staff-get-import":     managers,
		"staff-export":         managers,
	}
}

// callersOf is who may call an operation.
func (s *server) callersOf(operation string) []callerKind { return s.roles[operation] }

// open tells whether an operation needs no login.
func open(callers []callerKind) bool { return slices.Contains(callers, anybody) }

// kindOf is the kind of a staff login.
func kindOf(role api.Role) callerKind {
	if role == api.RoleManager {
		return manager
	}
	return helper
}
