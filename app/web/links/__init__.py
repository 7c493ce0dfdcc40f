"""Pages behind the links of letters: they say what will be done, and do it when the reader confirms."""
