"""Calendars of deadlines for programs that subscribe to an address (iCalendar, RFC 5545)."""
