"""Sending: one connection to one SMTP server, and what its answers mean for a letter.

The only place, beside the local mail catcher, that talks to a network. Which letters are sent, when they are tried
again and what is written down about them belong to the caller, who holds no database transaction open meanwhile.
"""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from notifications.mime import single_address

TIMEOUT_SECONDS = 20.0
# A server that answers a little within every time-out would hold a letter for hours.
CONVERSATION_SECONDS = 120.0
LOOKS = 10  # how often a letter is looked at in that time
LONGEST_REPLY = 300

# Answers that speak about us and not about the recipient: bad order of commands, authentication missing or refused.
_OUR_FAULT = frozenset({503, 530, 534, 535, 538})
_SERVICE_CLOSING = 421
# Enhanced codes (RFC 3463) of a refusal at RCPT that say nothing of the mailbox: 5.3 mail system, 5.4 routing, 5.7 policy,
# which is also what a relay says to everybody when it does not relay for us.
_NOT_OF_THE_MAILBOX = re.compile(rb"5\.[347]\.\d")


class SendKind(StrEnum):
    """What to do with the letter.

    accepted: done. retry: put this letter off, others go on. refused: this letter will never be taken.
    server_fault: nothing is wrong with the letter; stop sending for a while, and count no attempt as the letter's.
    """

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"
    SERVER_FAULT = "server_fault"


class Stage(StrEnum):
    """How far the conversation had come."""

    CONNECT = "connect"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """The server's answer. code: SMTP code, None when the connection failed; reply: its text, on one line."""

    kind: SendKind
    stage: Stage
    code: int | None
    reply: str

    @property
    def bad_address(self) -> bool:
        """Whether the address itself was refused for good, not just this letter's content."""
        return self.kind is SendKind.REFUSED and self.stage is Stage.RCPT

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.kind, "at", self.stage, self.code, self.reply) if part)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message for one recipient. Raises ValueError when sender or recipient is not a single address."""

    sender: str
    recipient: str
    message: bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "sender", single_address(self.sender))
        object.__setattr__(self, "recipient", single_address(self.recipient))


@dataclass(frozen=True, slots=True)
class Relay:
    """Where and how to connect; the password never shows in its text."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool

    def __repr__(self) -> str:
        return f"Relay({self.host}:{self.port})"


_SCHEMES = {"smtp": (25, False, False), "smtps": (465, True, False), "smtp+starttls": (587, False, True)}


def parse_url(url: str) -> Relay:
    """Read `smtp://`, `smtps://` (TLS from the start) or `smtp+starttls://` [user:password@]host[:port].

    User and password are percent-encoded. Raises ValueError, whose text holds no password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError("SMTP_URL: expected smtp://, smtps:// or smtp+starttls:// and a host")
    try:
        port = parts.port
    except ValueError:
        raise ValueError("SMTP_URL: the port is no number from 1 to 65535") from None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user.isascii() and password.isascii()):
        raise ValueError("SMTP_URL: user and password can hold ASCII characters only")
    usual_port, tls, starttls = _SCHEMES[parts.scheme]
    return Relay(parts.hostname, port or usual_port, user, password, tls, starttls)


def classify(stage: Stage, code: int, reply: bytes = b"") -> SendKind:
    """What an answer at that stage means; the table of the whole module.

    4xx: try this letter again later, but 421 closes the service. 5xx at RCPT or DATA refuses this letter, except where
    it asks for authentication; 5xx before RCPT is between the server and us. A refusal at RCPT whose enhanced code blames
    routing or policy is tried again: a relay that is set up wrongly says it of every recipient. Whatever is no answer
    code is a fault.
    """
    if 200 <= code < 300:
        return SendKind.ACCEPTED
    if stage in (Stage.CONNECT, Stage.AUTH) or code in _OUR_FAULT or code == _SERVICE_CLOSING:
        return SendKind.SERVER_FAULT
    if 400 <= code < 500:
        return SendKind.RETRY
    if 500 <= code < 600 and stage is Stage.RCPT and _NOT_OF_THE_MAILBOX.match(reply):
        return SendKind.RETRY
    if 500 <= code < 600 and stage is not Stage.MAIL:
        return SendKind.REFUSED
    return SendKind.SERVER_FAULT


class _Watched(smtplib.SMTP):
    """Tells of its socket before it reads: smtplib reads the greeting in its constructor, where nobody else could cut."""

    def __init__(self, host: str, port: int, *, on_socket: Callable[[socket.socket | None], None], **more: Any) -> None:
        self._on_socket = on_socket
        super().__init__(host, port, **more)

    def getreply(self) -> tuple[int, bytes]:
        """The server's answer."""
        self._on_socket(self.sock)
        return super().getreply()


class _WatchedTls(_Watched, smtplib.SMTP_SSL):
    """The same with TLS from the start."""


class SmtpTransport:
    """A connection that is opened by the first letter, kept for the next ones and closed on leaving the `with`.

    Every answer is waited for no longer than `timeout` seconds, and a whole letter no longer than `conversation`. tls:
    how certificates are checked, by default against the machine's authorities. Not to be shared between threads.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = TIMEOUT_SECONDS,
        conversation: float = CONVERSATION_SECONDS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._relay = parse_url(url)
        self._timeout = timeout
        self._conversation = conversation
        self._tls = tls
        self._smtp: smtplib.SMTP | None = None
        self._socket: socket.socket | None = None
        self._watcher: threading.Thread | None = None
        self._left = threading.Event()
        self._letter = self._serial = 0
        self._stage = Stage.CONNECT

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()
        self._left.set()

    def send(self, envelope: Envelope) -> SendOutcome:
        """Hand one message over; never raises for what a server or the network does.

        A kept connection that turns out to be closed before the content was sent is opened anew once: nothing was
        handed over yet, so nothing can be doubled.
        """
        kept = self._smtp is not None
        outcome = self._attempt(envelope)
        if kept and outcome.code in (None, _SERVICE_CLOSING) and outcome.stage in (Stage.MAIL, Stage.RCPT):
            outcome = self._attempt(envelope)
        return outcome

    def _attempt(self, envelope: Envelope) -> SendOutcome:
        try:
            with self._time_limit():
                code, reply = self._converse(envelope)
        except smtplib.SMTPResponseException as error:
            self._drop()
            kind = classify(self._stage, error.smtp_code)
            if kind is SendKind.ACCEPTED:
                # 2xx where another answer was due, such as 250 to the word DATA: nothing was taken.
                kind = SendKind.SERVER_FAULT
            return _outcome(kind, self._stage, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _outcome(SendKind.SERVER_FAULT, self._stage, None, str(error) or type(error).__name__)
        outcome = _outcome(classify(self._stage, code, reply), self._stage, code, reply)
        if outcome.kind is not SendKind.ACCEPTED:
            self._make_ready(outcome)
        return outcome

    def _converse(self, envelope: Envelope) -> tuple[int, bytes]:
        """Go through MAIL, RCPT and DATA up to the first answer that is not 2xx, or to the last one."""
        smtp = self._connected()
        self._stage = Stage.MAIL
        code, reply = smtp.mail(envelope.sender)
        if 200 <= code < 300:
            self._stage = Stage.RCPT
            code, reply = smtp.rcpt(envelope.recipient)
        if self._stage is Stage.RCPT and 200 <= code < 300:
            self._stage = Stage.DATA
            code, reply = smtp.data(envelope.message)
        return code, reply

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        self._stage = Stage.CONNECT
        relay = self._relay
        context = (self._tls or ssl.create_default_context()) if relay.tls or relay.starttls else None
        known: dict[str, Any] = {"local_hostname": _own_name(), "timeout": self._timeout, "on_socket": self._remember}
        if relay.tls:
            self._smtp = _WatchedTls(relay.host, relay.port, context=context, **known)
        else:
            self._smtp = _Watched(relay.host, relay.port, **known)
        self._smtp.ehlo_or_helo_if_needed()
        if relay.starttls:
            self._smtp.starttls(context=context)
        if relay.user:
            self._stage = Stage.AUTH
            self._smtp.login(relay.user, relay.password)
        return self._smtp

    @contextmanager
    def _time_limit(self) -> Iterator[None]:
        """Cut the connection when a letter takes too long; whoever waits for an answer then gets an error."""
        if self._watcher is None:
            # One thread for all letters of a connection: a timer for each would cost as much as sending.
            self._watcher = threading.Thread(target=self._watch, name="smtp-watch", daemon=True)
            self._watcher.start()
        self._serial += 1
        self._letter = self._serial
        try:
            yield
        finally:
            self._letter = 0

    def _watch(self) -> None:
        looked_at, looks = 0, 0
        while not self._left.wait(self._conversation / LOOKS):
            letter = self._letter
            looked_at, looks = (letter, looks + 1) if letter and letter == looked_at else (letter, 0)
            if looks >= LOOKS:
                self._cut()

    def _remember(self, sock: socket.socket | None) -> None:
        self._socket = sock

    def _cut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # The method of plain sockets: that of TLS would pull the rug from under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _make_ready(self, outcome: SendOutcome) -> None:
        """After a letter that was not taken: clear the way for the next one, or give the connection up."""
        try:
            if self._smtp is None or outcome.kind is SendKind.SERVER_FAULT or self._smtp.rset()[0] != 250:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
        self._socket = None


def _outcome(kind: SendKind, stage: Stage, code: int | None, reply: bytes | str) -> SendOutcome:
    text = reply.decode("utf8", "replace") if isinstance(reply, bytes) else reply
    return SendOutcome(kind, stage, code, " ".join(text.split())[:LONGEST_REPLY])


def _own_name() -> str:
    """The name to greet with: smtplib's own guess asks the name service, which may hang for longer than a time-out."""
    name = socket.gethostname()
    return name if "." in name else "[127.0.0.1]"
