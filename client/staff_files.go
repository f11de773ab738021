package client

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"houbu/api"
)

// fileTime limits the way of a file, in or out.
const fileTime = 10 * time.Minute

// StaffImport begins to import a roster: StaffGetImport says how far it is. The file
// may be sent again: importing it twice does no harm. The code to expect is, for a
// helper, forbidden.
func (c *Client) StaffImport(ctx context.Context, kind api.RosterKind, skipBad bool, note string, file []byte) (api.Import, error) {
	return fetch(ctx, c, call{
		op: "staff import", method: http.MethodPost, path: api.PathStaffImports, token: c.bearer(), file: file, takes: fileTime, turned: true,
		query: url.Values{"kind": {string(kind)}, "skip_bad": {strconv.FormatBool(skipBad)}, "note": {note}},
	}, func(begun api.Import) bool { return begun.ID != "" })
}

// StaffGetImport returns how far an import is, and what is wrong with the rows. The
// code to expect is not_found.
func (c *Client) StaffGetImport(ctx context.Context, id string) (api.Import, error) {
	return fetch(ctx, c, call{
		op: "staff get import", method: http.MethodGet, path: api.PathStaffImport, id: id, token: c.bearer(), most: maxBoard,
	}, func(found api.Import) bool { return found.ID == id })
}

// The exports of the desk, and their formats.
const (
	ExportRegistrations = "registrations"
	ExportWaitlist      = "waitlist"
	ExportAudit         = "audit"

	FormatXLSX = "xlsx"
	FormatCSV  = "csv"
)

// StaffExport writes a file of the desk, as it comes. It is tried once: after an error
// what was written is no file. An error of the writer is returned beside another than
// an *Error. The code to expect is, for a helper, forbidden.
func (c *Client) StaffExport(ctx context.Context, what, format string, to io.Writer) error {
	into := &sink{Writer: to}
	media := "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if format == FormatCSV {
		media = "text/csv"
	}
	_, failure := c.send(ctx, call{
		op: "staff export", method: http.MethodGet, path: api.PathStaffExport, id: what, token: c.bearer(), takes: fileTime,
		query: url.Values{"format": {format}}, to: into, media: media,
	})
	return into.failed(failure)
}
