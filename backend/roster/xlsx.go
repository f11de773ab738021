package roster

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook, against archives that blow up when they are read.
const (
	maxUnpacked = 64 << 20 // bytes
	maxColumns  = 200
)

// readXLSX reads the first sheet of a workbook. Values are raw, so that a code
// is not shown with a thousands separator. Everything stays in memory, so that
// no personal data is left in temporary files.
func readXLSX(data []byte) (rows []Row, err error) {
	if err := checkArchive(data); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, corrupt(err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := checkParts(book); err != nil {
		return nil, err
	}
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, corrupt(nil)
	}
	stream, err := book.Rows(sheets[0])
	if err != nil {
		return nil, corrupt(err)
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	return sheetRows(stream)
}

func sheetRows(stream *excelize.Rows) ([]Row, error) {
	var rows []Row
	for line := 1; stream.Next(); line++ {
		cells, err := stream.Columns()
		if err != nil {
			return nil, corrupt(err)
		}
		if len(cells) > maxColumns {
			return nil, &FormatError{Line: line, Reason: fmt.Sprintf("超过 %d 列；请删去多余的列", maxColumns)}
		}
		if len(cells) > 0 {
			rows = append(rows, Row{Line: line, Cells: cells})
		}
	}
	if err := stream.Error(); err != nil {
		return nil, corrupt(err)
	}
	return rows, nil
}

// checkArchive refuses what unpacks to more than maxUnpacked. The sizes that an
// archive states are enforced when it is unpacked.
func checkArchive(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return corrupt(err)
	}
	var sum uint64
	for _, file := range archive.File {
		sum += file.UncompressedSize64
		if file.UncompressedSize64 > maxUnpacked || sum > maxUnpacked {
			return tooLarge(maxUnpacked)
		}
	}
	return nil
}

// checkParts checks that the XML of the sheets is whole: the row reader takes
// broken XML for the end of the sheet and would lose the rows behind it.
func checkParts(book *excelize.File) error {
	var bad error
	book.Pkg.Range(func(name, content any) bool {
		part, isText := name.(string)
		text, isBytes := content.([]byte)
		part = strings.ToLower(part)
		if isText && isBytes && strings.HasSuffix(part, ".xml") &&
			(strings.Contains(part, "worksheets/") || strings.Contains(part, "sharedstrings")) {
			bad = wellFormed(text)
		}
		return bad == nil
	})
	if bad != nil {
		return corrupt(bad)
	}
	return nil
}

func wellFormed(text []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("check a sheet: %w", err)
		}
	}
}

func corrupt(err error) error {
	return &FormatError{Reason: "工作簿已损坏或不是 XLSX；请用表格软件打开后重新保存", Err: err}
}
