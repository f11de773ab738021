package desk_test

import (
	"testing"

	"houbu/backend/store/storetest"
)

func TestOnPostgres(t *testing.T) { storetest.OnPostgres(t) }
