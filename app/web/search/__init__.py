"""The search of the page head: tasks, documents, bodies."""
