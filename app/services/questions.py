"""Questions of executors to the controller, and their answers."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.history import EventKind
from app.domain.workflow import Action
from app.models import Question, Task, User
from app.services.guard import require_action, written
from app.services.history import record
from app.services.notifying import tell_question_answered, tell_question_asked


def ask(session: Session, task: Task, text: str, *, by: User, now: datetime) -> Question:
    """Ask the controller; the controllers of the task are told."""
    require_action(by, task, Action.ASK)
    question = Question(task=task, text=written(text), asked_by_id=by.id, asked_by=by, asked_at=now)
    session.add(question)
    session.flush()
    record(session, task, EventKind.ASKED, by=by, now=now, question=question.id, text=question.text)
    tell_question_asked(session, task, question, now=now)
    return question


def answer(session: Session, question: Question, text: str, *, by: User, now: datetime) -> None:
    """Answer once; the one who asked is told."""
    require_action(by, question.task, Action.ANSWER)
    if question.answered_at is not None:
        raise InvalidInput("question_answered")
    question.answer, question.answered_by_id, question.answered_by = written(text), by.id, by
    question.answered_at = now
    record(session, question.task, EventKind.ANSWERED, by=by, now=now, question=question.id, text=question.answer)
    tell_question_answered(session, question.task, question, now=now)
