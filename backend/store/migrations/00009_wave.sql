-- What a seat costs that moves on: each change of an entry's or a registration's
-- state writes all of its row's indexes anew, 19 for a seat, which was most of the
-- time of a wave. Five are spared.
--   registrations.entry_id was unique, which the one seat for each student, kind and
--     level already says; it is looked for together with the student.
--   entries_student had what entries_live has of those that wait or hold a seat.
--   entries_left had everyone who was served; of them the pool keeps the last time.
-- A pool also keeps up to which number nobody waits, so that the head of a long
-- queue is found without walking through all who were before. SQLite cannot drop a
-- constraint, so the table is made anew, and what refers to it.

-- +goose Up
CREATE TABLE wave_registrations (
    id          TEXT PRIMARY KEY,
    pool_id     TEXT NOT NULL,
    seat_no     BIGINT NOT NULL,
    student_id  TEXT NOT NULL, -- of students
    entry_id    TEXT,          -- of entries; none: from the roster
    kind        TEXT NOT NULL CHECK (kind IN ('written', 'oral')),
    level       BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('held', 'paid', 'released')),
    created_at  BIGINT NOT NULL,
    pay_by      BIGINT NOT NULL,
    paid_at     BIGINT,
    released_at BIGINT,
    release_why TEXT NOT NULL DEFAULT '',
    report_type TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (pool_id, seat_no) REFERENCES seats (pool_id, no)
);
INSERT INTO wave_registrations SELECT id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by,
    paid_at, released_at, release_why, report_type FROM registrations;

CREATE TABLE wave_items (
    order_id        TEXT NOT NULL REFERENCES orders (id),
    registration_id TEXT NOT NULL REFERENCES wave_registrations (id),
    fee_fen         BIGINT NOT NULL,
    PRIMARY KEY (order_id, registration_id)
);
INSERT INTO wave_items SELECT order_id, registration_id, fee_fen FROM order_items;

DROP TABLE order_items;
DROP TABLE registrations;
ALTER TABLE wave_registrations RENAME TO registrations;
ALTER TABLE wave_items RENAME TO order_items;

-- Promise 1: one holder for each seat.
CREATE UNIQUE INDEX registrations_seat ON registrations (pool_id, seat_no) WHERE state IN ('held', 'paid');
-- One seat for each student, kind and level.
CREATE UNIQUE INDEX registrations_level ON registrations (student_id, kind, level) WHERE state IN ('held', 'paid');
-- What falls due, for settling.
CREATE INDEX registrations_due ON registrations (pool_id, pay_by) WHERE state = 'held';
CREATE INDEX registrations_all_due ON registrations (pay_by) WHERE state = 'held';
CREATE INDEX registrations_roster_ended ON registrations (student_id) WHERE entry_id IS NULL AND released_at IS NOT NULL;
CREATE INDEX order_items_registration ON order_items (registration_id);

DROP INDEX IF EXISTS entries_student;
CREATE INDEX IF NOT EXISTS entries_past ON entries (student_id) WHERE state IN ('paid', 'cancelled', 'expired', 'closed');

-- Of those who left without having been served.
DROP INDEX entries_left;
CREATE INDEX entries_left ON entries (pool_id, left_at) WHERE left_at IS NOT NULL AND pay_by IS NULL;
ALTER TABLE pools ADD COLUMN served_at BIGINT NOT NULL DEFAULT 0; -- when somebody was last offered a seat
UPDATE pools SET served_at = COALESCE((SELECT max(e.left_at) FROM entries e WHERE e.pool_id = pools.id AND e.pay_by IS NOT NULL), 0);

-- Nobody waits with a number up to this one. Numbers only grow, and who has left
-- does not come back.
ALTER TABLE pools ADD COLUMN served_to BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE pools DROP COLUMN served_to;
ALTER TABLE pools DROP COLUMN served_at;
DROP INDEX entries_left;
CREATE INDEX entries_left ON entries (pool_id, left_at) WHERE left_at IS NOT NULL;
DROP INDEX entries_past;
CREATE INDEX entries_student ON entries (student_id);
