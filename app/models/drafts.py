"""What people typed into forms and have not sent. The register knows nothing of it, and nobody but its writer reads it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Draft(Base):
    """The words in one form that were not sent yet; gone when the act succeeds, or after some weeks.

    form: the address the form is sent to, which names the form and what it is about; device: the browser's sign-in, so
    that two of them do not overwrite each other; fields: value by name of field, never passwords or files.
    """

    __tablename__ = "draft"
    __table_args__ = (sa.UniqueConstraint("user_id", "form", "device"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"))
    form: Mapped[str]
    device: Mapped[str]
    fields: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime] = mapped_column(index=True)
