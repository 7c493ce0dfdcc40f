"""What tests of pages share: posting with the page's own CSRF token, and reading a page without a browser."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# Attributes that make a browser fetch something or send something; a plain link (a href) does not.
FETCHING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("link", "href"),
    ("use", "href"),
    ("form", "action"),
    ("button", "formaction"),
    ("object", "data"),
}


def token(client: FlaskClient, path: str = "/sign-in") -> str:
    """The CSRF token of the client's session; any page with a form shows it."""
    found = _TOKEN.search(client.get(path, follow_redirects=True).get_data(as_text=True))
    assert found is not None, f"{path} shows no form"
    return found[1]


def post(client: FlaskClient, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
    """Post a form as the page would send it."""
    return client.post(path, data={"csrf_token": token(client), **(data or {})}, **more)


def words(response: TestResponse) -> str:
    """The text of a page without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [value for name, value in given.items() if (tag, name) in FETCHING]
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


def foreign_addresses(html: str) -> list[str]:
    """What the page would fetch from, or send to, another host."""
    reader = _Reader()
    reader.feed(html)
    return [address for address in reader.addresses if re.match(r"(?:[a-z]+:)?//", address, re.IGNORECASE)]


def inline_parts(html: str) -> list[str]:
    """Inline styles and scripts, which the content security policy forbids."""
    reader = _Reader()
    reader.feed(html)
    return reader.inline
