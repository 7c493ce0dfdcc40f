"""Saved views: the links above a list, and the page on which a person puts them in order."""
