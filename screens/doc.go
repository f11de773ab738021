// Package screens holds one file for each documented step. A screen draws what
// the backend says, sends what the candidate decides, and reports an event; it
// never names the next screen and knows nothing of the backend but the client.
package screens
