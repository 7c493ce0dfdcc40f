"""A process that only delivers letters: one or many beside the scheduler, which then runs with `--no-deliver`.

Senders share the outbox by leases; on PostgreSQL they claim side by side. What one delivery does is `services.delivery`'s.
"""

import os
import socket
import threading

import structlog

from app import clock, schema
from app.config import Settings
from app.db import open_session, transaction
from app.domain.clock_trouble import clock_trouble
from app.services.clockwork import SENDER, beat, clock_state
from app.services.delivery import Delivered, deliver_due

EVERY_SECONDS = 5.0

log = structlog.get_logger("tapsyrma.letters")


def deliver_once(settings: Settings) -> Delivered | None:
    """Send what is due; None while the clock is not believed. Raises ValueError for an unusable SMTP_URL."""
    now = clock.now()
    with open_session(settings.database_url, base_url=settings.base_url) as session:
        with transaction(session):
            trouble = clock_trouble(clock_state(session).trusted_at, now)
            beat(session, SENDER, now=now)
        if trouble:
            log.error("clock_not_believed", trouble=trouble.value, now=now.isoformat())
            return None
        owner = f"{socket.gethostname()}:{os.getpid()}"
        return deliver_due(session, smtp_url=settings.smtp_url, sender=settings.mail_from, owner=owner, now=clock.now)


def send_forever(settings: Settings, stop: threading.Event, *, every: float = EVERY_SECONDS) -> None:
    """Deliver every so many seconds until told to stop; what fails is logged, and the next round tries again."""
    while True:
        try:
            if (current := schema.current(settings.database_url)) != schema.head():
                log.error("schema_differs", database=current, code=schema.head())
            else:
                deliver_once(settings)
        except Exception:
            log.exception("delivery_failed")
        if stop.wait(every):
            return
