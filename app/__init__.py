"""Tapsyrma: control of execution of a government's instructions.

Importing `app` imports nothing else: the pure layers (`app.domain`, `app.extraction`) must load without Flask and
SQLAlchemy. `create_app()` puts the web process together and imports `app.web` inside.
"""
