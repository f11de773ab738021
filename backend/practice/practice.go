// Package practice is the practice session: a session file, a candidates' file
// and a seats' file, imported as a test center's are, and simulated others who
// join, give seats up and pay, so that a candidate who waits sees it happen.
//
// The simulated others act through the waitlist's own service, as candidates
// do; the package writes to no table of the waitlist. It never touches a student
// who is not marked as simulated.
package practice

import (
	"bytes"
	_ "embed"
	"fmt"
	"time"

	"houbu/backend/exam"
)

//go:generate sh -c "go run ./genroster > files/candidates.csv"

var (
	//go:embed files/session.yaml
	sessionFile []byte
	//go:embed files/candidates.csv
	candidatesFile []byte
	//go:embed files/seats.csv
	seatsFile []byte
)

// remark marks the simulated others in 备注 of the candidates' file.
const remark = "模拟考生"

// Session returns the practice session's settings. Its windows count from the
// instant given, so that a session that starts again is always open.
func Session(start time.Time) (*exam.Exam, error) {
	session, err := exam.Parse(bytes.NewReader(sessionFile), start)
	if err != nil {
		return nil, fmt.Errorf("read the practice session: %w", err)
	}
	return session, nil
}
