-- Notices to candidates: what is to be sent (outbox), what became of each
-- attempt (deliveries), and who delivers (notifiers). No personal data: the
-- phone number is read from the account when a notice is sent.

-- +goose Up
-- Where notices are delivered to, and until when rows are written for them. A
-- process that delivers keeps its row fresh; without a fresh row no notice is
-- written at all, whichever process ends or offers something.
CREATE TABLE notifiers (
    name         TEXT PRIMARY KEY, -- file, webhook
    wanted_until BIGINT NOT NULL
);

-- One row for each notice and notifier. No foreign keys: they would lock the
-- rows that joins and payments work on.
CREATE TABLE outbox (
    id              TEXT NOT NULL, -- the same at every attempt: receivers know a repeat by it
    notifier        TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('offer', 'expiry_near', 'closed')),
    entry_id        TEXT NOT NULL, -- empty: a seat of the roster
    registration_id TEXT NOT NULL, -- of a seat of the roster; else empty
    student_id      TEXT NOT NULL,
    pool_id         TEXT NOT NULL,
    at              BIGINT NOT NULL,
    due_at          BIGINT NOT NULL, -- not sent before
    last_try_at     BIGINT NOT NULL, -- not sent from then on
    pay_by          BIGINT,
    outcome         TEXT NOT NULL DEFAULT '', -- of what closed: the entry's state
    reason          TEXT NOT NULL DEFAULT '', -- of what closed, for people
    attempts        BIGINT NOT NULL DEFAULT 0, -- also the token of who works on it
    next_try_at     BIGINT NOT NULL, -- due_at at first; while it is worked on, the end of the lease
    done_at         BIGINT,
    PRIMARY KEY (id, notifier)
);
CREATE INDEX outbox_due ON outbox (notifier, next_try_at) WHERE done_at IS NULL;

-- The delivery log.
CREATE TABLE deliveries (
    outbox_id TEXT NOT NULL,
    notifier  TEXT NOT NULL,
    attempt   BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('sent', 'retry', 'failed', 'gave_up', 'dropped')),
    status    BIGINT NOT NULL DEFAULT 0,  -- HTTP; 0 without an answer
    class     TEXT NOT NULL DEFAULT '',   -- of the error: timeout, tls, http, no_phone, …
    PRIMARY KEY (outbox_id, notifier, attempt)
);

-- +goose Down
DROP TABLE deliveries;
DROP TABLE outbox;
DROP TABLE notifiers;
