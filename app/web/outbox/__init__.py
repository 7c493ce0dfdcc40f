"""The outbox, for the administrator."""
