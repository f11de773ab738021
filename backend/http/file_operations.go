package httpapi

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"houbu/api"
	"houbu/backend/desk"
	"houbu/backend/staff"
)

// fileTime is how long a file may take to come in or to go out.
const fileTime = 10 * time.Minute

// fileOperations take files and give files.
func (s *server) fileOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-import", method: http.MethodPost, path: api.PathStaffImports, tag: tagStaff, file: true,
		status: http.StatusAccepted, summary: "Begin to import a roster: XLSX, or CSV in UTF-8 or GB18030",
	}, func(ctx context.Context, who staff.Identity, in *rosterFile) (*body[api.Import], error) {
		return reply(s.Desk.Import(ctx, deskCaller(ctx, who, ""), desk.NewImport{
			Kind: in.Kind, SkipBad: in.SkipBad, Note: in.Note, File: in.RawBody,
		}))
	})
	handleStaff(s, to, operation{
		id: "staff-get-import", method: http.MethodGet, path: api.PathStaffImport, tag: tagStaff,
		summary: "How far an import is, and what is wrong with the rows", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, _ staff.Identity, in *item) (*body[api.Import], error) {
		return reply(s.Desk.GetImport(ctx, in.ID))
	})
	s.exportOperation(to)
}

// rosterFile is a roster, as it is on disk.
type rosterFile struct {
	Kind    api.RosterKind `query:"kind" required:"true" enum:"candidates,seats"`
	SkipBad bool           `query:"skip_bad" doc:"Import the good rows of a file that has bad ones"`
	Note    string         `query:"note" required:"true" minLength:"1" maxLength:"500" doc:"Why, for the audit trail; kept as one line (see the tag staff)"`
	RawBody []byte         `contentType:"application/octet-stream"`
}

// exportChoice chooses a file.
type exportChoice struct {
	What   desk.What   `path:"what" enum:"registrations,waitlist,audit"`
	Format desk.Format `query:"format" enum:"xlsx,csv" default:"xlsx" doc:"csv is UTF-8 with a byte order mark, as Excel wants it"`
}

// exported is a file that is written while it is read from the database.
type exported struct {
	Body func(huma.Context)
}

func (s *server) exportOperation(to huma.API) {
	op := operation{
		id: "staff-export", method: http.MethodGet, path: api.PathStaffExport, tag: tagStaff,
		summary: "A file of registrations, of the waitlist or of the audit trail",
	}
	handleStaff(s, to, op, func(ctx context.Context, who staff.Identity, in *exportChoice) (*exported, error) {
		return &exported{func(out huma.Context) {
			s.export(ctx, out, deskCaller(ctx, who, ""), in)
		}}, nil
	})
	get := to.OpenAPI().Paths[op.path].Get
	get.Responses["200"] = &huma.Response{Description: "The file", Content: map[string]*huma.MediaType{}}
	for _, format := range []desk.Format{desk.XLSX, desk.CSV} {
		get.Responses["200"].Content[format.MediaType()] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
}

// export writes a file. What fails before its first byte is answered with a problem;
// later the connection is broken off, so that no part is taken for the whole.
func (s *server) export(ctx context.Context, out huma.Context, who desk.Caller, want *exportChoice) {
	_, w := humago.Unwrap(out)
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(fileTime)) // not every writer can
	w.Header().Set("Content-Type", want.Format.MediaType())
	w.Header().Set("Content-Disposition", `attachment; filename="`+string(want.What)+"."+string(want.Format)+`"`)
	counted := &started{Writer: w}
	err := s.Desk.Export(ctx, who, want.What, want.Format, counted)
	switch {
	case err == nil:
	case !counted.yes:
		w.Header().Del("Content-Disposition")
		writeProblem(w, s.refused(ctx, "staff-export", err))
	default:
		s.Log.WarnContext(ctx, "an export broke off", "error", err)
		panic(http.ErrAbortHandler)
	}
}

// started knows whether anything was written.
type started struct {
	io.Writer
	yes bool
}

// Write writes.
func (s *started) Write(p []byte) (int, error) {
	s.yes = true
	return s.Writer.Write(p)
}
