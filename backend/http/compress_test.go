package httpapi_test

import (
	"compress/gzip"
	"encoding/json"
	"net/http"
	"testing"

	"houbu/api"
)

// TestTheBoardIsCompressedAndConditional: who takes gzip gets it, who has the board
// already gets 304, and another tag gets the whole.
func TestTheBoardIsCompressedAndConditional(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.staffLogin("helper")
	get := func(header http.Header) (int, http.Header, []byte) {
		t.Helper()
		out := w.do(ask{method: "GET", path: api.PathStaffBoard, token: token, header: header})
		return out.Code, out.Header(), out.Body.Bytes()
	}
	out := w.do(ask{method: "GET", path: api.PathStaffBoard, token: token, header: http.Header{"Accept-Encoding": {"gzip"}}})
	if out.Code != http.StatusOK || out.Header().Get("Content-Encoding") != "gzip" || out.Header().Get("Vary") != "Accept-Encoding" {
		t.Fatalf("%d %v", out.Code, out.Header())
	}
	plain, err := gzip.NewReader(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	var board api.Board
	if err := json.NewDecoder(plain).Decode(&board); err != nil || len(board.Pools) != 1 {
		t.Errorf("%+v, %v", board, err)
	}
	code, header, body := get(nil)
	if code != http.StatusOK || header.Get("Content-Encoding") != "" || header.Get("ETag") != `"board"` || len(body) == 0 {
		t.Errorf("without gzip: %d %v", code, header)
	}
	if code, header, body = get(http.Header{"If-None-Match": {`"board"`}, "Accept-Encoding": {"gzip"}}); code != http.StatusNotModified || len(body) > 0 {
		t.Errorf("known: %d %v, %d bytes", code, header, len(body))
	}
	if code, _, _ = get(http.Header{"If-None-Match": {`"old"`}}); code != http.StatusOK {
		t.Errorf("another tag: %d", code)
	}
}
