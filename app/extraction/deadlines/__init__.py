"""Time expressions, Russian and Kazakh: a grammar of parts (preposition, edge, unit, count, event), not a list of phrases.

Which term belongs to which act is decided in `parts/terms.py`.
"""

from app.extraction.deadlines.reading import Deadline, find_deadlines, read_deadline

__all__ = ["Deadline", "find_deadlines", "read_deadline"]
