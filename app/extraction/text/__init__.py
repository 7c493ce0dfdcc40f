"""One text laid open for rules: its sentences, and whom «министерству», «ему», «управлению» stand for in it."""
