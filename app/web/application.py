"""Puts the web process together: settings, session, safety, languages, errors, sections.

The order matters where a request meets them: the database session and the person first, then the language, then what
is refused. Pages themselves belong to the sections.
"""

from collections.abc import Callable

from flask import Flask
from flask_bootstrap import Bootstrap5
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from app.clock import check_tzdata
from app.config import Settings
from app.db import open_session
from app.web import assets, compression, errors, language, once, register_sections, security, session, templating, theme
from app.web.drafts import keeping


def make_app(settings: Settings, session_factory: Callable[[], Session] | None = None) -> Flask:
    """The application with those settings. Raises RuntimeError when they are unsafe for production."""
    _refuse_unsafe(settings)
    app = Flask("app", static_folder="static", template_folder="templates")
    security.configure(app, settings)
    if settings.proxies:
        # The host is not taken over: links come from BASE_URL, and an unknown Host is refused.
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    session.init_app(app, settings, session_factory or _opening(settings))
    language.init_app(app)
    # Answers pass these from the last to the first: packed when nothing is added any more.
    compression.init_app(app)
    security.init_app(app)
    once.init_app(app)
    keeping.init_app(app)
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    assets.init_app(app)
    templating.init_app(app)
    theme.init_app(app)
    errors.init_app(app)
    register_sections(app, demo=settings.demo)
    return app


def _opening(settings: Settings) -> Callable[[], Session]:
    return lambda: open_session(settings.database_url, base_url=settings.base_url, signing_key=settings.secret_key)


def _refuse_unsafe(settings: Settings) -> None:
    problems = [] if settings.testing else settings.problems()
    if old_zone_data := check_tzdata():
        problems.append(old_zone_data)
    if problems:
        raise RuntimeError("Tapsyrma does not start with these settings:\n" + "\n".join(f"- {p}" for p in problems))
