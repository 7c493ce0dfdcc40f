"""Sending a page's own form: every field as the page filled it, changed where a person types something."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class _Forms(HTMLParser):
    """The forms of a page: address, fields as a browser would send them, addresses of their buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.select: str | None = None
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "fields": {}, "boxes": [], "buttons": []})
        if not self.forms:
            return
        form = self.forms[-1]
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "button" and "formaction" in given:
            form["buttons"].append(given["formaction"])
        elif tag == "input" and given.get("type") == "checkbox" and "checked" not in given:
            form["boxes"].append(name)  # sent only when somebody ticks it
        elif tag == "input" and name:
            form["fields"][name] = value
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in form["fields"]):
            form["fields"][self.select] = value
        elif tag == "textarea":
            self.area = name
            form["fields"][name] = ""

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            fields = self.forms[-1]["fields"]
            # A browser leaves out the line break after <textarea>.
            fields[self.area] += data if fields[self.area] else data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None


def form_of(page: str, action: str) -> dict[str, Any]:
    """The form that posts to that address, or has a button that does. Fails when the page shows none."""
    reader = _Forms()
    reader.feed(page)
    found = [form for form in reader.forms if form["action"] == action or action in form["buttons"]]
    assert found, f"no form posts to {action}: {[form['action'] for form in reader.forms]}"
    return found[0]


def send_form(client: FlaskClient, page: str, action: str, **typed: str) -> TestResponse:
    """Fill in the page's form and send it. typed: by the end of the field's name."""
    form = form_of(page, action)
    fields = dict(form["fields"])
    for name, value in typed.items():
        matching = [field for field in (*fields, *form["boxes"]) if field == name or field.endswith(f"-{name}")]
        assert matching, f"the form has no field {name}"
        fields[matching[0]] = value
    return client.post(action, data=fields)
