"""Letters: which there are, what they say, when a reminder is due, how a letter is sent and tried again.

This package is handed finished values (texts, dates, distances in working days, translations). It knows no register, no
calendar and no clock, imports nothing of `app`, and speaks to the world in `transports` and `mailcatcher` only.
"""
