-- +goose Up
-- Seats of the roster that ended have no entry to be found by: each look at a
-- candidate's state asks for them.
CREATE INDEX registrations_roster_ended ON registrations (student_id) WHERE entry_id IS NULL AND released_at IS NOT NULL;

-- +goose Down
DROP INDEX registrations_roster_ended;
