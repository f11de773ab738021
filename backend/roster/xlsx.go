package roster

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook, against archives that blow up when they are read.
const (
	maxUnpacked = 64 << 20  // bytes
	maxCell     = 128 << 10 // bytes: what the 32,767 characters of a cell may take
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
	size := 0
	for line := 1; stream.Next(); line++ {
		cells, err := stream.Columns()
		if err != nil {
			return nil, corrupt(err)
		}
		if len(cells) > maxColumns {
			return nil, tooWide(line)
		}
		for _, cell := range cells { // many cells may share one text of the archive
			if size += len(cell); size > maxUnpacked {
				return nil, tooLarge(maxUnpacked)
			}
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

func tooWide(line int) error {
	return &FormatError{Line: line, Reason: fmt.Sprintf("超过 %d 列；请删去多余的列", maxColumns)}
}

func corrupt(err error) error {
	return &FormatError{Reason: "工作簿已损坏或不是 XLSX；请用表格软件打开后重新保存", Err: err}
}
