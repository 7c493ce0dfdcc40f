"""Sentences of a speech that only say how a thing is to be looked at: maxims, and words of an order said once more.

«Строить надо школу, а не стены», «Согласовать, а не отправить по почте»; asked of instructions that were found.
"""

import re

from app.extraction.lexicon.around_orders_ru import HUMAN_ACTS
from app.extraction.lexicon.outsiders import JUDGED_BY_A_DASH, NOTHING_TO, PREDICATIVES
from app.extraction.parts.head import Head
from app.extraction.parts.verdicts import Verdict
from app.extraction.text.view import View
from app.extraction.weighing.likelihood import WEIGHED
from app.extraction.words.morphology import forms, imperfective

_RATHER = re.compile(r"[^.;:]{1,60}?, а не ")
_NEEDED = frozenset("надо нужно".split())
_NOW = frozenset("уже сейчас сегодня теперь завтра немедленно срочно здесь".split())
_FIRST, _BESIDE = 2, 4  # tokens
_OPENERS = frozenset("и но а ведь именно вот же это".split())


def maxim(view: View, head: Head, verdict: Verdict) -> bool:
    """«Лечить надо причину, а не симптом»: no body, no day, and what one shall not do instead; «… нужно отделу» orders."""
    if head.frame is None or head.frame.voice != "modal" or view.tokens[head.at].low not in _NEEDED:
        return False
    if any(c.unit is view.unit for c in verdict.chosen) or view.document.deadlines(view.unit):
        return False
    if _of_any_time(view, head) or _first_things_first(view):
        return True
    words = [i for i, token in enumerate(view.tokens[: head.at]) if token.word and token.low not in _OPENERS]
    low = view.tokens[words[0]].low if len(words) == 1 else ""
    lasting = bool(low) and forms(low).infinitive and imperfective(low)
    return lasting and _RATHER.match(view.document.folded.low, view.tokens[head.at].end, view.unit.end) is not None


def _of_any_time(view: View, head: Head) -> bool:
    """«С людьми надо разговаривать», «Строить нужно спокойно»: lasting acts alone, of nobody and no place by name, not now."""
    start, end = view.clause_start(head.at), view.clause_end(head.at)
    words = [token for token in view.tokens[start:end] if token.word]
    acts = [view.tokens[i].low for i in view.infinitives if start <= i < end]
    if not acts or not all(imperfective(act) for act in acts) or _NOW.intersection(token.low for token in words):
        return False
    return not any(token.text[0].isupper() for token in words[1:])


def _first_things_first(view: View) -> bool:
    """«Сначала нужно разобраться в процессе, потом покупать софт»: in what order things are done, of no place by name."""
    words = [token for token in view.tokens if token.word]
    named = any(token.text[0].isupper() for token in words[1:])
    told = _FIRST_THEN.match(view.document.folded.low, view.unit.start, view.unit.end)
    return not named and told is not None and not HUMAN_ACTS.match(told["act"])


_FIRST_THEN = re.compile(
    r"\W*(?:сначала|сперва|прежде) (?:надо|нужно) [^,.;]{3,60}, (?:а )?(?:уже )?(?:потом|затем) "
    r"(?P<act>[а-я]{2,30}(?:ть|ти|чь)(?:ся)?)"
)


def of_a_state(view: View, head: Head) -> bool:
    """«Здесь стыдно встречать гостей», «Им не с кем работать»: a word of state beside an infinitive that nobody ordered."""
    if head.kind == WEIGHED:
        return bool(view.infinitives) and all(_nothing_to(view, act) for act in view.infinitives)
    if head.kind not in ("infinitive", "item") or head.at not in view.infinitives:
        return False
    near = view.tokens[max(0, head.at - _BESIDE) : head.at + _BESIDE]
    return any(token.low in PREDICATIVES for token in near) or _nothing_to(view, head.at)


def _nothing_to(view: View, act: int) -> bool:
    """«Министерству некому поручить проверку», «акиму не о чем докладывать»."""
    start = max(view.clause_start(act), act - _BESIDE)
    return NOTHING_TO.search(view.text(start, act)) is not None


def judged_by_a_dash(view: View, head: Head, verdict: Verdict) -> bool:
    """«Не закрывать, а помочь – вот задача», «…, «а не латать старое»»: an infinitive that is measured or only contrasted."""
    if head.kind != "infinitive" or any(c.unit is view.unit for c in verdict.chosen) or view.groups:
        return False
    low, unit = view.document.folded.low, view.unit
    opens = " ".join(token.low for token in view.tokens[:3] if token.word)
    if opens.startswith("а не "):
        return True
    return head.at <= _FIRST and JUDGED_BY_A_DASH.match(low, unit.start, unit.end) is not None


def echoes(view: View, head: Head, verdict: Verdict) -> bool:
    """«…прошу согласовать план. Согласовать, а не отправить по почте»: the act of the sentence before, and no more of it."""
    if head.kind not in ("infinitive", "item") or head.at not in view.infinitives:
        return False
    if any(c.unit is view.unit for c in verdict.chosen) or view.document.deadlines(view.unit):
        return False
    if any(token.word and token.low not in _OPENERS for token in view.tokens[: head.at]):
        return False
    if not view.text(head.at + 1, head.at + 4).startswith(", а не"):
        return False
    before = view.document.before(view.unit, 1)
    said = view.tokens[head.at].low
    return bool(before) and any(token.low == said for token in view.document.tokens(before[0]))
