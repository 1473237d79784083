"""How dates are read and reckoned: the days of two calendars, moments, the grammar of English dates, EDTF."""
