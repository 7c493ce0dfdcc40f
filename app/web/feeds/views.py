"""The address that a calendar program asks every hour or so: the secret in it is the only key."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.i18n import get_locale, gettext, set_locale
from app.queries.feeds import feed_dates
from app.services.feeds import find_feed
from app.web.feeds.calendar import calendar_file
from app.web.security import limiter, public
from app.web.session import db, settings, today

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/feeds/<secret>.ics")
@public
@limiter.limit("120/minute")
def feed(secret: str) -> ResponseReturnValue:
    """The calendar in its owner's language; 304 when nothing has changed; 404 for what is unknown or revoked."""
    found = find_feed(db(), secret)
    set_locale(found.user.locale)
    name = found.agency.name(get_locale()) if found.agency else found.user.name
    dates = feed_dates(db(), found, today(), get_locale())
    content = calendar_file(
        gettext("Tapsyrma: %(name)s", name=name), dates, base_url=settings().base_url, host=settings().host
    )
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="tapsyrma.ics"'
    answer.add_etag()
    return answer.make_conditional(request)
