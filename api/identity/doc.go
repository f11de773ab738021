// Package identity checks identity documents and names: 证件类型, 证件号码 and 姓名
// of step 4. Screens use it before anything is sent, the backend and the
// importer use it again, so that both judge alike. It is a leaf: it knows no
// wire, no database and no screen.
//
// The rules are those of the documented form: an identity card (type 1) is
// checked strictly by GB 11643-1999; for the other types only the characters
// and the length are, and a number that does not look like its type is a
// warning. No function returns an error, and no finding holds what was typed.
package identity
