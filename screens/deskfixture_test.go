package screens

import (
	"fmt"
	"time"

	"houbu/api"
)

// testPerson is 张三 as the staff sees him: locked out, with an entry that waits and
// was skipped, seats, what has ended, and what the staff did.
func testPerson() api.StaffCandidate {
	record, finished, info, home := testRecord(), api.Finished{Entries: finishedEntries()[:2]}, everything(), testCandidate(api.NextInfo)
	info.Entries[0] = skippedEntry()
	info.StaffActions = []api.StaffAction{
		{At: testNow().Add(-time.Hour), Role: api.RoleHelper, Action: api.AuditUnlock, Note: "本人到现场，已核对证件"},
	}
	bound, agreed, confirmed, locked := testNow().Add(-72*time.Hour), testNow().Add(-71*time.Hour), testNow().Add(-70*time.Hour),
		testNow().Add(14*time.Minute+30*time.Second)
	return api.StaffCandidate{
		ID: "student-1", Now: testNow(), Home: &home, Record: &record, Info: &info, Finished: &finished,
		Accounts: []api.StaffAccount{{
			ID: "account-1", Login: "demo1@houbu.test", Phone: "13800000001", BoundAt: &bound, AgreedAt: &agreed,
			ConfirmedAt: &confirmed, Failures: 5, LockedUntil: &locked,
		}},
	}
}

// loneAccount is an account that is bound to nobody.
func loneAccount() api.StaffCandidate {
	home := testCandidate(api.NextIdentity)
	return api.StaffCandidate{
		ID: "account-2", Now: testNow(), Home: &home,
		Accounts: []api.StaffAccount{{ID: "account-2", Login: "demo9@houbu.test", Phone: "13800000009", Failures: 1}},
	}
}

// testHits are candidates found: a student with an account, one without, and an
// account without a student.
func testHits(n int) []api.StaffHit {
	hits := []api.StaffHit{
		{
			ID: "student-1", Name: "张三", TypeCode: "1", Number: "990101200501010010", School: "测试大学", Campus: "测试大学主校区",
			StudentNo: "2023010001", Account: "demo1@houbu.test", Phone: "13800000001",
		},
		{
			ID: "student-2", Name: "张三丰", TypeCode: "1", Number: "99010120050101007X", School: "测试大学", Campus: "测试大学西校区",
			StudentNo: "2023010002",
		},
		{ID: "account-2", Account: "demo9@houbu.test", Phone: "13800000009"},
	}
	for i := len(hits); i < n; i++ {
		hits = append(hits, api.StaffHit{
			ID: fmt.Sprintf("student-%d", i), Name: fmt.Sprintf("张%d", i), Number: "990101200501010010", Campus: longCampus,
			StudentNo: fmt.Sprintf("20230100%02d", i),
		})
	}
	return hits[:n]
}

// knowing is a desk that finds candidates, all of them 张三.
func knowing(role api.Role) *fakeDesk {
	desk := staffed(role)
	desk.search = func(api.StaffSearch) (api.StaffHits, error) { return api.StaffHits{Hits: testHits(3)}, nil }
	desk.candidate = func(string) (api.StaffCandidate, error) { return testPerson(), nil }
	return desk
}
