"""One word or mark at a time: its spelling, its forms, what it may announce. What a sentence says does not belong here."""
