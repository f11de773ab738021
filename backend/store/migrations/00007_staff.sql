-- The support desk: who works there, what they did, and what they decided. It may
-- be applied again, since a database may be known by an older version of itself.

-- +goose Up
CREATE TABLE IF NOT EXISTS staff (
    id            TEXT PRIMARY KEY,
    login         TEXT NOT NULL UNIQUE, -- lower case
    password_hash TEXT NOT NULL,        -- argon2id
    role          TEXT NOT NULL CHECK (role IN ('helper', 'manager')),
    created_at    BIGINT NOT NULL,
    disabled_at   BIGINT -- no login, and no token is good, from then on
);

-- Bearer sessions of the staff. Only the SHA-256 of a token is kept.
CREATE TABLE IF NOT EXISTS staff_logins (
    token_hash TEXT PRIMARY KEY,
    staff_id   TEXT NOT NULL REFERENCES staff (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- The audit trail: append-only, by the triggers of the next version. A line keeps
-- what its words meant then, so it refers to nothing.
CREATE TABLE IF NOT EXISTS audit (
    no           BIGINT PRIMARY KEY,   -- counts up without a gap
    at           BIGINT NOT NULL,
    staff        TEXT NOT NULL,        -- login
    role         TEXT NOT NULL,
    address      TEXT NOT NULL,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_key  TEXT NOT NULL,
    student_id   TEXT NOT NULL,        -- whose view shows it; empty: nobody's
    note         TEXT NOT NULL,
    before_json  TEXT NOT NULL,        -- an object of texts: only what was changed
    after_json   TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_student ON audit (student_id, no) WHERE student_id <> '';
CREATE INDEX IF NOT EXISTS audit_subject ON audit (subject_kind, subject_key, no);

-- Windows that differ from the session file's.
CREATE TABLE IF NOT EXISTS windows (
    name      TEXT PRIMARY KEY, -- registration
    opens_at  BIGINT,           -- none: the session file's
    closes_at BIGINT
);

-- Payments that were given back.
CREATE TABLE IF NOT EXISTS refunds (
    ref TEXT PRIMARY KEY, -- of payments
    at  BIGINT NOT NULL
);

-- Imports of rosters that were begun at the desk.
CREATE TABLE IF NOT EXISTS imports (
    id         TEXT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    alive_at   BIGINT NOT NULL, -- when the process that works on it last said so
    report     TEXT NOT NULL    -- api.Import as JSON; no personal data
);

-- By what the desk finds candidates and orders. Of a name, its first two characters.
CREATE INDEX IF NOT EXISTS students_number ON students (document_number);
CREATE INDEX IF NOT EXISTS students_name ON students (substr(name, 1, 2));
CREATE INDEX IF NOT EXISTS students_no ON students (student_no);
CREATE INDEX IF NOT EXISTS accounts_phone ON accounts (phone);
CREATE INDEX IF NOT EXISTS orders_student ON orders (student_id);
CREATE INDEX IF NOT EXISTS orders_number ON orders (substr(id, 1, 13)); -- the part that is in an order's number
CREATE INDEX IF NOT EXISTS payments_refund ON payments (refund_due) WHERE refund_due = 1;

-- +goose Down
DROP INDEX payments_refund;
DROP INDEX orders_number;
DROP INDEX orders_student;
DROP INDEX accounts_phone;
DROP INDEX students_no;
DROP INDEX students_name;
DROP INDEX students_number;
DROP TABLE imports;
DROP TABLE refunds;
DROP TABLE windows;
DROP TABLE audit;
DROP TABLE staff_logins;
DROP TABLE staff;
