package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/staff"
)

// boardOperations are about pools, all of them or one.
func (s *server) boardOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-board", method: http.MethodGet, path: api.PathStaffBoard, tag: tagStaff,
		summary: "Every pool with its numbers; conditional with If-None-Match",
	}, s.board)
	handleStaff(s, to, operation{
		id: "staff-queue", method: http.MethodGet, path: api.PathStaffQueue, tag: tagStaff,
		summary: "The length of a pool's queue over time", codes: []api.Code{api.CodePoolNotFound},
	}, func(ctx context.Context, _ staff.Identity, in *points) (*body[api.Queue], error) {
		return reply(s.Desk.Queue(ctx, in.ID, in.Points))
	})
	handleStaff(s, to, operation{
		id: "staff-set-capacity", method: http.MethodPut, path: api.PathStaffCapacity, tag: tagStaff, keyed: true,
		summary: "Give a pool another capacity; a raised one is served to the queue at once",
		codes:   []api.Code{api.CodePoolNotFound},
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffCapacity]) (*body[api.Receipt], error) {
		return reply(s.Desk.SetCapacity(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
}

// points chooses a pool, and how finely its queue is drawn.
type points struct {
	ID     string `path:"id" minLength:"1" maxLength:"64" pattern:"^[A-Za-z0-9_-]+$"`
	Points int    `query:"points" minimum:"1" maximum:"1000" default:"120" doc:"How many instants"`
}

// taggedBoard is the board with its tag, or no body when the client has it already.
type taggedBoard struct {
	Status int
	ETag   string `header:"ETag" doc:"Changes whenever a number does"`
	Body   *api.Board
}

func (s *server) board(ctx context.Context, _ staff.Identity, in *conditional) (*taggedBoard, error) {
	board, tag, err := s.Desk.Board(ctx)
	if err != nil {
		return nil, err
	}
	if matches(in.IfNoneMatch, tag) {
		return &taggedBoard{Status: http.StatusNotModified, ETag: tag}, nil
	}
	return &taggedBoard{Status: http.StatusOK, ETag: tag, Body: &board}, nil
}
