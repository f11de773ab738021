package notice

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestSignAsTheSpecificationDoes uses the example of the Standard Webhooks
// specification, and a second secret in front of it.
func TestSignAsTheSpecificationDoes(t *testing.T) {
	t.Parallel()
	const known = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	secrets, err := ParseSecrets([]byte("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"))
	if err != nil {
		t.Fatal(err)
	}
	body, at := []byte(`{"test": 2432232314}`), time.Unix(1614265330, 0)
	if got := secrets.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body); got != known {
		t.Errorf("the signature is %s, want %s", got, known)
	}
	two := append(Secrets{make([]byte, minSecret)}, secrets...)
	got := strings.Split(two.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body), " ")
	if len(got) != 2 || got[0] == known || got[1] != known {
		t.Errorf("the signatures are %q", got)
	}
}

func TestParseSecrets(t *testing.T) {
	t.Parallel()
	encoded := base64.StdEncoding.EncodeToString(make([]byte, minSecret))
	short := base64.StdEncoding.EncodeToString(make([]byte, minSecret-1))
	for text, want := range map[string]int{
		"whsec_" + encoded:                          1,
		"\n whsec_" + encoded + " \r\n":             1,
		"whsec_" + encoded + "\n\nwhsec_" + encoded: 2,
		"":                         0,
		"\n\n":                     0,
		encoded:                    0,
		"whsec_":                   0,
		"whsec_" + short:           0,
		"whsec_" + encoded + "\nx": 0,
		"whsec_" + strings.Repeat("!", len(encoded)):     0,
		"whsec_" + encoded + " whsec_" + encoded:         0,
		"whsec_" + strings.TrimRight(encoded, "=") + "A": 0,
	} {
		got, err := ParseSecrets([]byte(text))
		if len(got) != want || (want == 0) != errors.Is(err, ErrSecret) {
			t.Errorf("%q: %d secrets, %v; want %d", text, len(got), err, want)
		}
		if err != nil && strings.Contains(err.Error(), encoded) {
			t.Error("the error quotes the secret")
		}
	}
}
