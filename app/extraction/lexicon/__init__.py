"""Tables of words and frames. Data only: no rule looks anything up here by itself, and nothing is computed."""
