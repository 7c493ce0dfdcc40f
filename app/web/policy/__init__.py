"""The rules in force, as everybody may read them: confirmation, terms, calendar, reminders, projects, bodies."""
