"""Absence: who stands in for me, for whom I act; the administrator's page of a person's absence."""
