-- The whole schema of one exam session, in SQL that SQLite and PostgreSQL both
-- take. Times are Unix nanoseconds, money is fen. One database holds one exam
-- session. Table names use the field's terms: a pool is a campus x subject, an
-- entry is a place in a waitlist, a registration holds a seat.

-- +goose Up
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE students (
    id              TEXT PRIMARY KEY,
    document_type   TEXT NOT NULL,
    document_number TEXT NOT NULL,
    name            TEXT NOT NULL,
    sex             TEXT NOT NULL DEFAULT '',
    school_code     TEXT NOT NULL DEFAULT '',
    school          TEXT NOT NULL DEFAULT '',
    campus_code     TEXT NOT NULL DEFAULT '',
    campus          TEXT NOT NULL DEFAULT '',
    education       TEXT NOT NULL DEFAULT '',
    duration        TEXT NOT NULL DEFAULT '',
    entry_year      TEXT NOT NULL DEFAULT '',
    grade           TEXT NOT NULL DEFAULT '',
    department      TEXT NOT NULL DEFAULT '',
    major           TEXT NOT NULL DEFAULT '',
    class           TEXT NOT NULL DEFAULT '',
    student_no      TEXT NOT NULL DEFAULT '',
    remark          TEXT NOT NULL DEFAULT '',
    simulated       BIGINT NOT NULL DEFAULT 0, -- 1: moved by the practice session's simulation
    UNIQUE (document_type, document_number)
);

-- 资格科目: the written subjects that a student may take.
CREATE TABLE qualifications (
    student_id TEXT NOT NULL REFERENCES students (id),
    subject    TEXT NOT NULL,
    PRIMARY KEY (student_id, subject)
);

CREATE TABLE accounts (
    id                TEXT PRIMARY KEY,
    login             TEXT NOT NULL UNIQUE,  -- e-mail or phone, lower case
    password_hash     TEXT NOT NULL,         -- argon2id; empty: nobody can log in
    phone             TEXT NOT NULL DEFAULT '',
    student_id        TEXT UNIQUE REFERENCES students (id), -- one account, one student
    bound_at          BIGINT,
    agreement_version TEXT NOT NULL DEFAULT '',
    agreed_at         BIGINT,
    confirmed_at      BIGINT
);

-- Bearer sessions. Only the SHA-256 of a token is kept.
CREATE TABLE logins (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX logins_account ON logins (account_id);

-- Failed logins, per account and per address ("account:…", "address:…"; the
-- rest of the key is a hash).
CREATE TABLE throttles (
    key          TEXT PRIMARY KEY,
    failures     BIGINT NOT NULL,
    window_start BIGINT NOT NULL,
    locked_until BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE pools (
    id            TEXT PRIMARY KEY,          -- campus_code || '-' || subject
    school_code   TEXT NOT NULL,
    school        TEXT NOT NULL,
    campus_code   TEXT NOT NULL,
    campus        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    capacity      BIGINT NOT NULL CHECK (capacity >= 0),
    next_sequence BIGINT NOT NULL DEFAULT 1, -- the counter row of promise 3
    waiting       BIGINT NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    held          BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0),
    UNIQUE (campus_code, subject)
);
-- What a student can choose from is read with every 报名信息.
CREATE INDEX pools_school ON pools (school_code, subject);

-- The seats that exist. A registration that holds a seat references one, so
-- the database itself refuses more holders than seats (promise 1).
CREATE TABLE seats (
    pool_id TEXT NOT NULL REFERENCES pools (id),
    no      BIGINT NOT NULL CHECK (no >= 1),
    PRIMARY KEY (pool_id, no)
);

CREATE TABLE entries (
    id           TEXT PRIMARY KEY,
    pool_id      TEXT NOT NULL REFERENCES pools (id),
    student_id   TEXT NOT NULL REFERENCES students (id),
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
    UNIQUE (pool_id, sequence)
);
CREATE INDEX entries_queue ON entries (pool_id, sequence) WHERE state = 'waiting';
CREATE INDEX entries_left ON entries (pool_id, left_at) WHERE left_at IS NOT NULL;
CREATE INDEX entries_student ON entries (student_id);
-- One live entry for each kind and level: 同级别科目仅能候补一科. Dead rows are
-- not covered, so that rejoining after an end is possible.
CREATE UNIQUE INDEX entries_live ON entries (student_id, kind, level) WHERE state IN ('waiting', 'offered');

CREATE TABLE entry_events (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    no       BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    what     TEXT NOT NULL,
    reason   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry_id, no)
);

CREATE TABLE registrations (
    id          TEXT PRIMARY KEY,
    pool_id     TEXT NOT NULL REFERENCES pools (id),
    seat_no     BIGINT NOT NULL,
    student_id  TEXT NOT NULL REFERENCES students (id),
    entry_id    TEXT UNIQUE REFERENCES entries (id),
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
-- Promise 1: one holder for each seat.
CREATE UNIQUE INDEX registrations_seat ON registrations (pool_id, seat_no) WHERE state IN ('held', 'paid');
-- One seat for each student, kind and level.
CREATE UNIQUE INDEX registrations_level ON registrations (student_id, kind, level) WHERE state IN ('held', 'paid');
-- What falls due, for settling.
CREATE INDEX registrations_due ON registrations (pool_id, pay_by) WHERE state = 'held';
CREATE INDEX registrations_all_due ON registrations (pay_by) WHERE state = 'held';

-- The answers to irreversible requests, written in the same transaction
-- (promise 5), replayed for the same key and fingerprint.
CREATE TABLE receipts (
    account_id  TEXT NOT NULL,
    key         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    body        TEXT NOT NULL, -- api.Receipt as JSON
    at          BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE TABLE orders (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES accounts (id),
    student_id  TEXT NOT NULL REFERENCES students (id),
    amount_fen  BIGINT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'paid', 'refused', 'expired')),
    cashier     TEXT NOT NULL UNIQUE, -- unguessable part of the cashier's address
    created_at  BIGINT NOT NULL,
    pay_by      BIGINT NOT NULL,
    method      TEXT NOT NULL DEFAULT '',
    paid_at     BIGINT
);

CREATE TABLE order_items (
    order_id        TEXT NOT NULL REFERENCES orders (id),
    registration_id TEXT NOT NULL REFERENCES registrations (id),
    fee_fen         BIGINT NOT NULL,
    PRIMARY KEY (order_id, registration_id)
);
CREATE INDEX order_items_registration ON order_items (registration_id);

-- What the practice payment platform knows: its own ledger, apart from ours,
-- as a real platform's is.
CREATE TABLE platform_charges (
    ref        TEXT PRIMARY KEY,
    cashier    TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    method     TEXT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('paid', 'refused')),
    at         BIGINT NOT NULL
);
CREATE INDEX platform_charges_cashier ON platform_charges (cashier);

-- What the backend heard from the platform. A reference is taken once; a late
-- or second payment is kept and marked for refund.
CREATE TABLE payments (
    ref        TEXT PRIMARY KEY,
    order_id   TEXT NOT NULL REFERENCES orders (id),
    amount_fen BIGINT NOT NULL,
    method     TEXT NOT NULL,
    at         BIGINT NOT NULL,
    refund_due BIGINT NOT NULL DEFAULT 0,
    note       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX payments_order ON payments (order_id);

-- +goose Down
DROP TABLE payments;
DROP TABLE platform_charges;
DROP TABLE order_items;
DROP TABLE orders;
DROP TABLE receipts;
DROP TABLE registrations;
DROP TABLE entry_events;
DROP TABLE entries;
DROP TABLE seats;
DROP TABLE pools;
DROP TABLE throttles;
DROP TABLE logins;
DROP TABLE accounts;
DROP TABLE qualifications;
DROP TABLE students;
DROP TABLE meta;
