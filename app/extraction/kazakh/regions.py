"""A region, a city or a district that owns a Kazakh instruction itself: «Павлодар облысы … тиіс», «Сауран ауданына … тапсырылды».

Asked for only where a candidate names no body, for most places of a text are no addressees. Akimats and their heads belong to
`akimats.py`.
"""

import re

from app.domain.enums import ExecutorRole
from app.extraction.bodies.akimats import GROUP
from app.extraction.bodies.kazakh_akimats import kazakh_places
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.bodies.places import Places
from app.extraction.lexicon.frames_kk import IN_FRONT_KK, JOINERS
from app.extraction.lexicon.names_kk import AND_KK, EVERY_KK
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.text.view import View
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_UNIT = re.compile(r"(?:облыс|қала|аудан|шаһар|өңір)(?:тар|лар|дар|лер)?(?:ы|і|сы|сі)(?:на|не|нан|нен|н[ыі]ң)?$")
_PLAIN = re.compile(r"(?:облыс|қала|аудан|шаһар|өңір)(?:тар|лар|дар|лер)?(?:ы|і|сы|сі)$")  # «ауданы» is no accusative
_MANY = re.compile(r"(?:өңір|облыс|аймақ)(?:лер|тар)(?:ге|ға|ден|дан|д[іы]ң)?$")
_EACH = re.compile(r"(?:өңір|облыс|аймақ)(?:ге|қа|ден|тан)?$")
_POSSESSED = re.compile(r"[а-яәғқңөұүһі]{2,}[ыі](?:на|не|н[ыі]ң|нда|нде|нан|нен|н)?$")
# What is done to a place, not by it: «облысқа қаражат бөлу керек».
_TRANSFER = re.compile(
    r"(?:бөлу|жіберу|жеткізу|жөнелту|көрсету|беру|аудару|тасымалдау|бару|келу|шығу|ұшу|көшу|қайту|сапарлау|тарту|әкелу|қосу|"
    r"енгізу|орналастыру|салу|ашу|арналу)(?:ді|ды|ін|ын)?$"
)
_IT = frozenset("оны мұны соны осыны бұны".split())
_EVERY_OR_OTHER = EVERY_KK | frozenset("қалған өзге басқа".split())
_CHARGING = frozenset({"active", "passive", "first"})
_SUBJECT = frozenset({"modal", "optative"})
_CASES = frozenset({"dat", "abl"})


def regional(view: View, head: Head) -> list[Chosen]:
    """The akimat of the place that stands where an owner of the head does; else an empty list."""
    assert head.frame is not None
    if head.frame.voice not in _CHARGING | _SUBJECT:
        return []
    words = [token for token in view.tokens if token.word]
    indexes = [index for index, token in enumerate(view.tokens) if token.word]
    places = view.document.gazetteer.places
    for number, index in enumerate(indexes):
        if not head.lo <= index < head.at or view.inside_mention(index):
            continue
        codes, first, case = _place(words, number, places)
        if codes and _owns(view, head, indexes[first], index, case):
            return _chosen(view, head, codes, indexes[first], index, case)
    return []


def _place(words: list[Token], number: int, places: Places) -> tuple[list[str], int, str]:
    """Codes of the place that ends at a word, its first word and its case."""
    low, text = words[number].low, words[number].text
    every = number > 0 and words[number - 1].low in _EVERY_OR_OTHER
    if _MANY.match(low) or (every and _EACH.match(low)):
        return [GROUP], number - every, kazakh.case_of(low) if low[-3:] not in ("лер", "тар") else "nom"
    if not (_UNIT.match(low) or text[0].isupper()):
        return [], number, ""
    codes, first = kazakh_places(words, number + 1, places)
    bare = (low, "қала") in places.kazakh or _PLAIN.match(low) is not None
    if not _UNIT.match(low) and first == number and not bare and not _is_short(low, places):
        return [], number, ""
    return codes, first, "nom" if bare else kazakh.case_of(low)


def _is_short(low: str, places: Places) -> bool:
    """«БҚО-ға», «Алматыға», «елордаға»: a place of one word."""
    name = low.partition("-")[0]
    return (
        name in places.abbreviations or (kazakh.without_case(low), "қала") in places.kazakh or low.startswith("елорда")
    )


def _owns(view: View, head: Head, first: int, last: int, case: str) -> bool:
    assert head.frame is not None
    following = view.tokens[last + 1] if last + 1 < len(view.tokens) else None
    opens = not any(t.word and t.low not in JOINERS for t in view.tokens[head.lo : first])
    term = following is not None and any(
        0 <= d.start - following.start <= 1 for d in view.document.deadlines(view.unit)
    )
    if case == "nom":
        if following is not None and following.low in AND_KK:
            return False  # the last of a list has them all
        if head.frame.voice not in _SUBJECT or "nom" not in head.frame.owners or following is None:
            return False
        one = first == last and _MANY.match(view.tokens[last].low) is None
        marked = following.text == "–" or term
        # «… тұрғындары», not «жолды», «оны»
        noun = _POSSESSED.match(following.low) and kazakh.case_of(following.low) != "acc" and following.low not in _IT
        return (opens or not one) and (marked or (not one and not noun))
    if case == "gen":
        return "before" in head.frame.owners and following is not None and following.low in IN_FRONT_KK
    if case not in _CASES or case not in head.frame.owners:
        return False
    if term or last + 1 == head.trigger[0]:
        return opens or head.frame.voice in _CHARGING
    act = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    return head.frame.voice in _CHARGING and _TRANSFER.search(act) is None


def _chosen(view: View, head: Head, codes: list[str], first: int, last: int, case: str) -> list[Chosen]:
    assert head.frame is not None
    by_code = view.document.directory.by_code
    bodies = tuple(Body(code, by_code[code].ru) for code in dict.fromkeys(codes) if code in by_code)
    if not bodies:
        return []
    start, end = view.tokens[first].start, view.tokens[last].end
    mention = Mention(first, last + 1, start, end, frozenset({case}), bodies=bodies, language="kk")
    return [Chosen(mention, bodies, ExecutorRole.LEAD, f"owner.{head.frame.id}", view.unit)]
