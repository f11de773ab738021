package tui

import (
	"bytes"
	"io"
	"os"
	"runtime"
	"unicode/utf8"
)

// wholeInput is the input of a terminal whose reads do not end within a
// character. Bubble Tea v1.3.10 reads 256 bytes at a time and takes the two
// halves of a character, or of a key's sequence, that fall into two reads for
// rubbish: of a long Chinese text that comes at once it loses every 86th
// character.
type wholeInput struct {
	*os.File
	whole wholeReader
}

// Read reads what has come, up to the last whole character.
func (w *wholeInput) Read(p []byte) (int, error) { return w.whole.Read(p) }

// wholeReader is what reads it, of a file or of a connection.
type wholeReader struct {
	in   io.Reader
	held []byte // the beginning of what goes on in the next read
}

// newInput is what Bubble Tea is to read. On Windows that has to be the file
// itself, and the console gives out whole characters.
func newInput(in *os.File) io.Reader {
	if runtime.GOOS == "windows" {
		return in
	}
	return &wholeInput{File: in, whole: wholeReader{in: in}}
}

// Read reads what has come, up to the last whole character. It may have read
// nothing then.
func (w *wholeReader) Read(p []byte) (int, error) {
	n := copy(p, w.held)
	w.held = w.held[:copy(w.held, w.held[n:])]
	read, err := w.in.Read(p[n:])
	n += read
	if err != nil {
		return n, err //nolint:wrapcheck // a Reader's error is its caller's to judge
	}
	keep := halfCharacter(p[:n])
	if keep == 0 && n == len(p) { // there is more to come, so the key may go on
		keep = halfSequence(p[:n])
	}
	if keep == n && n == len(p) {
		keep = 0 // nothing that long is a character or a key
	}
	w.held = append(w.held, p[n-keep:n]...)
	return n - keep, nil
}

// halfCharacter is how many bytes at the end of b begin a character without
// ending it.
func halfCharacter(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// halfSequence is how many bytes at the end of b begin the sequence of a key
// without ending it.
func halfSequence(b []byte) int {
	const longest = 16
	at := bytes.LastIndexByte(b, '\x1b')
	if at < 0 || len(b)-at > longest {
		return 0
	}
	tail := b[at:]
	switch {
	case len(tail) == 1, len(tail) == 2 && tail[1] == 'O':
		return len(tail)
	case tail[1] != '[' || bytes.ContainsFunc(tail[2:], func(r rune) bool { return r >= '@' && r <= '~' }):
		return 0
	}
	return len(tail)
}
