package desk

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// byteOrderMark makes Excel read a CSV file as UTF-8.
const byteOrderMark = "\uFEFF"

func newSheet(format Format, to io.Writer) (sheet, error) {
	if format == CSV {
		_, err := io.WriteString(to, byteOrderMark)
		out := csv.NewWriter(to)
		out.UseCRLF = true
		return &csvSheet{out}, err
	}
	return &xlsxSheet{zip: zip.NewWriter(to)}, nil
}

type csvSheet struct{ *csv.Writer }

func (s *csvSheet) row(cells []string) error { return s.Write(cells) }

func (s *csvSheet) close() error {
	s.Flush()
	return s.Error()
}

// mostSheetRows is how many rows a sheet of Excel has. What is more goes to the next.
const mostSheetRows = 1_048_576

// xlsxSheet writes a workbook of texts as it comes, part after part of the archive:
// excelize would keep it whole, in memory or in a temporary file, and it holds the
// data of all candidates.
type xlsxSheet struct {
	zip    *zip.Writer
	part   io.Writer // of the sheet that is open
	sheets int
	rows   int      // of it
	header []string // is repeated on each sheet
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainName = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	docRels  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgRels  = "http://schemas.openxmlformats.org/package/2006/relationships"
	mimeBase = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

func (s *xlsxSheet) row(cells []string) error {
	if s.header == nil {
		s.header = cells
	}
	if s.part == nil || s.rows == mostSheetRows {
		if err := s.open(); err != nil {
			return err
		}
		if s.sheets > 1 {
			if err := s.write(s.header); err != nil {
				return err
			}
		}
	}
	return s.write(cells)
}

// open ends the sheet that is open and begins the next.
func (s *xlsxSheet) open() (err error) {
	if err := s.end(); err != nil {
		return err
	}
	s.sheets++
	s.rows = 0
	s.part, err = s.zip.Create("xl/worksheets/sheet" + strconv.Itoa(s.sheets) + ".xml")
	if err != nil {
		return fmt.Errorf("begin a sheet: %w", err)
	}
	_, err = io.WriteString(s.part, xmlHead+`<worksheet xmlns="`+mainName+`"><sheetData>`)
	return err
}

// end ends the sheet that is open, if one is.
func (s *xlsxSheet) end() error {
	if s.part == nil {
		return nil
	}
	_, err := io.WriteString(s.part, "</sheetData></worksheet>")
	return err
}

func (s *xlsxSheet) write(cells []string) error {
	s.rows++
	var b strings.Builder
	b.WriteString("<row>")
	for _, cell := range cells {
		b.WriteString(`<c t="inlineStr"><is><t xml:space="preserve">`)
		_ = xml.EscapeText(&b, []byte(cell)) // a Builder never fails to write
		b.WriteString("</t></is></c>")
	}
	b.WriteString("</row>")
	_, err := io.WriteString(s.part, b.String())
	return err
}

// close writes what names the sheets: a reader looks for it by name, not by place.
func (s *xlsxSheet) close() error {
	if err := s.end(); err != nil {
		return err
	}
	var types, sheets, links strings.Builder
	for i := 1; i <= s.sheets; i++ {
		n := strconv.Itoa(i)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + mimeBase + `worksheet+xml"/>`)
		sheets.WriteString(`<sheet name="` + n + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		links.WriteString(`<Relationship Id="rId` + n + `" Type="` + docRels + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	return errors.Join(
		s.add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Override PartName="/xl/workbook.xml" ContentType="`+mimeBase+`sheet.main+xml"/>`+types.String()+`</Types>`),
		s.add("_rels/.rels", `<Relationships xmlns="`+pkgRels+`"><Relationship Id="rId1" Type="`+docRels+
			`/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		s.add("xl/workbook.xml", `<workbook xmlns="`+mainName+`" xmlns:r="`+docRels+`"><sheets>`+sheets.String()+`</sheets></workbook>`),
		s.add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+pkgRels+`">`+links.String()+`</Relationships>`),
		s.zip.Close(),
	)
}

func (s *xlsxSheet) add(name, content string) error {
	part, err := s.zip.Create(name)
	if err != nil {
		return fmt.Errorf("write a part of a workbook: %w", err)
	}
	_, err = io.WriteString(part, xmlHead+content)
	return err
}
