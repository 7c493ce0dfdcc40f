"""A real SMTP server for this machine that delivers nothing: the mailbox of the demo, and the server of tests.

`SmtpServer` runs any aiosmtpd handler in a thread of its own and closes every connection when it stops; `MailCatcher`
keeps what it is given as .eml files. It asks nobody who they are, so it belongs on the loopback interface only.
"""

import asyncio
import re
import ssl
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope as SmtpEnvelope

START_SECONDS = 10.0

_UNSAFE = re.compile(r"[^A-Za-z0-9@.+-]+")
_NUMBERED = re.compile(r"(\d+)-.*\.eml")


class SmtpServer:
    """An aiosmtpd handler behind a port. `options` go to aiosmtpd's SMTP class, such as an authenticator."""

    def __init__(self, handler: object, *, tls: ssl.SSLContext | None = None, **options: Any) -> None:
        self.host = ""
        self.port = 0
        self._handler = handler
        self._tls = tls
        self._options = options
        self._sessions: list[SMTP] = []
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    def start(self, host: str = "127.0.0.1", port: int = 0) -> Self:
        """Listen; port 0 takes a free one, which `self.port` tells. Raises OSError when the port is taken."""
        listening: Future[int] = Future()
        self._thread = threading.Thread(target=self._run, args=(host, port, listening), name="smtp-server", daemon=True)
        self._thread.start()
        self.host, self.port = host, listening.result(START_SECONDS)
        return self

    def stop(self) -> None:
        """Close the port and every connection, and wait for the thread to end. Does nothing when not running."""
        if self._thread is None:
            return
        if self._loop is not None and self._stopping is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._thread = None

    def __enter__(self) -> Self:
        return self if self._thread else self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address for SMTP_URL."""
        return f"{'smtps' if self._tls else 'smtp'}://{self.host}:{self.port}"

    def _run(self, host: str, port: int, listening: "Future[int]") -> None:
        try:
            asyncio.run(self._serve(host, port, listening))
        except OSError as error:
            if listening.done():
                raise
            listening.set_exception(error)

    async def _serve(self, host: str, port: int, listening: "Future[int]") -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        server = await self._loop.create_server(self._session, host, port, ssl=self._tls)
        listening.set_result(server.sockets[0].getsockname()[1])
        await self._stopping.wait()
        server.close()
        for session in self._sessions:
            if session.transport is not None:
                session.transport.close()
        await server.wait_closed()
        await asyncio.sleep(0)  # let the closed connections say good-bye to their sessions

    def _session(self) -> SMTP:
        self._sessions = [session for session in self._sessions if session.transport is not None]
        session = SMTP(self._handler, loop=self._loop, **{"enable_SMTPUTF8": True, **self._options})
        self._sessions.append(session)
        return session


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One message as it came: its envelope, and the file that keeps its bytes."""

    sender: str
    recipients: tuple[str, ...]
    path: Path

    @property
    def content(self) -> bytes:
        """The bytes of the message."""
        return self.path.read_bytes()


class MailCatcher(SmtpServer):
    """Keeps every message as `000001-recipient.eml` in a folder, numbering on from what lies there.

    A message is acknowledged when its file is complete; when it cannot be written, the sender is told to try again.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(self)
        self.folder = folder
        self._last = 0
        self._caught: list[CaughtMail] = []

    def start(self, host: str = "127.0.0.1", port: int = 0) -> Self:
        """Make the folder and listen. Raises OSError when either cannot be done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        numbers = (_NUMBERED.fullmatch(path.name) for path in self.folder.iterdir())
        self._last = max((int(found[1]) for found in numbers if found), default=0)
        return super().start(host, port)

    @property
    def messages(self) -> tuple[CaughtMail, ...]:
        """What has come since the start, in order."""
        return tuple(self._caught)

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: SmtpEnvelope) -> str:
        """Keep the message; called by aiosmtpd."""
        recipients = tuple(envelope.rcpt_tos)
        try:
            path = self._keep(envelope.original_content or b"", recipients[0])
        except OSError as error:
            return f"451 4.3.0 The message cannot be kept: {error.strerror}"
        self._caught.append(CaughtMail(envelope.mail_from or "", recipients, path))
        return "250 2.0.0 Kept"

    def _keep(self, content: bytes, recipient: str) -> Path:
        self._last += 1
        path = self.folder / f"{self._last:06}-{_UNSAFE.sub('_', recipient)[:80]}.eml"
        partial = path.with_suffix(".part")
        partial.write_bytes(content)
        return partial.replace(path)
