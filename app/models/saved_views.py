"""Filters and order of a list under a name that a person gave them. Which lists there are is `app.services.saved_views`'s."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.models.people import User

ONE_FIRST = sa.text("is_first AND deleted_at IS NULL")


class SavedView(Base):
    """A view of one list.

    query: the parameters of the list's address, encoded; what a list does not know any more is passed over when it is
    opened. is_first: the list opens with it, for its owner. shared: colleagues see it too, each with his own rights.
    deleted_at: taken away and may be brought back; the row goes with a later deletion.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        sa.Index(None, "user_id", "list_name"),
        sa.Index(
            "uq_saved_view_one_first",
            "user_id",
            "list_name",
            unique=True,
            sqlite_where=ONE_FIRST,
            postgresql_where=ONE_FIRST,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"))
    list_name: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    is_first: Mapped[bool] = mapped_column(default=False)
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined")
