package bench

import (
	"encoding/json"

	"houbu/api"
)

// code is the code of a problem, for a message.
func code(body []byte) string {
	var p api.Problem
	if json.Unmarshal(body, &p) != nil || p.Code == "" {
		return ""
	}
	return " (" + string(p.Code) + ")"
}
