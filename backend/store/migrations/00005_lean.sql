-- Foreign keys that cost more than they guard. A check locks the row that it finds,
-- which on PostgreSQL writes that row: half of the time of a join or an offer went
-- there. Students, pools, entries and registrations are never deleted, and whoever
-- inserts a reference has read the row in the same transaction. What keeps
-- promise 1 stays: a registration references a seat that exists. SQLite cannot drop
-- a constraint, so the tables are made anew, which both databases can.

-- +goose Up
CREATE TABLE lean_entries (
    id           TEXT PRIMARY KEY,
    pool_id      TEXT NOT NULL, -- of pools
    student_id   TEXT NOT NULL, -- of students
    sequence     BIGINT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('written', 'oral')),
    level        BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'paid', 'cancelled', 'expired', 'closed')),
    joined_at    BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    pay_by       BIGINT,
    left_at      BIGINT, -- when it stopped waiting: those behind moved up then
    ended_at     BIGINT,
    reason_code  TEXT NOT NULL DEFAULT '',
    reason_text  TEXT NOT NULL DEFAULT '',
    events       BIGINT NOT NULL DEFAULT 0, -- lines of history: the number of the last one
    UNIQUE (pool_id, sequence)
);
INSERT INTO lean_entries SELECT id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at, pay_by,
    left_at, ended_at, reason_code, reason_text, events FROM entries;

CREATE TABLE lean_events (
    entry_id TEXT NOT NULL, -- of entries
    no       BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    what     TEXT NOT NULL,
    reason   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry_id, no)
);
INSERT INTO lean_events SELECT entry_id, no, at, what, reason FROM entry_events;

CREATE TABLE lean_registrations (
    id          TEXT PRIMARY KEY,
    pool_id     TEXT NOT NULL,
    seat_no     BIGINT NOT NULL,
    student_id  TEXT NOT NULL, -- of students
    entry_id    TEXT UNIQUE,   -- of entries; none: from the roster
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
INSERT INTO lean_registrations SELECT id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by,
    paid_at, released_at, release_why, report_type FROM registrations;

CREATE TABLE lean_items (
    order_id        TEXT NOT NULL REFERENCES orders (id),
    registration_id TEXT NOT NULL REFERENCES lean_registrations (id),
    fee_fen         BIGINT NOT NULL,
    PRIMARY KEY (order_id, registration_id)
);
INSERT INTO lean_items SELECT order_id, registration_id, fee_fen FROM order_items;

DROP TABLE order_items;
DROP TABLE entry_events;
DROP TABLE registrations;
DROP TABLE entries;
ALTER TABLE lean_entries RENAME TO entries;
ALTER TABLE lean_events RENAME TO entry_events;
ALTER TABLE lean_registrations RENAME TO registrations;
ALTER TABLE lean_items RENAME TO order_items;

CREATE INDEX entries_queue ON entries (pool_id, sequence) WHERE state = 'waiting';
CREATE INDEX entries_left ON entries (pool_id, left_at) WHERE left_at IS NOT NULL;
CREATE INDEX entries_student ON entries (student_id);
-- One live entry for each kind and level: 同级别科目仅能候补一科. Dead rows are
-- not covered, so that rejoining after an end is possible.
CREATE UNIQUE INDEX entries_live ON entries (student_id, kind, level) WHERE state IN ('waiting', 'offered');
-- Promise 1: one holder for each seat.
CREATE UNIQUE INDEX registrations_seat ON registrations (pool_id, seat_no) WHERE state IN ('held', 'paid');
-- One seat for each student, kind and level.
CREATE UNIQUE INDEX registrations_level ON registrations (student_id, kind, level) WHERE state IN ('held', 'paid');
-- What falls due, for settling.
CREATE INDEX registrations_due ON registrations (pool_id, pay_by) WHERE state = 'held';
CREATE INDEX registrations_all_due ON registrations (pay_by) WHERE state = 'held';
CREATE INDEX order_items_registration ON order_items (registration_id);

-- +goose Down
-- Nothing to undo: what is missing are checks.
SELECT 1;
