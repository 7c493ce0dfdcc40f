"""The pause of the whole queue: a fault of the mail server is nobody's letter's fault.

Faults in a row lengthen the pause; the first letter that gets an answer ends it. Which answers are faults is decided in
`notifications.transports`.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.models import QueueState

QUEUE = "letters"
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)
JITTER = 0.5


def queue_state(session: Session) -> QueueState:
    """The queue's row as it is now; the migrations make it."""
    return session.get_one(QueueState, QUEUE, populate_existing=True)


def is_paused(state: QueueState, now: datetime) -> bool:
    """Whether nothing may be sent at that moment."""
    return state.paused_until is not None and now < state.paused_until <= now + _longest()


def pause(session: Session, reason: str, jitter: float, *, now: datetime) -> datetime:
    """Stop sending for a while after a fault; returns until when. jitter: a random share in [0, 1)."""
    state = queue_state(session)
    state.faults += 1
    wait = min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(state.faults - 1, 10)))
    state.paused_until = now + wait * (1 - JITTER / 2 + JITTER * jitter)
    state.reason = reason
    state.since = state.since or now
    session.flush()
    return state.paused_until


def server_answers(session: Session) -> None:
    """The server took or refused a letter: it works, whatever was before."""
    state = session.get_one(QueueState, QUEUE)
    if state.faults:
        state.faults, state.paused_until, state.reason, state.since = 0, None, "", None
        session.flush()


def _longest() -> timedelta:
    # A pause that ends later than any pause can was set by a clock that ran ahead.
    return LONGEST_PAUSE * (1 + JITTER / 2)
