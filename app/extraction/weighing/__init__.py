"""How likely a sentence is an order by all of its signals together, and what each signal is worth (decision 0014)."""
