"""Reads: functions that return rows or a Select. They never write and never commit."""
