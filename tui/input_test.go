package tui

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestInputReadsWholeCharacters writes texts into a pipe in pieces, and reads
// them with a small buffer after each.
func TestInputReadsWholeCharacters(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		pieces []string
		want   []string // what each read gives, with room for eight bytes
	}{
		{"plain", []string{"abc", "d"}, []string{"abc", "d"}},
		{"a character that fills up", []string{"ab候补"}, []string{"ab候补"}},
		{"a character that is cut by the room", []string{"abc候补d"}, []string{"abc候", "补d"}},
		{"a character in two pieces", []string{"a\xe5\x80", "\x99b"}, []string{"a", "候b"}},
		{"a character in three pieces", []string{"\xe5", "\x80", "\x99"}, []string{"", "", "候"}},
		{"bytes that are no character", []string{"\xff\xfe", "\x80\x80\x80\x80"}, []string{"\xff\xfe", "\x80\x80\x80\x80"}},
		{"the beginning of none", []string{"\xe5", "ab"}, []string{"", "\xe5ab"}},
		{"a key that is cut by the room", []string{"abcdef\x1b[Ax"}, []string{"abcdef", "\x1b[Ax"}},
		{"a key that is cut after O", []string{"abcdef\x1bOPx"}, []string{"abcdef", "\x1bOPx"}},
		{"a key that fills up", []string{"abcde\x1b[Ax"}, []string{"abcde\x1b[A", "x"}},
		{"Esc alone", []string{"a\x1b"}, []string{"a\x1b"}},
		{"an unknown start of a key alone", []string{"\x1b["}, []string{"\x1b["}},
		{"a sequence without end", []string{"\x1b[1234567", "8"}, []string{"\x1b[123456", "7", "8"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, in, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _, _ = out.Close(), in.Close() }()
			reader := &wholeReader{in: out}
			var got []string
			written, read := 0, 0
			for _, piece := range tt.pieces {
				if _, err := in.WriteString(piece); err != nil {
					t.Fatal(err)
				}
				for written += len(piece); read < written; {
					buf := make([]byte, 8)
					n, err := reader.Read(buf)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, string(buf[:n]))
					if read += n; read+len(reader.held) == written {
						break // the rest comes with the next piece
					}
				}
			}
			if !slices.Equal(got, tt.want) || strings.Join(got, "")+string(reader.held) != strings.Join(tt.pieces, "") {
				t.Errorf("%q gives %q and holds %q, want %q", tt.pieces, got, reader.held, tt.want)
			}
		})
	}
}
