package transfer

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// checksum is a sum over rows that does not depend on their order, since the two
// databases sort texts differently: the hashes of the rows, added up.
type checksum struct {
	rows  int64
	lanes [sha256.Size / 8]uint64
}

// add adds a row. A kind of value that the two databases might not give back
// alike is an error.
func (c *checksum) add(row []any) error {
	hash := sha256.New()
	for i, value := range row {
		var kind byte
		var text string
		switch v := value.(type) {
		case nil:
			kind = 'n'
		case int64:
			kind, text = 'i', fmt.Sprint(v)
		case string:
			kind, text = 't', v
		default:
			return fmt.Errorf("column %d holds a %T, which cannot be moved yet", i+1, value)
		}
		_, _ = fmt.Fprintf(hash, "%c%d:%s", kind, len(text), text) // a hash never fails to write
	}
	sum := hash.Sum(nil)
	for i := range c.lanes {
		c.lanes[i] += binary.BigEndian.Uint64(sum[8*i:])
	}
	c.rows++
	return nil
}

// String is the sum in hexadecimal.
func (c *checksum) String() string {
	return fmt.Sprintf("%016x%016x%016x%016x", c.lanes[0], c.lanes[1], c.lanes[2], c.lanes[3])
}
