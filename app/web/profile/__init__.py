"""A person's own page: language, what letters tell and when, calendars, password."""
