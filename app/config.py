"""Settings of a process, read from the environment once, here and nowhere else.

Every setting and its default stands in README's configuration table. Demo mode brings its own secret and mail catcher;
outside of it there is no default secret and nothing unsafe by silence (`problems()`, shown by `tapsyrma check`).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

DEMO_SECRET = "tapsyrma-demo-only"
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True)
class Settings:
    """What a process must know. Paths are absolute; `data` holds database, attachments, seals and mail of the demo.

    attachment_mb: the largest file of a report, in megabytes. metrics_token: who shows it may read /metrics; without one,
    only this machine may.
    """

    database_url: str
    secret_key: str
    smtp_url: str
    base_url: str
    mail_from: str
    data: Path
    demo: bool = False
    testing: bool = False
    auto_confirm: bool = False
    clock: str = ""
    log_format: str = "json"
    proxies: int = 0
    attachment_mb: int = 10
    metrics_token: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read DATABASE_URL, SECRET_KEY, SMTP_URL, BASE_URL, MAIL_FROM and TAPSYRMA_*."""
        data = Path(environ.get("TAPSYRMA_DATA", "var")).resolve()
        demo = _flag(environ, "TAPSYRMA_DEMO")
        return cls(
            database_url=environ.get("DATABASE_URL", f"sqlite:///{data / 'tapsyrma.db'}"),
            secret_key=environ.get("SECRET_KEY", DEMO_SECRET if demo else ""),
            smtp_url=environ.get("SMTP_URL", ""),
            base_url=environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            mail_from=environ.get("MAIL_FROM", "tapsyrma@localhost"),
            data=data,
            demo=demo,
            testing=_flag(environ, "TAPSYRMA_TESTING"),
            auto_confirm=_flag(environ, "TAPSYRMA_AUTO_CONFIRM", default=demo),
            clock=environ.get("TAPSYRMA_CLOCK", ""),
            log_format=environ.get("TAPSYRMA_LOG", "text" if demo else "json"),
            proxies=int(environ.get("TAPSYRMA_PROXIES", "0")),
            attachment_mb=int(environ.get("TAPSYRMA_ATTACHMENT_MB", "10")),
            metrics_token=environ.get("TAPSYRMA_METRICS_TOKEN", ""),
        )

    def changed(self, **values: object) -> "Settings":
        """A copy with other values."""
        return replace(self, **values)  # type: ignore[arg-type]

    @property
    def production(self) -> bool:
        """Neither the demo nor a test: nothing unsafe is allowed."""
        return not (self.demo or self.testing)

    @property
    def secure_cookies(self) -> bool:
        """Cookies go over TLS only when the pages do."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name people type."""
        return urlsplit(self.base_url).hostname or "127.0.0.1"

    @property
    def seals(self) -> Path:
        """The folder of the seals, outside the database."""
        return self.data / "seals"

    @property
    def demo_marker(self) -> Path:
        """The file that says: this database was made by the demo."""
        return self.data / "demo.marker"

    def problems(self) -> list[str]:
        """Unsafe settings, a sentence each; production refuses to start with any."""
        return _demo_problems(self) if self.demo else _production_problems(self)


def _flag(environ: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    value = environ.get(name)
    return default if value is None else value.strip().lower() in TRUE_WORDS


def _production_problems(settings: Settings) -> list[str]:
    found = []
    if len(settings.secret_key) < 32 or settings.secret_key == DEMO_SECRET:
        found.append("SECRET_KEY is missing or shorter than 32 characters: set a long random value.")
    if not settings.base_url.startswith("https://"):
        found.append("BASE_URL is not https: sign-in cookies and links in letters would travel in the clear.")
    if not settings.smtp_url:
        found.append("SMTP_URL is missing: no letter can be delivered.")
    elif urlsplit(settings.smtp_url).scheme == "smtp" and urlsplit(settings.smtp_url).hostname not in _LOCAL:
        found.append("SMTP_URL speaks to another host without TLS: use smtps:// or smtp+starttls://.")
    if "@" not in settings.mail_from or settings.mail_from.endswith("@localhost"):
        found.append("MAIL_FROM is not an address of yours: letters would be refused by the recipients' servers.")
    if settings.clock:
        found.append("TAPSYRMA_CLOCK is set: the clock of production is not moved.")
    return found


def _demo_problems(settings: Settings) -> list[str]:
    found = []
    if settings.host not in _LOCAL:
        found.append("TAPSYRMA_DEMO is on, and BASE_URL names another host: the demo serves this machine only.")
    if settings.smtp_url and urlsplit(settings.smtp_url).hostname not in _LOCAL:
        found.append("TAPSYRMA_DEMO is on, and SMTP_URL names a real relay: the demo writes no letters to the world.")
    path = urlsplit(settings.database_url).path
    if not settings.database_url.startswith("sqlite"):
        found.append("TAPSYRMA_DEMO is on with a database that is not its own SQLite file.")
    elif Path(path[1:]).is_file() and not settings.demo_marker.is_file():
        found.append("TAPSYRMA_DEMO is on, and the database was not made by the demo: choose another TAPSYRMA_DATA.")
    return found


_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
