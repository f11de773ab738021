package api

import "time"

// RosterKind is one of the two files that a session is set up from.
type RosterKind string

// The kinds of roster.
const (
	RosterCandidates RosterKind = "candidates"
	RosterSeats      RosterKind = "seats"
)

// ImportState is how far an import is.
type ImportState string

// The states of an import.
const (
	ImportRunning ImportState = "running"
	ImportDone    ImportState = "done"    // with bad rows left out, where that was asked for
	ImportRefused ImportState = "refused" // nothing was imported: bad rows, or no table at all
	ImportFailed  ImportState = "failed"  // nothing was imported: the backend failed or was stopped
)

// Import is an import of a roster.
type Import struct {
	ID        string        `json:"id"`
	Kind      RosterKind    `json:"kind" enum:"candidates,seats"`
	State     ImportState   `json:"state" enum:"running,done,refused,failed"`
	StartedAt time.Time     `json:"started_at"`
	EndedAt   *time.Time    `json:"ended_at,omitempty"`
	Done      int           `json:"done" doc:"Steps of Total done"`
	Total     int           `json:"total"`
	Rows      int           `json:"rows" doc:"Rows below the header"`
	Added     int           `json:"added"`
	Updated   int           `json:"updated"`
	BadRows   int           `json:"bad_rows"`
	Reason    string        `json:"reason,omitempty" doc:"Why the file is no table, for people"`
	Errors    []ImportError `json:"errors" doc:"What is wrong with the rows, by line; at most 5000"`
}

// ImportError is one thing that is wrong with a row.
type ImportError struct {
	Line   int    `json:"line" doc:"In the file, from 1; 0 concerns the whole file"`
	Column string `json:"column" doc:"The column's header"`
	Reason string `json:"reason" doc:"What to put right; never the value itself"`
}
