"""Deadlines on a calendar: a month, or one day."""
