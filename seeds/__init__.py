"""Rows and texts that the database must or may hold, and their loader."""
