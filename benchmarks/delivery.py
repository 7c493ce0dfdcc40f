"""Letters a second through the outbox beside a bare loop of smtplib, to the same sink on this machine.

    python -m benchmarks.delivery [LETTERS] [--postgres URL] [--smtp smtp://HOST:PORT]

Ours claims, builds each message, sends it and commits its outcome; the bare loop sends messages that lie ready. Without
--smtp the sink is aiosmtpd in a process of its own, which is the slower half: start Postfix' smtp-sink for a fast one.
"""

import argparse
import logging
import multiprocessing
import smtplib
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import logs, schema
from app.db import engine, transaction
from app.domain.enums import LetterState, Role
from app.models import OutboxMessage, User
from app.services.delivery import deliver_due
from notifications.mailcatcher import SmtpServer
from notifications.messages import RenderedLetter
from notifications.mime import build_message, stable_message_id

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
TEXT = "Завершить ремонт котла № 3 до 1 декабря 2026 года.\n" * 60
HTML = f"<html><body>{'<p>Завершить ремонт котла № 3 до 1 декабря 2026 года.</p>' * 120}</body></html>"
SENDER, READER = "control@example.kz", "reader@example.kz"


class Swallow:
    """Accepts everything."""

    async def handle_DATA(self, *_: object) -> str:
        """Throw the message away."""
        return "250 OK"


def serve_sink(ready: Connection) -> None:
    """A mail server in this process, until the other side hangs up."""
    with SmtpServer(Swallow()) as server:
        ready.send(server.url)
        ready.recv()


def fill(url: str, letters: int) -> None:
    """An outbox with so many letters of a digest's size."""
    schema.upgrade(url)
    with Session(engine(url)) as session, transaction(session):
        session.add(User(email=READER, name="Reader", role=Role.ADMINISTRATOR, created_at=NOW))
        session.flush()
        reader = session.scalars(sa.select(User.id)).one()
        row = {
            "recipient_id": reader,
            "kind": "digest",
            "subject": "На сегодня: 3 поручения",
            "text": TEXT,
            "html": HTML,
        }
        row |= {"language": "ru", "state": LetterState.QUEUED, "created_at": NOW, "next_attempt_at": NOW}
        row |= {"leased_by": "", "attempts": 0, "sent_to": "", "last_error": ""}
        session.execute(
            sa.insert(OutboxMessage),
            [
                {**row, "dedupe_key": f"b:{n}", "message_id_header": stable_message_id(f"b:{n}", "bench.example")}
                for n in range(letters)
            ],
        )


def bare_loop(smtp_url: str, letters: int) -> float:
    """Seconds for the same messages over one connection of smtplib, built beforehand."""
    message = build_message(
        RenderedLetter("На сегодня: 3 поручения", TEXT, HTML),
        to=READER,
        sender=SENDER,
        message_id=stable_message_id("bare", "bench.example"),
        date=NOW,
        notice_id="bare",
    )
    parts = urlsplit(smtp_url)
    with smtplib.SMTP(parts.hostname or "", parts.port or 25, local_hostname="[127.0.0.1]") as smtp:
        begun = time.perf_counter()
        for _ in range(letters):
            smtp.sendmail(SENDER, [READER], message)
        return time.perf_counter() - begun


def measure(url: str, smtp_url: str, letters: int) -> None:
    """Fill, measure both, print a line."""
    fill(url, letters)
    bare = bare_loop(smtp_url, letters)
    with Session(engine(url), expire_on_commit=False) as session:
        begun = time.perf_counter()
        done = deliver_due(session, smtp_url=smtp_url, sender=SENDER, owner="benchmark", now=lambda: NOW)
        ours = time.perf_counter() - begun
    assert done.sent == letters, done
    print(
        f"{engine(url).dialect.name:<11}{letters:>7,} letters   bare loop {letters / bare:7.0f}/s   "
        f"ours {letters / ours:7.0f}/s   ratio {ours / bare:5.2f}"
    )
    engine(url).dispose()


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("letters", nargs="?", type=int, default=2000)
    parser.add_argument("--postgres", metavar="URL", default="")
    parser.add_argument("--smtp", metavar="URL", default="")
    given = parser.parse_args()
    kind = multiprocessing.get_context("spawn")
    logs.configure(level=logging.WARNING)
    here, there = kind.Pipe()
    sink = kind.Process(target=serve_sink, args=(there,))
    smtp_url = given.smtp
    if not smtp_url:
        sink.start()
        smtp_url = here.recv()
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{Path(folder) / 'delivery.db'}", smtp_url, given.letters)
    if given.postgres:
        schema.downgrade(given.postgres, "base")
        measure(given.postgres, smtp_url, given.letters)
    if sink.pid:
        here.send("stop")
        sink.join()


if __name__ == "__main__":
    main()
