"""A list as a file: rows in, xlsx, csv or text of a table out. Pure: no database, no web, no clock, no sentences."""
