"""Russian sentences: the words that may direct somebody to act, and whether they do."""
