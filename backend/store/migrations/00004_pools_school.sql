-- The index came into 00001 after databases had been made without it.

-- +goose Up
CREATE INDEX IF NOT EXISTS pools_school ON pools (school_code, subject);

-- +goose Down
SELECT 1; -- it is in 00001
