"""The administrator's list of letters: what could not be delivered is seen, sent again or given up."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import LetterState, Role
from app.models import OutboxMessage
from app.services.links import request_reset
from tests import factories
from tests.conftest import NOW
from tests.web.pages import post, words


def dead_letter(session: Session) -> OutboxMessage:
    request_reset(session, factories.user(session).email, now=NOW)
    message = session.query(OutboxMessage).one()
    message.state, message.attempts, message.last_error = LetterState.DEAD, 5, "550 no such mailbox <here>"
    session.flush()
    return message


def test_a_dead_letter_is_shown_with_its_reason_and_without_its_text(client: FlaskClient, session: Session) -> None:
    message = dead_letter(session)
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR, locale="en"))
    page = client.get("/outbox?state=dead")
    assert "550 no such mailbox &lt;here&gt;" in page.get_data(as_text=True)
    assert "/link/" not in page.get_data(as_text=True)
    assert message.recipient.email in words(page)
    assert message.subject not in words(client.get("/outbox?state=sent"))


def test_a_dead_letter_is_sent_again_or_given_up(client: FlaskClient, session: Session) -> None:
    message = dead_letter(session)
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR, locale="en"))
    assert post(client, f"/outbox/{message.id}/retry").status_code == 302
    session.refresh(message)
    assert (message.state, message.attempts) == (LetterState.QUEUED, 0)
    assert post(client, f"/outbox/{message.id}/drop").status_code == 404
    message.state = LetterState.DEAD
    session.flush()
    assert post(client, f"/outbox/{message.id}/drop").status_code == 302
    session.refresh(message)
    assert message.state is LetterState.DROPPED


def test_strange_states_and_cursors_are_no_error(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, factories.user(session, Role.ADMINISTRATOR))
    for query in ("state=x", "page=a~-1", "page=a~1~2", "page=zzz", "page=b~99999999999999999999"):
        assert client.get(f"/outbox?{query}").status_code == 200, query
