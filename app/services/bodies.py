"""Bodies of the state: added, named, succeeded by others. Files bring the known ones; the administrator adds what is new.

Passing tasks and people to a successor is done in `succession.py`; which acts are possible is said in
`app.domain.succession`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import Badge, ReferenceChange, SuccessionKind
from app.domain.errors import InvalidInput
from app.domain.permissions import Duty
from app.domain.succession import Act, already_so, check_act, revives
from app.models import Agency, AgencyAct, AgencyName, Region, User
from app.queries.bodies import BODY, acts, changes_of, names_of
from app.queries.reference import agency_directory
from app.services.guard import clean_line, require_duty
from app.services.notes import note_reference
from app.services.search_index import index_bodies

NAME_LIMIT = 500
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
KINDS = (
    "ministry",
    "committee",
    "agency",
    "administration",
    "government",
    "government_office",
    "akimat_oblast",
    "akimat_city",
    "akimat_local",
    "court_or_parliament",
    "company",
    "holding",
    "fund",
    "institute",
    "sez",
)


@dataclass(frozen=True)
class NewBody:
    """What is known of a body that the register lacks. code "": made from the English name; source: where its name stands.

    valid_from: the first day of the name, None = unknown; subordinate False: takes part "by agreement".
    """

    ru: str
    kk: str
    en: str
    kind: str
    code: str = ""
    region: str = ""
    aliases_ru: tuple[str, ...] = ()
    aliases_kk: tuple[str, ...] = ()
    head_ru: str = ""
    head_kk: str = ""
    valid_from: date | None = None
    subordinate: bool = True
    source: str = ""


def add_body(session: Session, new: NewBody, *, by: User | None, now: datetime) -> Agency:
    """Add a body. It is marked as entered by policy: no file vouches for it. Raises InvalidInput."""
    require_duty(by, Duty.MANAGE_BODIES)
    names = {field: _name(getattr(new, field)) for field in ("ru", "kk", "en")}
    if new.kind not in KINDS:
        raise InvalidInput("body_kind_unknown", name=new.kind)
    if new.region and session.get(Region, new.region) is None:
        raise InvalidInput("region_unknown", name=new.region)
    _refuse_known_names(session, (names["ru"], names["kk"]), new.valid_from)
    last = session.scalar(sa.select(sa.func.max(Agency.position))) or 0
    body = Agency(
        code=_free_code(session, new.code or _code_of(names["en"])),
        kind=new.kind,
        region_code=new.region or None,
        **names,
        head_ru=clean_line(new.head_ru, limit=NAME_LIMIT),
        head_kk=clean_line(new.head_kk, limit=NAME_LIMIT),
        valid_from=new.valid_from,
        successors=[],
        subordinate=new.subordinate,
        source=clean_line(new.source, limit=NAME_LIMIT),
        badge=Badge.POLICY,
        position=last + 1,
    )
    for language, aliases in (("ru", new.aliases_ru), ("kk", new.aliases_kk)):
        for place, alias in enumerate(dict.fromkeys(_name(each) for each in aliases)):
            body.names.append(AgencyName(language=language, name=alias, position=place))
    session.add(body)
    index_bodies(session, [body])
    note_reference(session, body, ReferenceChange.BODY_ADDED, by=by, now=now, code=body.code, **names)
    return body


def add_name(session: Session, body: Agency, language: str, name: str, *, by: User | None, now: datetime) -> AgencyName:
    """Another name under which texts know a body, in ru or kk. Raises InvalidInput when it bears it already."""
    require_duty(by, Duty.MANAGE_BODIES)
    name = _name(name)
    if language not in ("ru", "kk"):
        raise InvalidInput("locale_unknown", locale=language)
    if name in (body.ru, body.kk) or any(each.name == name and each.language == language for each in body.names):
        raise InvalidInput("body_has_name", name=name)
    added = AgencyName(language=language, name=name, position=len(body.names))
    body.names.append(added)
    index_bodies(session, [body])
    note_reference(session, body, ReferenceChange.BODY_NAMED, by=by, now=now, language=language, name=name)
    return added


def succeed(session: Session, act: Act, *, by: User | None, now: datetime) -> tuple[AgencyAct, bool]:
    """Enter an act: the old bodies end on the day before it takes effect, the new ones stand in their place from then on.

    Returns the row and whether it is new: the same act entered twice changes nothing. An act entered by mistake is undone
    by the opposite one. Raises InvalidInput (see `app.domain.succession`).
    """
    require_duty(by, Duty.MANAGE_BODIES)
    codes = (*act.old, *act.new)
    # Two administrators who enter acts on one body take turns.
    lock = sa.select(Agency).where(Agency.code.in_(codes)).with_for_update()
    session.scalars(lock.execution_options(populate_existing=True)).all()
    directory = agency_directory(session)
    known = _entered(session, act)
    if known is not None and already_so(act, directory):
        return known, False
    name, number = _name(act.name), _name(act.number)
    check_act(act, directory)
    rows = names_of(session, set(codes))
    for code in act.new:
        _begin(session, rows[code], act, revived=revives(act, directory.by_code[code]))
    for code in act.old:
        rows[code].valid_to = act.effective_on - timedelta(days=1)
        rows[code].successors = list(act.new)
    row = AgencyAct(
        kind=act.kind,
        old=list(act.old),
        new=list(act.new),
        name=name,
        number=number,
        signed_on=act.signed_on,
        effective_on=act.effective_on,
        entered_by_id=by.id if by else None,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    said = {"act": row.id, "how": act.kind.value, "act_name": name, "number": number}
    for body in rows.values():
        note_reference(session, body, ReferenceChange.SUCCEEDED, by=by, now=now, **said)
    return row, True


def _begin(session: Session, body: Agency, act: Act, *, revived: bool) -> None:
    """A body comes into being by the act, is there already, or lives again as if it had never ended."""
    if revived:
        body.valid_to, body.successors = None, []
    elif body.valid_from is None and act.kind is not SuccessionKind.MERGED and _added_by_hand(session, body):
        # A body of the files without a first day has always been there, and older texts name it.
        body.valid_from = act.effective_on


def _added_by_hand(session: Session, body: Agency) -> bool:
    return any(event.kind is ReferenceChange.BODY_ADDED for event in changes_of(session, BODY, body.id))


def _entered(session: Session, act: Act) -> AgencyAct | None:
    """The row of the same act, the newest first."""
    for row in acts(session, act.old[0] if act.old else ""):
        same = (row.kind, set(row.old), set(row.new), row.effective_on)
        if same == (act.kind, set(act.old), set(act.new), act.effective_on):
            return row
    return None


def _name(text: str) -> str:
    name = clean_line(text, limit=NAME_LIMIT)
    if not name:
        raise InvalidInput("name_required")
    return name


def _refuse_known_names(session: Session, names: tuple[str, ...], valid_from: date | None) -> None:
    """One name, one body at a time: the same words again are taken for a second entry of the same body."""
    taken = session.scalars(sa.select(Agency).where(sa.or_(Agency.ru.in_(names), Agency.kk.in_(names))))
    for body in taken:
        over = body.valid_to is not None and valid_from is not None and body.valid_to < valid_from
        if not over:
            raise InvalidInput("body_known", name=body.ru)


def _code_of(english: str) -> str:
    words = re.findall(r"[a-z0-9]+", english.lower())
    code = "_".join(words)[:32].strip("_")
    return code if _CODE.fullmatch(code) else f"body_{code}".strip("_")[:36]


def _free_code(session: Session, code: str) -> str:
    if not _CODE.fullmatch(code):
        raise InvalidInput("body_code_unusable", name=code)
    if session.scalar(sa.select(Agency.id).where(Agency.code == code)) is None:
        return code
    raise InvalidInput("body_code_taken", name=code)
