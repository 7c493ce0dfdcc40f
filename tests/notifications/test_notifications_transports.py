"""Sending to a real SMTP server that answers as each test wants it to."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from notifications.mailcatcher import SmtpServer
from notifications.transports import Envelope, SendKind, SmtpTransport, Stage, classify, parse_url

CERTIFICATE = Path(__file__).parent / "localhost.pem"
MESSAGE = b"Message-ID: <%d@tapsyrma.example>\r\nSubject: x\r\n\r\n.a line that begins with a dot\r\n"
DROP = "drop the connection"


class Scripted:
    """Gives, command by command, the answers laid out for it, then 250; writes down all that was accepted."""

    def __init__(self, **answers: list[str]) -> None:
        self.answers = answers
        self.accepted: list[tuple[str, bytes]] = []
        self.received = 0
        self.connections = 0

    def answer(self, server: Any, command: str) -> str:
        answers = self.answers.get(command, [])
        answer = answers.pop(0) if answers else "250 OK"
        if answer == DROP:
            server.transport.abort()
        return answer

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        return self.answer(server, "MAIL")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        answer = self.answer(server, "RCPT")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received += 1
        answer = self.answer(server, "DATA")
        if answer.startswith("2"):
            self.accepted.append((envelope.rcpt_tos[0], envelope.original_content))
        return answer

    async def handle_RSET(self, server: Any, session: Any, envelope: Any) -> str:
        return self.answer(server, "RSET")


class Stalling(Scripted):
    """Takes the content and never says whether it did."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received += 1
        await asyncio.Event().wait()
        return "250 never said"


@contextmanager
def speaking_to(handler: Scripted, **options: Any) -> Iterator[SmtpTransport]:
    with SmtpServer(handler, **options) as server, SmtpTransport(server.url, timeout=5) as transport:
        yield transport


def envelope(number: int = 1, recipient: str = "a.sadykova@almobl.example") -> Envelope:
    return Envelope("control@tapsyrma.example", recipient, MESSAGE % number)


def test_accepted_letters_arrive_as_they_are_over_one_connection() -> None:
    handler = Scripted()
    with speaking_to(handler) as transport:
        outcomes = [transport.send(envelope(number)) for number in (1, 2, 3)]
    assert [(outcome.kind, outcome.stage, outcome.code) for outcome in outcomes] == [
        (SendKind.ACCEPTED, Stage.DATA, 250)
    ] * 3
    assert handler.accepted == [("a.sadykova@almobl.example", MESSAGE % number) for number in (1, 2, 3)]
    assert handler.connections == 1


@pytest.mark.parametrize(
    ("command", "answer", "kind", "bad_address"),
    [
        ("MAIL", "451 4.7.1 Later", SendKind.RETRY, False),
        ("RCPT", "451 4.7.1 Greylisted", SendKind.RETRY, False),
        ("RCPT", "452 4.2.2 Mailbox full", SendKind.RETRY, False),
        ("DATA", "451 4.3.0 Later", SendKind.RETRY, False),
        ("RCPT", "550 5.1.1 No such user", SendKind.REFUSED, True),
        ("RCPT", "553 Mailbox name not allowed", SendKind.REFUSED, True),
        ("RCPT", "554 5.7.1 Relay access denied", SendKind.RETRY, False),
        ("DATA", "554 5.6.0 Content refused", SendKind.REFUSED, False),
        ("MAIL", "550 5.7.1 Sender refused", SendKind.SERVER_FAULT, False),
        ("MAIL", "421 4.3.2 Closing", SendKind.SERVER_FAULT, False),
        ("RCPT", "421 4.3.2 Closing", SendKind.SERVER_FAULT, False),
        ("DATA", "421 4.3.2 Closing", SendKind.SERVER_FAULT, False),
        ("RCPT", "530 5.7.0 Authentication required", SendKind.SERVER_FAULT, False),
        ("RCPT", DROP, SendKind.SERVER_FAULT, False),
    ],
)
def test_an_answer_says_what_to_do_and_the_next_letter_goes_on(
    command: str, answer: str, kind: SendKind, bad_address: bool
) -> None:
    handler = Scripted(**{command: [answer]})
    with speaking_to(handler) as transport:
        outcome = transport.send(envelope(1))
        following = transport.send(envelope(2, "b.omarov@gov.example"))
    assert (outcome.kind, outcome.stage, outcome.bad_address) == (kind, Stage(command.lower()), bad_address)
    if answer != DROP:
        assert f"{outcome.code} {outcome.reply}" == answer
    assert following.kind is SendKind.ACCEPTED
    assert handler.accepted == [("b.omarov@gov.example", MESSAGE % 2)]
    assert handler.connections == (2 if kind is SendKind.SERVER_FAULT else 1)


@pytest.mark.parametrize("answer", [DROP, "421 4.7.0 Too many messages in this connection"])
@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_kept_connection_that_was_closed_is_opened_anew_once(command: str, answer: str) -> None:
    handler = Scripted(**{command: ["250 OK", answer]})
    with speaking_to(handler) as transport:
        outcomes = [transport.send(envelope(number)) for number in (1, 2, 3)]
    assert [outcome.kind for outcome in outcomes] == [SendKind.ACCEPTED] * 3
    assert [content for _, content in handler.accepted] == [MESSAGE % number for number in (1, 2, 3)]
    assert handler.connections == 2


def test_it_is_not_opened_a_third_time() -> None:
    handler = Scripted(MAIL=["250 OK", DROP, DROP, DROP])
    with speaking_to(handler) as transport:
        outcomes = [transport.send(envelope(number)) for number in (1, 2)]
    assert [outcome.kind for outcome in outcomes] == [SendKind.ACCEPTED, SendKind.SERVER_FAULT]
    assert handler.answers["MAIL"] == [DROP]


def test_a_letter_whose_answer_was_lost_is_not_sent_again_at_once() -> None:
    handler = Scripted(DATA=["250 OK", DROP])
    with speaking_to(handler) as transport:
        transport.send(envelope(1))
        outcome = transport.send(envelope(2))
    assert (outcome.kind, outcome.stage, outcome.code) == (SendKind.SERVER_FAULT, Stage.DATA, None)
    assert handler.received == 2


def test_a_reset_that_fails_costs_the_connection_and_no_letter() -> None:
    handler = Scripted(RCPT=["550 5.1.1 No such user"], RSET=["451 4.3.0 No"])
    with speaking_to(handler) as transport:
        outcomes = [transport.send(envelope(number)) for number in (1, 2)]
    assert [outcome.kind for outcome in outcomes] == [SendKind.REFUSED, SendKind.ACCEPTED]
    assert handler.connections == 2


def test_a_silent_server_is_left_after_the_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with SmtpTransport(f"smtp://127.0.0.1:{port}", timeout=0.2) as transport:
            outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage, outcome.code) == (SendKind.SERVER_FAULT, Stage.CONNECT, None)
    assert "timed out" in outcome.reply


def test_a_server_that_stalls_in_data_is_left_after_the_time_out() -> None:
    handler = Stalling()
    with SmtpServer(handler) as server, SmtpTransport(server.url, timeout=0.3) as transport:
        outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage, outcome.code) == (SendKind.SERVER_FAULT, Stage.DATA, None)
    assert handler.received == 1


@pytest.mark.parametrize("line", [b"2", b"220-more to come\r\n"])
def test_a_server_that_drips_is_left_when_the_letter_takes_too_long(line: bytes) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not reader.at_eof():
            writer.write(line)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(reader.read(), 0.02)
        writer.close()

    class Dripping(SmtpServer):
        def _session(self) -> Any:
            return asyncio.StreamReaderProtocol(asyncio.StreamReader(), drip)

    with Dripping(None) as server, SmtpTransport(server.url, timeout=5, conversation=0.3) as transport:
        outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage) == (SendKind.SERVER_FAULT, Stage.CONNECT)


@pytest.mark.parametrize("answers", [[b"222 hello"], [b"220 hello", b"250 a", b"250 b", b"250 c", b"250 not 354"]])
def test_an_answer_out_of_place_never_counts_as_acceptance(answers: list[bytes]) -> None:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(answer + b"\r\n")
            await reader.readline()
        writer.close()

    class Odd(SmtpServer):
        def _session(self) -> Any:
            return asyncio.StreamReaderProtocol(asyncio.StreamReader(), converse)

    with Odd(None) as server, SmtpTransport(server.url, timeout=5) as transport:
        outcome = transport.send(envelope())
    assert outcome.kind is SendKind.SERVER_FAULT
    assert outcome.code in (222, 250)


def test_no_server_at_all() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with SmtpTransport(f"smtp://127.0.0.1:{port}", timeout=5) as transport:
        outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage) == (SendKind.SERVER_FAULT, Stage.CONNECT)


def test_what_is_no_smtp_server_is_a_fault() -> None:
    async def http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    class Http(SmtpServer):
        def _session(self) -> Any:
            return asyncio.StreamReaderProtocol(asyncio.StreamReader(), http)

    with Http(None) as server, SmtpTransport(server.url, timeout=5) as transport:
        assert transport.send(envelope()).kind is SendKind.SERVER_FAULT


def server_tls() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


def client_tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=CERTIFICATE)


def authenticator(server: Any, session: Any, given: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"sender", b"pass:word/1"), handled=False)


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
@pytest.mark.parametrize(
    ("password", "kind", "stage"),
    [("pass%3Aword%2F1", SendKind.ACCEPTED, Stage.DATA), ("wrong-one", SendKind.SERVER_FAULT, Stage.AUTH)],
)
def test_tls_and_authentication(scheme: str, password: str, kind: SendKind, stage: Stage) -> None:
    handler = Scripted()
    implicit = scheme == "smtps"
    options = {"tls": server_tls(), "auth_require_tls": False} if implicit else {"tls_context": server_tls()}
    with SmtpServer(handler, authenticator=authenticator, **options) as server:
        url = f"{scheme}://sender:{password}@127.0.0.1:{server.port}"
        with SmtpTransport(url, timeout=5, tls=client_tls()) as transport:
            outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage) == (kind, stage)
    assert len(handler.accepted) == (kind is SendKind.ACCEPTED)
    assert "wrong-one" not in f"{outcome} {transport!r}"


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_certificate_that_nobody_vouches_for_stops_the_queue(scheme: str) -> None:
    handler = Scripted()
    options = {"tls": server_tls()} if scheme == "smtps" else {"tls_context": server_tls()}
    with (
        SmtpServer(handler, **options) as server,
        SmtpTransport(f"{scheme}://127.0.0.1:{server.port}", timeout=5) as transport,
    ):
        outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage) == (SendKind.SERVER_FAULT, Stage.CONNECT)
    assert "certificate" in outcome.reply.lower()
    assert handler.accepted == []


def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    handler = Scripted()
    with SmtpServer(handler) as server:
        url = f"smtp+starttls://sender:secret@127.0.0.1:{server.port}"
        with SmtpTransport(url, timeout=5, tls=client_tls()) as transport:
            outcome = transport.send(envelope())
    assert (outcome.kind, outcome.stage) == (SendKind.SERVER_FAULT, Stage.CONNECT)
    assert handler.accepted == []


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password"),
    [
        ("smtp://relay.example", "relay.example", 25, "", ""),
        ("smtps://u:p@relay.example", "relay.example", 465, "u", "p"),
        ("smtp+starttls://u%40gov.example:p%2F@relay.example", "relay.example", 587, "u@gov.example", "p/"),
        ("smtp://[::1]:1025", "::1", 1025, "", ""),
    ],
)
def test_urls(url: str, host: str, port: int, user: str, password: str) -> None:
    relay = parse_url(url)
    assert (relay.host, relay.port, relay.user, relay.password) == (host, port, user, password)


@pytest.mark.parametrize(
    "url", ["", "relay.example:25", "http://u:hidden@relay.example", "smtp://u:hidden@", "smtp://u:hidden@h:99999"]
)
def test_an_unusable_url_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(ValueError) as caught:
        SmtpTransport(url)
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_password_that_smtp_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        SmtpTransport("smtps://u:%D0%BF@relay.example")


def test_the_password_stays_out_of_sight() -> None:
    assert "hidden" not in repr(parse_url("smtps://u:hidden@relay.example"))


@pytest.mark.parametrize("address", ["a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example,c@d.example", "nobody"])
def test_an_envelope_has_one_sender_and_one_recipient(address: str) -> None:
    with pytest.raises(ValueError):
        Envelope("control@tapsyrma.example", address, b"")
    with pytest.raises(ValueError):
        Envelope(address, "a@b.example", b"")


@pytest.mark.parametrize("code", [-1, 0, 199, 300, 354, 399, 600, 999])
@pytest.mark.parametrize("stage", Stage)
def test_what_is_no_answer_is_a_fault_of_the_server(stage: Stage, code: int) -> None:
    assert classify(stage, code) is SendKind.SERVER_FAULT
