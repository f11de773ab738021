package httpapi

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"houbu/api"
)

const schemaPrefix = "#/components/schemas/"

// The tags of operations.
const (
	tagExam     = "exam"
	tagAccount  = "account"
	tagWaitlist = "waitlist"
	tagPayment  = "payment"
	tagStaff    = "staff"
)

// OpenAPI returns the OpenAPI 3.1 document of the API as YAML. It is what
// api/openapi.yaml holds and what the backend serves.
func OpenAPI() ([]byte, error) {
	return document(newServer(Config{}).describe(http.NewServeMux()))
}

func document(described huma.API) ([]byte, error) { return described.OpenAPI().YAML() }

// newAPI returns an API of JSON alone, without huma's pages, schema routes and
// links.
func (s *server) newAPI(mux *http.ServeMux) huma.API {
	registry := huma.NewMapRegistry(schemaPrefix, huma.DefaultSchemaNamer)
	described := humago.New(mux, huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:       "Houbu",
				Version:     "1",
				Description: "The waitlist of the College English Test: from login to payment. Error replies are RFC 9457 problems; decide by their code.",
			},
			Components: &huma.Components{
				Schemas: registry,
				SecuritySchemes: map[string]*huma.SecurityScheme{securityScheme: {
					Type: "http", Scheme: "bearer", Description: "The token of a login (POST " + api.PathSessions + ", or of the staff POST " + api.PathStaffSessions + ")",
				}},
			},
			Tags: []*huma.Tag{
				{Name: tagExam, Description: "The exam session"},
				{Name: tagAccount, Description: "Login, agreement, identity and record: steps 1 to 7"},
				{Name: tagWaitlist, Description: "Pools, entries and registrations: steps 8 to 15"},
				{Name: tagPayment, Description: "Orders: steps 16 and 17"},
				{Name: tagStaff, Description: "The support desk. x-roles of an operation says which logins may call it. " +
					"A note is kept as one line: line breaks and tabs become spaces, other control characters are left out, and the ends are trimmed. " +
					"One of which nothing is left is refused as a missing one, with 400 bad_request"},
			},
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{s.transform},
	})
	described.UseMiddleware(s.authenticate, s.requireKey)
	return described
}

// finish puts into the document what the types cannot say: the problem with
// its codes, and that no list is null.
func (s *server) finish(described huma.API) {
	schemas := described.OpenAPI().Components.Schemas
	schemas.Schema(reflect.TypeFor[api.Problem](), true, "Problem")
	delete(schemas.Map(), "ErrorModel") // huma's own, which no reply has
	delete(schemas.Map(), "ErrorDetail")
	for _, k := range kinds() {
		problem := schemas.Map()["Problem"].Properties["code"]
		problem.Enum = append(problem.Enum, string(k.code))
	}
	for _, schema := range schemas.Map() {
		for _, property := range schema.Properties {
			if property.Type == huma.TypeArray {
				property.Nullable = false
			}
		}
		schema.PrecomputeMessages()
	}
}
