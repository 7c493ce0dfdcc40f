"""People of the register: added, changed, invited, disabled by the administrator; their own settings by themselves.

Role, body, scope and address are the administrator's alone. Lists from files are read in `people_csv.py`.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from app.domain.enums import GiverLevel, PersonChange, Role
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.i18n import LOCALES, N_
from app.models import Agency, User
from app.services.guard import check_version, require_duty
from app.services.links import send_invitation
from app.services.notes import note_person
from app.services.passwords import normal_address, user_of_address

LINE_LIMIT = 200
EXECUTORS = (Role.COORDINATOR, Role.OFFICIAL)

SENTENCES = {
    "email_unusable": N_("“%(email)s” is not an address that letters can be sent to."),
    "email_taken": N_("Somebody with the address %(email)s is in the register already."),
    "name_required": N_("Give the person’s name."),
    "line_unusable": N_("Names and offices are one line of at most %(limit)s characters, without special characters."),
    "agency_required": N_("A coordinator or official works for a body: choose it."),
    "agency_is_group": N_("“%(name)s” is a group. Choose one real body."),
    "level_required": N_("Say up to which level the supervisor decides."),
    "locale_unknown": N_("There is no language “%(locale)s”: ru, kk or en."),
    "hour_unusable": N_("The hour of the daily letter is a number from 0 to 23."),
    "deputy_unknown": N_("There is nobody with the address %(email)s to be deputy of."),
    "deputy_of_self": N_("Nobody is his own deputy."),
    "not_yourself": N_("You cannot disable yourself or take away your own role: another administrator can."),
    "disabled_already": N_("This person is disabled. Enable first."),
}

log = structlog.get_logger("tapsyrma.people")


class PersonRefused(InvalidInput):
    """A person cannot be kept like that; `code` is a key of `SENTENCES`."""

    sentences = SENTENCES


@dataclass(frozen=True)
class PersonData:
    """All that the administrator decides about a person.

    agency: code of the body of a coordinator or official. supervises: codes, empty = all. deputy_of: address of the
    person deputised for. Fields that a role does not have are dropped.
    """

    email: str
    name: str
    role: Role
    office: str = ""
    agency: str = ""
    locale: str = "ru"
    digest_hour: int = 8
    supervises: tuple[str, ...] = ()
    decides_up_to: GiverLevel | None = None
    deputy_of: str = ""


def add_person(session: Session, new: PersonData, *, by: User | None, now: datetime) -> User:
    """A new person, who cannot sign in before an invitation is used. Raises PersonRefused."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    user = User(email=_free_address(session, new.email), created_at=now)
    with session.no_autoflush:
        _fill(session, user, new)
    session.add(user)
    session.flush()
    note_person(session, user, PersonChange.ADDED, by=by, now=now, **_changes({}, _facts(session, user)))
    log.info("person_added", user_id=user.id, role=user.role.value, by=_id(by))
    return user


def change_person(
    session: Session, user: User, new: PersonData, *, by: User | None, now: datetime, version: int | None = None
) -> User:
    """Other data of a person. A new role, body, scope or address ends open sessions. Raises PersonRefused."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    check_version(user, version)
    if by is not None and by.id == user.id and new.role is not user.role:
        raise PersonRefused("not_yourself")
    before, known = _powers(user), _facts(session, user)
    with session.no_autoflush:
        if normal_address(new.email) != user.email:
            user.email = _free_address(session, new.email)
        _fill(session, user, new)
    if _powers(user) != before:
        user.session_epoch += 1
    session.flush()
    if changes := _changes(known, _facts(session, user)):
        note_person(session, user, PersonChange.CHANGED, by=by, now=now, **changes)
    log.info("person_changed", user_id=user.id, role=user.role.value, by=_id(by), at=now.isoformat())
    return user


def invite(session: Session, user: User, *, by: User | None, now: datetime) -> None:
    """Send a one-time link with which the person chooses a password. Older invitations end. Raises PersonRefused."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    if not user.is_active:
        raise PersonRefused("disabled_already")
    send_invitation(session, user, by=by, now=now)


def disable(session: Session, user: User, *, by: User | None, now: datetime, version: int | None = None) -> None:
    """The person signs in no more, open sessions end, letters stop. History keeps the name."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    check_version(user, version)
    if by is not None and by.id == user.id:
        raise PersonRefused("not_yourself")
    if user.is_active:
        user.disabled_at = now
        user.session_epoch += 1
        session.flush()
        note_person(session, user, PersonChange.DISABLED, by=by, now=now)
        log.info("person_disabled", user_id=user.id, by=_id(by))


def enable(session: Session, user: User, *, by: User | None, now: datetime, version: int | None = None) -> None:
    """The person may sign in again, with the old password."""
    require_duty(by, Duty.MANAGE_PEOPLE)
    check_version(user, version)
    if not user.is_active:
        user.disabled_at = None
        session.flush()
        note_person(session, user, PersonChange.ENABLED, by=by, now=now)
        log.info("person_enabled", user_id=user.id, by=_id(by), at=now.isoformat())


def change_own(session: Session, user: User, *, locale: str | None = None, digest_hour: int | None = None) -> None:
    """What a person sets for himself: language and hour of the daily letter. Raises PersonRefused."""
    if locale is not None:
        user.locale = _locale(locale)
    if digest_hour is not None:
        user.digest_hour = _hour(digest_hour)
    session.flush()


def usable_address(email: str) -> str:
    """The address in its kept form: ASCII, lower case, one recipient. Raises PersonRefused."""
    try:
        # Addresses inside a government's network need no public domain, so deliverability is not asked.
        checked = validate_email(email.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise PersonRefused("email_unusable", email=email[:LINE_LIMIT]) from error
    return (checked.ascii_email or checked.normalized).lower()


def _free_address(session: Session, email: str) -> str:
    address = usable_address(email)
    if user_of_address(session, address) is not None:
        raise PersonRefused("email_taken", email=address)
    return address


def _fill(session: Session, user: User, new: PersonData) -> None:
    supervisor = new.role is Role.SUPERVISOR
    agency = _agency(session, new.agency) if new.role in EXECUTORS and new.agency else None
    if new.role in EXECUTORS and agency is None:
        raise PersonRefused("agency_required")
    if supervisor and new.decides_up_to is None:
        raise PersonRefused("level_required")
    user.name = _line(new.name)
    if not user.name:
        raise PersonRefused("name_required")
    user.office = _line(new.office)
    user.role = new.role
    user.agency = agency
    user.locale = _locale(new.locale)
    user.digest_hour = _hour(new.digest_hour)
    user.supervises = [_agency(session, code) for code in new.supervises] if supervisor else []
    user.decides_up_to = new.decides_up_to if supervisor else None
    user.deputy_of_id = _deputised(session, user, new.deputy_of)


def _facts(session: Session, user: User) -> dict[str, object]:
    """What the administrator decides about a person, in codes."""
    deputised = session.get(User, user.deputy_of_id) if user.deputy_of_id else None
    return {
        "name": user.name,
        "email": user.email,
        "office": user.office,
        "role": user.role.value,
        "agency": user.agency.code if user.agency else None,
        "locale": user.locale,
        "digest_hour": user.digest_hour,
        "supervises": sorted(agency.code for agency in user.supervises),
        "decides_up_to": user.decides_up_to.value if user.decides_up_to else None,
        "deputy_of": deputised.name if deputised else None,
    }


def _changes(before: dict[str, object], after: dict[str, object]) -> dict[str, list[object]]:
    """By field what was and what is, where the two differ."""
    found = {name: [before.get(name), value] for name, value in after.items()}
    return {name: pair for name, pair in found.items() if (pair[0] or None) != (pair[1] or None)}


def _powers(user: User) -> tuple[object, ...]:
    scope = tuple(sorted(agency.code for agency in user.supervises))
    return user.email, user.role, user.agency.code if user.agency else None, scope, user.decides_up_to


def _agency(session: Session, code: str) -> Agency:
    agency = session.scalar(sa.select(Agency).where(Agency.code == code))
    if agency is None:
        raise InvalidInput("agency_unknown", name=code[:LINE_LIMIT])
    if agency.kind == "group":
        raise PersonRefused("agency_is_group", name=agency.ru)
    return agency


def _deputised(session: Session, user: User, email: str) -> int | None:
    if not email.strip():
        return None
    found = user_of_address(session, email)
    if found is None:
        raise PersonRefused("deputy_unknown", email=email[:LINE_LIMIT])
    if found.id == user.id:
        raise PersonRefused("deputy_of_self")
    return found.id


def _line(text: str) -> str:
    text = text.strip()
    if len(text) > LINE_LIMIT or not all(character.isprintable() for character in text):
        raise PersonRefused("line_unusable", limit=LINE_LIMIT)
    return text


def _locale(locale: str) -> str:
    if locale not in LOCALES:
        raise PersonRefused("locale_unknown", locale=locale[:LINE_LIMIT])
    return locale


def _hour(hour: int) -> int:
    if not 0 <= hour <= 23:
        raise PersonRefused("hour_unusable")
    return hour


def _id(by: User | None) -> int | None:
    return by.id if by else None
