package screens

import "houbu/api/mask"

// maskNumber is what is shown of an identity or phone number.
func (d *Deps) maskNumber(number string) string {
	if d.Masked {
		return mask.Number(number)
	}
	return number
}

// maskAccount is what is shown of an account, which may be a phone number.
func (d *Deps) maskAccount(account string) string {
	if d.Masked {
		return mask.Account(account)
	}
	return account
}

// maskText is what is shown of a text that a person has written, in which there
// may be numbers.
func (d *Deps) maskText(text string) string {
	if d.Masked {
		return mask.Text(text)
	}
	return text
}
