-- What lets a backend tell without reading everything whether a candidate's view
-- has changed, and write many lines of history at once.

-- +goose Up
-- How many lines an entry's history has: the number of the last one.
ALTER TABLE entries ADD COLUMN events BIGINT NOT NULL DEFAULT 0;
UPDATE entries SET events = (SELECT count(*) FROM entry_events v WHERE v.entry_id = entries.id);
-- Changes whenever someone leaves the queue, so that those behind move up.
ALTER TABLE pools ADD COLUMN moved BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE pools DROP COLUMN moved;
ALTER TABLE entries DROP COLUMN events;
