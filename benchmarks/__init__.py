"""One script a claim; each prints both sides and the ratio. Run by hand, never as a timed test."""
