package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readCSV reads comma-separated values in UTF-8 or GB18030. Broken quoting is
// an error of the whole file, even with skip-bad, because it can swallow the
// rows that follow.
func readCSV(data []byte) ([]Row, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1 // counted where row errors are gathered
	var rows []Row
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return nil, &FormatError{Line: pe.StartLine, Reason: "引号不配对；请检查这一行的双引号", Err: pe.Err}
		}
		if err != nil {
			return nil, &FormatError{Reason: "无法读取 CSV", Err: err}
		}
		line, _ := reader.FieldPos(0)
		rows = append(rows, Row{Line: line, Cells: cells})
	}
}

// decode brings a text into UTF-8 without a byte order mark. What is not valid
// UTF-8 is taken for GB18030, unless that fits worse: then it is UTF-8 with a
// few broken bytes, and the rows they stand in are reported.
func decode(data []byte) ([]byte, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		return rest, nil
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, &FormatError{Reason: "文件是 UTF-16 编码；请另存为 UTF-8 编码的 CSV 或 XLSX"}
	}
	if utf8.Valid(data) {
		return data, nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return nil, &FormatError{Reason: "无法识别文件编码；请另存为 UTF-8 编码的 CSV 或 XLSX", Err: err}
	}
	if broken(data) < broken(decoded) {
		return data, nil
	}
	return decoded, nil
}

// broken counts the characters that could not be decoded.
func broken(text []byte) int {
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError {
			n++
		}
		text = text[size:]
	}
	return n
}
