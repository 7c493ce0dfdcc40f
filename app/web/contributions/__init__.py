"""The board of parts: what a body owes to leads, and what it waits for as the lead."""
