"""Sending: one connection to one SMTP server, and what its answers mean for a letter.

The only place, beside the local mail catcher, that talks to a network. Which letters are sent, when they are tried
again and what is written down about them belong to the caller, who holds no database transaction open meanwhile.
"""

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from notifications.mime import single_address

TIMEOUT_SECONDS = 20.0
LONGEST_REPLY = 300

# Answers that speak about us and not about the recipient: bad order of commands, authentication missing or refused.
_OUR_FAULT = frozenset({503, 530, 534, 535, 538})
_SERVICE_CLOSING = 421


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


def classify(stage: Stage, code: int) -> SendKind:
    """What an answer at that stage means; the table of the whole module.

    4xx: try this letter again later, but 421 closes the service. 5xx at RCPT or DATA refuses this letter, except where
    it asks for authentication; 5xx before RCPT is between the server and us. Whatever is no answer code is a fault.
    """
    if 200 <= code < 300:
        return SendKind.ACCEPTED
    if stage in (Stage.CONNECT, Stage.AUTH) or code in _OUR_FAULT or code == _SERVICE_CLOSING:
        return SendKind.SERVER_FAULT
    if 400 <= code < 500:
        return SendKind.RETRY
    if 500 <= code < 600 and stage is not Stage.MAIL:
        return SendKind.REFUSED
    return SendKind.SERVER_FAULT


class SmtpTransport:
    """A connection that is opened by the first letter, kept for the next ones and closed on leaving the `with`.

    Every answer is waited for no longer than `timeout` seconds. tls: how certificates are checked, by default against
    the machine's authorities. Not to be shared between threads.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT_SECONDS, tls: ssl.SSLContext | None = None) -> None:
        self._relay = parse_url(url)
        self._timeout = timeout
        self._tls = tls
        self._smtp: smtplib.SMTP | None = None
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
            code, reply = self._converse(envelope)
        except smtplib.SMTPResponseException as error:
            self._drop()
            return _outcome(classify(self._stage, error.smtp_code), self._stage, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _outcome(SendKind.SERVER_FAULT, self._stage, None, str(error) or type(error).__name__)
        outcome = _outcome(classify(self._stage, code), self._stage, code, reply)
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
        if relay.tls:
            self._smtp = smtplib.SMTP_SSL(
                relay.host, relay.port, local_hostname=_own_name(), timeout=self._timeout, context=context
            )
        else:
            self._smtp = smtplib.SMTP(relay.host, relay.port, local_hostname=_own_name(), timeout=self._timeout)
        self._smtp.ehlo_or_helo_if_needed()
        if relay.starttls:
            self._smtp.starttls(context=context)
        if relay.user:
            self._stage = Stage.AUTH
            self._smtp.login(relay.user, relay.password)
        return self._smtp

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


def _outcome(kind: SendKind, stage: Stage, code: int | None, reply: bytes | str) -> SendOutcome:
    text = reply.decode("utf8", "replace") if isinstance(reply, bytes) else reply
    return SendOutcome(kind, stage, code, " ".join(text.split())[:LONGEST_REPLY])


def _own_name() -> str:
    """The name to greet with: smtplib's own guess asks the name service, which may hang for longer than a time-out."""
    name = socket.gethostname()
    return name if "." in name else "[127.0.0.1]"
