package screens

import (
	"io"
	"net/http"
	"testing"

	"houbu/api"
	"houbu/client"
)

// cutOff is a transport on which every request is sent and no reply comes.
type cutOff struct{}

func (cutOff) RoundTrip(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

// lostReply is what the client answers when the reply to an irreversible
// request was lost: only the client itself can say that an outcome is unknown.
func lostReply(t *testing.T) error {
	t.Helper()
	c, err := client.New(client.Options{Endpoints: testLines(), Transport: cutOff{}, Retries: -1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Join(t.Context(), client.NewKey(), api.Join{CampusCode: "993010", Subject: "F1"})
	if !lost(err) {
		t.Fatalf("the client says %v, want an unknown outcome", err)
	}
	return err
}
