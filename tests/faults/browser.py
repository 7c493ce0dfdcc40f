"""A browser without pictures: a connection to one web process, its cookies, and forms sent with their tokens."""

import http.client
import re
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PASSWORD = "correct horse battery staple"
_FIELD = re.compile(r'name="(csrf_token|once|(?:[a-z]+-)?version)"[^>]*?value="([^"]*)"')


class Browser:
    """Requests to 127.0.0.1:port; each on a connection of its own, as after a restart of the server."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.headers: dict[str, str] = {}

    def get(self, path: str, timeout: float = 60.0) -> tuple[int, str]:
        """Status and text of a page."""
        return self._ask("GET", path, None, timeout)

    def post(self, path: str, fields: dict[str, str], timeout: float = 60.0) -> tuple[int, str]:
        """Send a form; status and text of the answer. Raises OSError or HTTPException when the server dies."""
        return self._ask("POST", path, urlencode(fields), timeout)

    def form(self, path: str, action: str = "") -> dict[str, str]:
        """The hidden fields of a form on a page: the one that is sent to `action`, or the first."""
        status, text = self.get(path)
        assert status == 200, text[:500]
        begin = text.find(f'action="{action}"') if action else 0
        assert begin >= 0, f"{path} has no form for {action}"
        begin = text.rfind("<form", 0, begin + 1) if action else 0
        end = text.find("</form>", begin) if action else len(text)
        return {name: unescape(value) for name, value in _FIELD.findall(text[begin:end])}

    def sign_in(self, email: str) -> "Browser":
        """Sign in with the password of tests."""
        status, text = self.post("/sign-in", {**self.form("/sign-in"), "email": email, "password": PASSWORD})
        assert status == 302, text[:2000]
        return self

    def _ask(self, method: str, path: str, body: str | None, timeout: float) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf8")
            self.headers = dict(answer.getheaders())
            for line in answer.headers.get_all("Set-Cookie") or ():
                self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
            return answer.status, text
        finally:
            connection.close()
