"""The local mailbox: keeps what it acknowledges, acknowledges only what it keeps, and ends cleanly."""

import smtplib
import threading
from pathlib import Path

import pytest

from notifications.mailcatcher import MailCatcher
from notifications.transports import Envelope, SendKind, SmtpTransport

CONTENT = "Subject: Просрочено\r\n\r\nтекст\r\n".encode()


def send(catcher: MailCatcher, recipient: str) -> SendKind:
    with SmtpTransport(catcher.url, timeout=5) as transport:
        return transport.send(Envelope("control@tapsyrma.example", recipient, CONTENT)).kind


def test_letters_are_kept_in_memory_and_as_files(tmp_path: Path) -> None:
    with MailCatcher(tmp_path / "mail").start() as catcher:
        assert send(catcher, "a.sadykova@almobl.example") is SendKind.ACCEPTED
        assert send(catcher, "x/../../y@gov.example") is SendKind.ACCEPTED
    first, second = catcher.messages
    assert (first.sender, first.recipients) == ("control@tapsyrma.example", ("a.sadykova@almobl.example",))
    assert first.content == CONTENT
    assert sorted(path.name for path in (tmp_path / "mail").iterdir()) == [
        "000001-a.sadykova@almobl.example.eml",
        "000002-x_.._.._y@gov.example.eml",
    ]
    assert second.path.parent == tmp_path / "mail"


def test_a_second_start_numbers_on(tmp_path: Path) -> None:
    for _ in range(2):
        with MailCatcher(tmp_path) as catcher:
            send(catcher, "a@gov.example")
    assert [path.name[:6] for path in sorted(tmp_path.iterdir())] == ["000001", "000002"]
    assert len(catcher.messages) == 1


def test_what_cannot_be_kept_is_not_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    with MailCatcher(folder).start() as catcher:
        folder.rmdir()
        assert send(catcher, "a@gov.example") is SendKind.RETRY
        folder.mkdir()
        assert send(catcher, "a@gov.example") is SendKind.ACCEPTED
    assert len(catcher.messages) == len(list(folder.iterdir())) == 1


def test_a_busy_port_is_said_at_once(tmp_path: Path) -> None:
    with MailCatcher(tmp_path).start() as first, pytest.raises(OSError, match="in use"):
        MailCatcher(tmp_path).start(port=first.port)


def test_stopping_closes_connections_and_ends_the_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    catcher = MailCatcher(tmp_path).start()
    with smtplib.SMTP(catcher.host, catcher.port, timeout=5) as client:
        client.noop()
        catcher.stop()
        with pytest.raises((smtplib.SMTPException, OSError)):
            for _ in range(2):
                client.docmd("NOOP")
        client.close()
    catcher.stop()
    assert set(threading.enumerate()) == before
