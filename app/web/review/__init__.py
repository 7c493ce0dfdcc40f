"""The review queue: what was found in a text, why, and what a person says of it."""
