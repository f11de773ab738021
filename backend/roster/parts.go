package roster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// checkParts checks the sheets and their texts before a row is read, and takes
// every other part away, so that nothing is read that was not checked.
func checkParts(book *excelize.File) error {
	var bad error
	book.Pkg.Range(func(name, content any) bool {
		part, isText := name.(string)
		text, isBytes := content.([]byte)
		if !isText || !isBytes || !holdsCells(strings.ToLower(part), text) {
			book.Pkg.Delete(name)
			return true
		}
		bad = checkPart(text)
		return bad == nil
	})
	var format *FormatError
	if bad != nil && !errors.As(bad, &format) {
		return corrupt(bad)
	}
	return bad
}

// holdsCells tells whether a part is a sheet or the texts of all sheets. One
// that begins like neither may be a broken one of these.
func holdsCells(part string, text []byte) bool {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for strings.HasSuffix(part, ".xml") {
		token, err := decoder.Token()
		if err != nil {
			return strings.Contains(part, "worksheets/") || strings.Contains(part, "sharedstrings")
		}
		if root, is := token.(xml.StartElement); is {
			return root.Name.Local == "worksheet" || root.Name.Local == "sst"
		}
	}
	return false
}

// partCheck is where the check of a part is. The row reader takes broken XML for
// the end of the sheet and would lose the rows behind it; it puts a cell that
// comes too late behind the others, under another header; and it makes the text
// of a cell anew for each cell that has it.
type partCheck struct {
	line, column int  // of the last row and the last cell
	values       int  // cells of the row that are not empty
	counted      bool // the last cell is among them
	depth        int  // of elements
	text         int  // depth of the cell or shared text that is open, 0 for none
	size         int  // of it, in bytes
}

func checkPart(content []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	var at partCheck
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("check a sheet: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			at.depth++
			err = at.opens(token)
		case xml.CharData:
			err = at.says(token)
		case xml.EndElement:
			if at.depth == at.text {
				at.text = 0
			}
			at.depth--
		}
		if err != nil {
			return err
		}
	}
}

// opens checks the beginning of an element.
func (at *partCheck) opens(element xml.StartElement) error {
	kind := element.Name.Local
	if at.text == 0 && (kind == "c" || kind == "si") {
		at.text, at.size = at.depth, 0
	}
	switch kind {
	case "row":
		return at.row(element)
	case "c":
		return at.cell(element)
	case "v", "f", "is":
		if !at.counted {
			at.counted = true
			at.values++
		}
		if at.line > 0 && at.values > maxColumns {
			return tooWide(at.line)
		}
	}
	return nil
}

func (at *partCheck) row(element xml.StartElement) error {
	line := at.line + 1
	if r := attribute(element, "r"); r != "" {
		var err error
		if line, err = strconv.Atoi(r); err != nil {
			return fmt.Errorf("check the number of a row: %w", err)
		}
	}
	if line <= at.line {
		return fmt.Errorf("row %d comes after row %d", line, at.line)
	}
	at.line, at.column, at.values, at.counted = line, 0, 0, false
	return nil
}

func (at *partCheck) cell(element xml.StartElement) error {
	column := at.column + 1
	if r := attribute(element, "r"); r != "" {
		var err error
		if column, _, err = excelize.CellNameToCoordinates(r); err != nil {
			return fmt.Errorf("check the place of a cell in row %d: %w", at.line, err)
		}
	}
	if column <= at.column {
		return fmt.Errorf("column %d comes after column %d in row %d", column, at.column, at.line)
	}
	if style := attribute(element, "s"); style != "" {
		if _, err := strconv.Atoi(style); err != nil { // the row reader would leave the cell out
			return fmt.Errorf("check the style of a cell in row %d: %w", at.line, err)
		}
	}
	at.column, at.counted = column, false
	return nil
}

// says checks a piece of text.
func (at *partCheck) says(text []byte) error {
	if at.text == 0 {
		return nil
	}
	if at.size += len(text); at.size > maxCell {
		return fmt.Errorf("a cell of row %d holds more than %d bytes", at.line, maxCell)
	}
	return nil
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
