"""The interim reports that the reader's body owes, for the first page."""

from app.i18n import get_locale
from app.queries.interim import Awaited, awaited_interim
from app.web.session import db, person


def interim_awaited() -> list[Awaited]:
    """The dates that no report has met yet, the nearest first."""
    return awaited_interim(db(), person(), get_locale())
