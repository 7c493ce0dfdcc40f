"""The overdue list, and what falls due in the coming week."""
