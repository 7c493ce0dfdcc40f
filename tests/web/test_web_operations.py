"""What an operator sees: health, numbers for Prometheus, the page of letters when mail or the clock is in trouble."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.config import Settings
from app.domain.enums import LetterState, Role
from app.models import ClockState, Heartbeat, JobRun, OutboxMessage, SuppressedAddress
from app.services.links import request_reset
from app.services.mail_queue import pause
from app.services.suppression import suppress
from tests import factories
from tests.conftest import NOW
from tests.web.pages import post, words


@pytest.fixture
def healthy(session: Session) -> Session:
    session.merge(Heartbeat(name="scheduler", beat_at=NOW))
    session.flush()
    return session


def clock(session: Session) -> ClockState:
    return session.get_one(ClockState, "scheduler")


def test_a_clock_that_jumped_is_told_to_monitors_and_administrators(client: FlaskClient, healthy: Session) -> None:
    assert client.get("/healthz").json["clock"] == "ok"
    clock(healthy).trusted_at = NOW - timedelta(days=8)
    healthy.flush()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["clock"]) == (503, "gap")
    factories.sign_in(client, factories.user(healthy, Role.ADMINISTRATOR, locale="en"))
    assert "tapsyrma job resume" in words(client.get("/outbox"))
    clock(healthy).trusted_at = NOW + timedelta(hours=1)
    healthy.flush()
    assert client.get("/healthz").json["clock"] == "behind"


def test_a_hung_and_a_failing_job_are_named(client: FlaskClient, healthy: Session) -> None:
    row = clock(healthy)
    row.running_job, row.running_since, row.running_until = (
        "digests",
        NOW - timedelta(hours=1),
        NOW - timedelta(minutes=45),
    )
    healthy.add(JobRun(job="seal", slot="2026-11-20", started_at=NOW, outcome={}, error="disk full"))
    healthy.flush()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["running"], answer.json["hung"]) == (503, "digests", True)
    assert answer.json["failing"] == ["seal 2026-11-20"]
    assert "disk full" not in answer.get_data(as_text=True)


def test_a_beat_in_the_future_is_no_sign_of_life(client: FlaskClient, healthy: Session) -> None:
    healthy.merge(Heartbeat(name="scheduler", beat_at=NOW + timedelta(days=3650)))
    healthy.flush()
    assert client.get("/healthz").status_code == 503


def test_another_structure_stops_pages(client: FlaskClient, app: Flask, healthy: Session) -> None:
    assert client.get("/sign-in").status_code == 200
    app.extensions["tapsyrma_structure"]["checked"] = float("-inf")
    healthy.execute(sa.text("UPDATE alembic_version SET version_num = 'another'"))
    assert client.get("/sign-in").status_code == 503
    assert client.get("/healthz/web").status_code == 503
    assert client.get("/healthz").json["structure"] is False


def test_metrics_are_numbers_for_this_machine_only(client: FlaskClient, healthy: Session) -> None:
    request_reset(healthy, factories.user(healthy).email, now=NOW - timedelta(minutes=5))
    answer = client.get("/metrics")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert 'tapsyrma_outbox_letters{state="queued"} 1.0' in text
    assert "tapsyrma_outbox_age_seconds 300.0" in text
    assert 'tapsyrma_heartbeat_age_seconds{process="scheduler"} 0.0' in text
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.7"}).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404


def test_metrics_with_a_token_are_for_who_shows_it(settings: Settings, session: Session, app: Flask) -> None:
    guarded = create_app(
        settings.changed(metrics_token="s3cret"), session_factory=app.extensions["tapsyrma"][1]
    ).test_client()
    assert guarded.get("/metrics").status_code == 404
    assert guarded.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 404
    assert guarded.get("/metrics", headers={"Authorization": "Bearer s3cret"}).status_code == 200


def test_a_refused_address_is_listed_and_allowed_again_once(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, email="control@example.kz")
    administrator = factories.user(session, Role.ADMINISTRATOR, locale="en")
    row = suppress(session, "Control@example.kz", "550 No such user", person=person, letter_id=None, now=NOW)
    assert row is not None
    assert suppress(session, person.email, "550 again", person=person, letter_id=None, now=NOW) is None
    told = session.scalars(sa.select(OutboxMessage.recipient_id).where(OutboxMessage.kind == "address_refused")).all()
    assert told == [administrator.id]
    factories.sign_in(client, administrator)
    page = words(client.get("/outbox"))
    assert "control@example.kz" in page
    assert "550 No such user" in page
    assert "refuses letters" in words(client.get("/people"))
    assert "550 No such user" in words(client.get(f"/people/{person.id}"))
    for _ in range(2):
        assert post(client, f"/outbox/addresses/{row.id}/lift").status_code == 302
    lifted = session.scalars(sa.select(SuppressedAddress).execution_options(populate_existing=True)).one()
    assert (lifted.lifted_at, lifted.lifted_by_id) == (NOW, administrator.id)
    assert post(client, "/outbox/addresses/999/lift").status_code == 404
    assert "550 No such user" not in words(client.get("/outbox"))
    assert "refuses letters" not in words(client.get("/people"))
    assert "550 No such user" not in words(client.get(f"/people/{person.id}"))


def test_a_paused_queue_says_why_and_until_when(client: FlaskClient, session: Session) -> None:
    pause(session, "server_fault at auth 535 Authentication failed", 0.5, now=NOW)
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR, locale="en"))
    assert "535 Authentication failed" in words(client.get("/outbox"))


def test_a_dead_letter_whose_news_is_over_can_only_be_given_up(client: FlaskClient, session: Session) -> None:
    request_reset(session, factories.user(session).email, now=NOW - timedelta(days=3))
    message = session.scalars(sa.select(OutboxMessage)).one()
    message.state = LetterState.DEAD
    session.flush()
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR, locale="en"))
    assert f"/outbox/{message.id}/retry" not in client.get("/outbox").get_data(as_text=True)
    assert post(client, f"/outbox/{message.id}/retry").status_code == 422
    for _ in range(2):
        assert post(client, f"/outbox/{message.id}/drop").status_code == 302
    session.refresh(message)
    assert message.state is LetterState.DROPPED
