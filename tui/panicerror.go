package tui

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// PanicError is a fault of the program itself: a panic in a screen or in a
// command. It holds no text that a panic was called with, since that may be
// personal data; Stack has functions and lines only.
type PanicError struct {
	// Kind is the type of the value, or the message of a runtime error.
	Kind string
	// Stack is where it happened, for the report of a fault.
	Stack []byte
}

// Error says that it is a fault, and of what kind.
func (e *PanicError) Error() string {
	return "internal fault: " + e.Kind
}

// newPanicError makes the error of a recovered value.
func newPanicError(value any) *PanicError {
	kind := fmt.Sprintf("panic with a %T", value)
	if err, ok := value.(runtime.Error); ok { // an index, a nil pointer: no data of people
		kind = err.Error()
	}
	return &PanicError{Kind: kind, Stack: debug.Stack()}
}
