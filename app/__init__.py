"""Tapsyrma: control of execution of a government's instructions.

Importing `app` imports nothing else: the pure layers (`app.domain`, `app.extraction`) must load without Flask and
SQLAlchemy. `create_app()` puts the web process together and imports `app.web` inside.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy.orm import Session

    from app.config import Settings


def create_app(
    settings: "Settings | None" = None, *, session_factory: "Callable[[], Session] | None" = None
) -> "Flask":
    """The web application.

    settings: by default those of the environment. session_factory: makes a request's session; by default on the engine
    of `settings.database_url`. Raises RuntimeError when production settings are unsafe, naming every problem.
    """
    from app.config import Settings
    from app.web.application import make_app

    return make_app(settings or Settings.from_env(), session_factory)
