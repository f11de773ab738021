package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// ChooseReport applies for a paper report or certificate for a registration
// (step 15, 纸质成绩报告单), under an idempotency key of NewKey. When the error
// is Unknown, ask Outcome. The codes to expect are report_off and
// report_unknown.
func (c *Client) ChooseReport(
	ctx context.Context, key, registrationID string, choice api.ReportChoice,
) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "choose report", method: http.MethodPut, path: api.PathReport, id: registrationID, body: choice,
	})
}
