"""Numbered, reversible migrations; CONTRIBUTING has the rules."""
