package httpapi

import (
	"reflect"
	"strings"
)

// withLists returns a copy of the body with empty lists in the place of null
// ones, as the OpenAPI document promises. Nothing shared is changed: the exam
// session's settings are part of replies.
func withLists(body any) any {
	v := reflect.Indirect(reflect.ValueOf(body))
	if !v.IsValid() || v.Kind() != reflect.Struct {
		return body
	}
	out := reflect.New(v.Type())
	out.Elem().Set(v)
	fillLists(out.Elem())
	return out.Interface()
}

// fillLists replaces null lists in a struct, and in the structs below it.
func fillLists(v reflect.Value) {
	for i := range v.NumField() {
		field := v.Field(i)
		if !field.CanSet() || strings.Contains(v.Type().Field(i).Tag.Get("json"), "omitempty") && field.IsZero() {
			continue
		}
		switch {
		case field.Kind() == reflect.Struct:
			fillLists(field)
		case field.Kind() == reflect.Pointer && !field.IsNil() && field.Elem().Kind() == reflect.Struct:
			field.Set(reflect.ValueOf(withLists(field.Interface())))
		case field.Kind() == reflect.Slice:
			fillList(field)
		}
	}
}

func fillList(list reflect.Value) {
	own := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
	reflect.Copy(own, list)
	if list.Type().Elem().Kind() == reflect.Struct {
		for i := range own.Len() {
			fillLists(own.Index(i))
		}
	}
	list.Set(own)
}
