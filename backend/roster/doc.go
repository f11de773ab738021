// Package roster imports the two files of a test center: the candidates' file
// and the seats' file, as XLSX or as CSV in UTF-8 or GB18030. It checks every
// row, reports each bad one by line, column and reason, and writes the good ones
// in one transaction.
//
// Rosters are personal data: no reason and no error of this package holds a
// value of a cell. It knows no rule of the waitlist; seats and registrations are
// made by the functions it is given.
package roster
