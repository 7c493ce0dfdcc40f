"""Writes: one function a use case, in this order: permission, rule, change, `record()` the event, `enqueue()` the letters.

Services take `by` (the person; None is the register itself) and `now` (aware UTC). They never commit.
"""
