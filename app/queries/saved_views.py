"""The views of lists that a person sees: one's own, and those that colleagues share."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Role
from app.models import SavedView, User


def views_of(session: Session, user: User, list_name: str) -> list[SavedView]:
    """One's own views of a list and the shared ones of colleagues, own ones first, each by age."""
    rows = session.scalars(
        sa.select(SavedView)
        .join(User, User.id == SavedView.user_id)
        .where(SavedView.list_name == list_name, SavedView.deleted_at.is_(None))
        .where(sa.or_(SavedView.user_id == user.id, sa.and_(SavedView.shared, _colleagues(user))))
        .order_by(SavedView.id)
    )
    return sorted(rows, key=lambda view: (view.user_id != user.id, view.id))


def own_views(session: Session, user: User) -> list[SavedView]:
    """All views of a person, by list and age."""
    query = sa.select(SavedView).where(SavedView.user_id == user.id, SavedView.deleted_at.is_(None))
    return list(session.scalars(query.order_by(SavedView.list_name, SavedView.id)))


def _colleagues(user: User) -> sa.ColumnElement[bool]:
    """Supervisors of one office, or people of one body; who has neither shares with nobody. Who has left shares nothing."""
    active = User.disabled_at.is_(None)
    if user.role is Role.SUPERVISOR:
        return sa.and_(active, User.role == Role.SUPERVISOR, User.office != "", User.office == user.office)
    return sa.and_(active, User.role != Role.SUPERVISOR, User.agency_id.is_not(None), User.agency_id == user.agency_id)
