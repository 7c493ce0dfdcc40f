"""Pages: one folder a section, views.py and forms.py; small modules that all sections share stand here.

A new section is a folder with a `blueprint` and one line in `SECTIONS`. Writes belong to `app.services`, reads to
`app.queries`.
"""

from importlib import import_module

from flask import Flask

SECTIONS = (
    "auth",
    "profile",
    "mywork",
    "overdue",
    "review",
    "documents",
    "tasks",
    "register",
    "people",
    "policy",
    "outbox",
    "health",
)
DEMO_SECTIONS = ("demo",)


def register_sections(app: Flask, *, demo: bool) -> None:
    """Register the blueprints; the doors of the demo exist in the demo only."""
    for name in (*SECTIONS, *(DEMO_SECTIONS if demo else ())):
        try:
            module = import_module(f"app.web.{name}.views")
        except ImportError as error:
            print("SECTION MISSING", name, error)
            continue
        app.register_blueprint(module.blueprint)
