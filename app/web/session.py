"""What a request stands on: its database session, its moment, the person who is signed in.

Views ask `db()`, `person()`, `now()`, `today()`, `settings()`. How a person proves who he is belongs to `app.web.auth`;
what a person may do to `app.domain.permissions`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import flask
import flask_login
import structlog
from flask import Flask, g
from sqlalchemy.orm import Session
from werkzeug.exceptions import Unauthorized

from app import clock
from app.config import Settings
from app.domain.enums import Role
from app.models import User
from app.queries.substitutes import stood_in_for
from app.services.acting import stand_in

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
_REFRESH = timedelta(minutes=5)
_SINCE = "since"
_SEEN = "seen"
_STANDS_IN = "stands_in"

log = structlog.get_logger("tapsyrma.sessions")


@dataclass(frozen=True)
class StandIn:
    """Somebody absent in whose place the person may work until a day, that day included. id: of the substitution."""

    id: int
    absent_id: int
    name: str
    role: Role
    until: date


@dataclass(frozen=True)
class Account:
    """A person as Flask-Login and the page frame know him; it stays readable when the database does not answer.

    The identifier carries the session epoch: a new password or role, or disabling, ends all open sessions at once.
    role: whose pages are shown, that of the absent person while `acting` for one; stand_ins: all for whom he may act today.
    """

    id: int
    epoch: int
    name: str
    role: Role
    locale: str
    is_active: bool
    is_authenticated: bool = True
    is_anonymous: bool = False
    stand_ins: tuple[StandIn, ...] = ()
    acting: StandIn | None = None

    @classmethod
    def of(cls, user: User) -> "Account":
        """The account of a row."""
        return cls(user.id, user.session_epoch, user.name, user.role, user.locale, user.is_active)

    def get_id(self) -> str:
        """What the session cookie holds."""
        return f"{self.id}:{self.epoch}"


def init_app(app: Flask, settings: Settings, session_factory: Callable[[], Session]) -> None:
    """Give every request a session that is opened when first asked for and closed at its end."""
    app.extensions["tapsyrma"] = (settings, session_factory)
    # No context processor: an error page must not ask the database again for who is there.
    manager = flask_login.LoginManager(app, add_context_processor=False)
    # Addresses change behind proxies and on phones; the signed, expiring cookie and the epoch are what we rely on.
    manager.session_protection = None
    manager.user_loader(_load)
    app.before_request(_begin)
    app.teardown_appcontext(_close)


def settings() -> Settings:
    """The settings of this process."""
    return flask.current_app.extensions["tapsyrma"][0]


def db() -> Session:
    """The request's database session."""
    if "db" not in g:
        g.db = flask.current_app.extensions["tapsyrma"][1]()
    return g.db


def now() -> datetime:
    """The moment of this request (aware UTC): one reading of the clock, so that a page does not contradict itself."""
    if "now" not in g:
        g.now = clock.now()
    return g.now


def today() -> date:
    """The local date of this request."""
    return clock.today(now())


def account() -> Account | None:
    """The account signed in, None for a visitor. Safe on error pages: it asks no database after the request began."""
    return g.get("account")


def lapsed() -> Account | None:
    """The account whose sign-in lapsed of itself before this request: good for keeping what was typed, for nothing else."""
    return g.get("lapsed")


def myself() -> User:
    """The person signed in. Raises Unauthorized (a redirect to sign-in, or the page that keeps what was typed)."""
    if "myself" not in g:
        signed_in = account()
        g.myself = db().get(User, signed_in.id) if signed_in else None
    if g.myself is None:
        raise Unauthorized
    return g.myself


def person() -> User:
    """With whose rights this request works: one's own, or those of the absent person one acts for.

    What is recorded then is the deed of who is signed in, see `app.services.acting`. Raises Unauthorized.
    """
    if "person" not in g:
        mine, signed_in = myself(), account()
        g.person = mine
        if signed_in and signed_in.acting and (absent := db().get(User, signed_in.acting.absent_id)):
            stand_in(db(), mine, absent)
            g.person = absent
    return g.person


def act_for(substitution_id: int) -> StandIn | None:
    """From now on this browser shows the pages of an absent person; None (and one's own pages) when there is no right."""
    signed_in = account()
    chosen = next((each for each in signed_in.stand_ins if each.id == substitution_id), None) if signed_in else None
    flask.session.pop(_STANDS_IN, None)
    if chosen:
        flask.session[_STANDS_IN] = chosen.id
    _set_account(_load(signed_in.get_id()) if signed_in else None)
    return chosen


def sign_in(user: User) -> None:
    """Begin a session of that person; nothing of the visitor's session is kept."""
    flask.session.clear()
    _set_account(Account.of(user))
    flask_login.login_user(g.account)
    flask.session.permanent = True
    flask.session[_SINCE] = flask.session[_SEEN] = _seconds(now())


def sign_out() -> None:
    """Forget the person in this browser. Ending the sessions on the server is the service's part."""
    _set_account(None)
    flask_login.logout_user()
    flask.session.clear()


def _load(identifier: str) -> Account | None:
    user_id, _, epoch = identifier.partition(":")
    if not (user_id.isdecimal() and epoch.isdecimal()):
        return None
    user = db().get(User, int(user_id))
    if user is None or not user.is_active or user.session_epoch != int(epoch):
        return None
    lent = tuple(
        StandIn(row.id, absent.id, absent.name, absent.role, row.until)
        for row, absent in stood_in_for(db(), user.id, today())
    )
    return replace(Account.of(user), stand_ins=lent)


def _set_account(signed_in: Account | None) -> None:
    """The account of this request: of the absent person's role while the browser acts for one who is absent still."""
    g.pop("person", None)
    g.pop("myself", None)
    wanted = flask.session.get(_STANDS_IN)
    acting = next((each for each in signed_in.stand_ins if each.id == wanted), None) if signed_in else None
    if wanted is not None and acting is None:
        flask.session.pop(_STANDS_IN)
    g.account = replace(signed_in, acting=acting, role=acting.role) if signed_in and acting else signed_in


def _begin() -> None:
    g.account = g.lapsed = None
    g.request_id = secrets.token_hex(4)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    if _expired():
        # A cookie of ours whose person has not signed out since.
        g.lapsed = _load(str(flask.session["_user_id"]))
        flask.session.clear()
    # Flask-Login's anonymous user has no account.
    known = flask_login.current_user
    _set_account(known._get_current_object() if known.is_authenticated else None)
    if g.account:
        structlog.contextvars.bind_contextvars(user_id=g.account.id)
        if now() - _moment(flask.session[_SEEN]) > _REFRESH:
            flask.session[_SEEN] = _seconds(now())


def _expired() -> bool:
    if "_user_id" not in flask.session:
        return False
    try:
        since, seen = _moment(flask.session[_SINCE]), _moment(flask.session[_SEEN])
    except (KeyError, TypeError, ValueError):
        return True
    return now() - seen > IDLE or now() - since > LONGEST


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _close(_error: BaseException | None) -> None:
    session = g.pop("db", None)
    if session is not None:
        session.close()
