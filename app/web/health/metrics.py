"""The state of the register as numbers in Prometheus' text form, read from the database at each scrape.

The database is shared, so every web process tells the same; counters of one process's own requests belong to its server.
"""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from app.domain.enums import LetterState
from app.queries.health import clock_now, failing_jobs, heartbeat_ages, letters_in, outbox_age, queue_faults
from app.queries.outbox import suppressed_addresses

# Sent letters grow without end, and counting them would slow every scrape.
COUNTED = (LetterState.QUEUED, LetterState.DEAD, LetterState.HELD)


def exposition(session: Session, now: datetime) -> bytes:
    """All metrics as they are now."""
    registry = CollectorRegistry()
    registry.register(_State(session, now))
    return generate_latest(registry)


class _State(Collector):
    """What `prometheus_client` asks for its numbers."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing beforehand: the register of metrics must not ask the database twice."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The numbers."""
        session, now = self._session, self._now
        ages = GaugeMetricFamily("tapsyrma_heartbeat_age_seconds", "Seconds since a process beat.", labels=["process"])
        for name, age in heartbeat_ages(session, now).items():
            ages.add_metric([name], age)
        yield ages
        letters = GaugeMetricFamily("tapsyrma_outbox_letters", "Letters that are not sent.", labels=["state"])
        for state in COUNTED:
            letters.add_metric([state.value], letters_in(session, state))
        yield letters
        faults, paused = queue_faults(session, now)
        ticking = clock_now(session, now)
        failing = failing_jobs(session)
        for name, text, value in (
            (
                "outbox_age_seconds",
                "Seconds by which the oldest letter is overdue for sending.",
                outbox_age(session, now),
            ),
            ("suppressed_addresses", "Addresses that refuse letters.", len(suppressed_addresses(session))),
            ("mail_server_faults", "Faults of the mail server in a row.", faults),
            ("queue_paused", "1 while nothing is sent because of such faults.", paused),
            ("clock_trouble", "1 while the clock is not believed and no letter is written.", bool(ticking.trouble)),
            ("job_hung", "1 while a job is over its time limit.", ticking.hung),
            ("jobs_failing", "Jobs whose newest run failed.", len(failing)),
        ):
            yield GaugeMetricFamily(f"tapsyrma_{name}", text, value=float(value))
