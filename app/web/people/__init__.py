"""People, for the administrator."""
