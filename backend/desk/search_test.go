package desk_test

import (
	"slices"
	"testing"

	"houbu/api"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, test := range []struct {
		by, text string
		want     []string
		code     api.Code
	}{
		{"number", zhangSan, []string{"s1"}, ""},
		{"number", " 99010120050101007x ", []string{"s2"}, ""},
		{"number", zhangSan[:17], nil, ""},
		{"name", "张三", []string{"s1", "s3"}, ""},
		{"name", "张三丰", []string{"s3"}, ""},
		{"name", "张", nil, api.CodeBadRequest},
		{"name", "三丰", nil, ""},
		{"name", "%张", nil, ""},
		{"student_no", "20250002", []string{"s2"}, ""},
		{"student_no", "2025000", nil, ""},
		{"phone", "13800001234", []string{"s1"}, ""},
		{"phone", "13800009999", []string{"a9"}, ""},
		{"any", "13800005678", []string{"s2"}, ""},
		{"any", "张三", []string{"s1", "s3"}, ""},
		{"any", "NOBODY@houbu.test", []string{"a9"}, ""},
		{"any", "e12345678", []string{"s3"}, ""},
		{"any", "   ", nil, api.CodeBadRequest},
		{"phone", zhangSan, nil, ""},
	} {
		hits, err := w.Search(t.Context(), api.StaffSearch{By: test.by, Text: test.text})
		w.wantCode(test.by+" "+test.text, err, test.code)
		var got []string
		for _, hit := range hits.Hits {
			got = append(got, hit.ID)
		}
		if !slices.Equal(got, test.want) || hits.Next != "" {
			t.Errorf("%s %q: %v, want %v", test.by, test.text, got, test.want)
		}
	}
}

// TestSearchGoesOn after as many as were asked for.
func TestSearchGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.Search(t.Context(), api.StaffSearch{By: "name", Text: "张三", Limit: 1})
	if err != nil || len(first.Hits) != 1 || first.Hits[0].ID != "s1" || first.Next != "s1" {
		t.Fatalf("%+v, %v", first, err)
	}
	if hit := first.Hits[0]; hit.Number != zhangSan || hit.Account != "zhang@houbu.test" || hit.Phone != "13800001234" || hit.StudentNo != "20250001" {
		t.Errorf("%+v", hit)
	}
	second, err := w.Search(t.Context(), api.StaffSearch{By: "name", Text: "张三", Limit: 1, After: first.Next})
	if err != nil || len(second.Hits) != 1 || second.Hits[0].ID != "s3" || second.Next != "" {
		t.Errorf("%+v, %v", second, err)
	}
}

// TestTheDeskSeesWhatTheCandidateSees to the last field.
func TestTheDeskSeesWhatTheCandidateSees(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins("a2", "s2")
	w.joins("a1", "s1")
	seen, err := w.Candidate(t.Context(), "s1")
	if err != nil {
		t.Fatal(err)
	}
	own, err := w.waitlist.Info(t.Context(), "s1")
	if err != nil {
		t.Fatal(err)
	}
	tag, _ := w.waitlist.InfoTag(own)
	if got, _ := w.waitlist.InfoTag(*seen.Info); got != tag || len(own.Entries) != 1 || own.Entries[0].Ahead != 0 || len(own.Entries[0].History) == 0 {
		t.Errorf("the desk sees %+v, the candidate %+v", seen.Info, own)
	}
	if seen.Home == nil || seen.Home.Next != api.NextInfo || seen.Record == nil || seen.Record.Name != "张三" || len(seen.Accounts) != 1 ||
		seen.Accounts[0].Login != "zhang@houbu.test" || seen.Accounts[0].BoundAt == nil || seen.Finished == nil {
		t.Errorf("%+v", seen)
	}
	bare, err := w.Candidate(t.Context(), "s3")
	if err != nil || bare.Home != nil || bare.Record == nil || bare.Record.Number != "E12345678" || bare.Info == nil || len(bare.Accounts) != 0 {
		t.Errorf("without an account: %+v, %v", bare, err)
	}
	account, err := w.Candidate(t.Context(), "a9")
	if err != nil || account.Home == nil || account.Record != nil || account.Info != nil || len(account.Accounts) != 1 {
		t.Errorf("only an account: %+v, %v", account, err)
	}
	_, err = w.Candidate(t.Context(), "s0")
	w.wantCode("nobody", err, api.CodeNotFound)
}
