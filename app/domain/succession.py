"""What an act may do to bodies of the state: renamed, merged, split up; and how such an act is taken back.

An act is undone by the opposite act (renamed back, a merger split up, parts merged again): a body that ended by the first
one then lives again, as if it had never ended. Rows and open tasks are changed by `app.services.bodies`.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.directory import Agency, AgencyDirectory
from app.domain.enums import SuccessionKind
from app.domain.errors import InvalidInput


@dataclass(frozen=True)
class Act:
    """An act on bodies. old, new: codes; signed_on: the day of the act; effective_on: the first day of the new bodies."""

    kind: SuccessionKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    name: str
    number: str
    signed_on: date
    effective_on: date


def check_act(act: Act, directory: AgencyDirectory) -> None:
    """Refuse an act that the directory contradicts. Raises InvalidInput; the code says why."""
    _check_numbers(act)
    bodies = {code: _real(directory, code) for code in (*act.old, *act.new)}
    if act.signed_on > act.effective_on:
        raise InvalidInput("act_not_signed_yet")
    for code in act.old:
        body = bodies[code]
        if body.successors or body.valid_to is not None:
            raise InvalidInput("body_ended", name=body.ru)
        if body.valid_from is not None and body.valid_from > act.effective_on:
            raise InvalidInput("body_not_begun", name=body.ru)
    for code in act.new:
        body = bodies[code]
        if revives(act, body):
            continue
        if body.valid_to is not None or body.successors:
            raise InvalidInput("body_ended", name=body.ru)
        if body.valid_from is not None and body.valid_from > act.effective_on:
            raise InvalidInput("body_not_begun", name=body.ru)


def revives(act: Act, body: Agency) -> bool:
    """Whether the act is the opposite of the one that ended the body: all its successors now give way to it."""
    return bool(body.successors) and set(body.successors) <= set(act.old)


def already_so(act: Act, directory: AgencyDirectory) -> bool:
    """Whether the directory already says what the act says: it was entered before."""
    old = [directory.by_code.get(code) for code in act.old]
    return bool(old) and all(
        body is not None
        and set(body.successors) == set(act.new)
        and body.valid_to is not None
        and (act.effective_on - body.valid_to).days == 1
        for body in old
    )


def _check_numbers(act: Act) -> None:
    if len(set(act.old)) != len(act.old) or len(set(act.new)) != len(act.new) or set(act.old) & set(act.new):
        raise InvalidInput("body_succeeds_itself")
    fits = {
        SuccessionKind.RENAMED: len(act.old) == 1 and len(act.new) == 1,
        SuccessionKind.MERGED: len(act.old) >= 1 and len(act.new) == 1,
        SuccessionKind.SPLIT: len(act.old) == 1 and len(act.new) >= 2,
    }
    if not fits[act.kind]:
        raise InvalidInput("succession_numbers", kind=act.kind)


def _real(directory: AgencyDirectory, code: str) -> Agency:
    body = directory.by_code.get(code)
    if body is None:
        raise InvalidInput("agency_unknown", name=code)
    if body.is_group:
        raise InvalidInput("body_is_group", name=body.ru)
    return body
