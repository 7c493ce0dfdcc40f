"""Who is named in a sentence: bodies by gazetteer and grammar, akims and ministers as their bodies, generic nouns.

A mention knows its case (any case for names that are not declined) and either its bodies or what kind of body it stands
for; resolving «министерству» to a body of the text before belongs to `resolution.py`, choosing owners to `owners.py`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from app.extraction.bodies.abroad import of_another_state
from app.extraction.bodies.apposed import apposed, both_offices, deputy, may_be_apposed, opens_apposition
from app.extraction.bodies.gazetteer import Gazetteer, russian_stem
from app.extraction.bodies.kazakh_bodies import (
    HEADS_OF_FIELD,
    board,
    minister,
    quoted,
    under,
    with_elided,
    with_holder,
    with_kind,
)
from app.extraction.bodies.kazakh_groups import executors_kk, opens_executors_kk
from app.extraction.bodies.kazakh_institutions import institution_kk, opens_institution_kk
from app.extraction.bodies.kazakh_local import with_region
from app.extraction.bodies.kazakh_offices import with_office
from app.extraction.bodies.kazakh_short import LAST_WORDS, people_of_trade, shortened
from app.extraction.bodies.kazakh_unregistered import HEADS_KK, heads_kk, kazakh_noun
from app.extraction.bodies.listed import with_places
from app.extraction.bodies.names import both_levels, named
from app.extraction.bodies.posts import (
    HEAD_NOUNS_RU,
    HEADS_OF_PLACE_KK,
    OF_MINISTRY,
    akimat,
    headed,
    ministry,
    opens_akimat,
)
from app.extraction.bodies.regional import (
    may_be_place,
    of_city,
    opens_place,
    opens_powers,
    place_itself,
    placed,
    powers,
)
from app.extraction.bodies.russian_groups import executors_ru, opens_executors_ru
from app.extraction.bodies.russian_institutions import institution_ru, opens_institution_ru
from app.extraction.bodies.scan import ACRONYM, QUOTES, Body, Mention, Scan
from app.extraction.bodies.staff import is_staff, staffed
from app.extraction.bodies.trades import opens_trade, trade
from app.extraction.bodies.unregistered import (
    GENERIC_RU,
    ORGANISATION_NOUNS,
    SEZ_NOUNS,
    company,
    generic,
    opens_generic,
    opens_organisation,
    organisation,
)
from app.extraction.lexicon import bodies as table
from app.extraction.words import kazakh
from app.extraction.words.morphology import forms
from app.extraction.words.tokens import Token

__all__ = ["Body", "Mention", "find_mentions"]


def find_mentions(tokens: list[Token], gazetteer: Gazetteer, day: date) -> list[Mention]:
    """Mentions of a sentence in order; longest first, none overlap."""
    scan = Scan(tokens, gazetteer, day)
    found: list[Mention] = []
    k = 0
    for start in _starts(scan):
        if start < k:
            continue
        k = start
        mention = _mention_at(scan, k)
        if mention is None:
            continue
        if mention.language == "kk" and found and _runs_over_quotes(scan, found[-1], mention):
            continue
        if mention.language == "kk":
            found = [m for m in found if m.last <= mention.first]
        found.append(mention)
        while k < len(scan.words) and scan.places[k] < mention.last:
            k += 1
    edges = [*(m.first for m in found[1:]), len(tokens)]
    floors = [0, *(m.last for m in found)]
    for mention, edge, floor in zip(found, edges, floors, strict=False):
        with_elided(scan, mention)
        with_region(scan, mention, floor)
        with_kind(scan, mention, edge)
        for widen in (with_office, with_holder, with_places):
            widen(scan, mention)
        _note_surroundings(scan, mention)
    done: list[Mention] = []
    for mention in found:
        if done and (office := both_offices(scan, done[-1], mention)):
            done[-1].bodies, done[-1].last, done[-1].end = (office,), mention.last, mention.end
            _note_surroundings(scan, done[-1])
        elif done and _of_the_last(done[-1], mention):
            done[-1].last, done[-1].end = mention.last, mention.end
            _note_surroundings(scan, done[-1])
        elif done and _called_contractor(scan, done[-1], mention):
            mention.first, mention.cases = done[-1].first, done[-1].cases
            done[-1] = mention
            _note_surroundings(scan, mention)
        elif done and mention.language == "kk" and under(scan, done[-1], mention):
            done[-1] = mention
        elif not done or mention.last > done[-1].last:
            done.append(mention)
    return [mention for mention in done if not of_another_state(scan, mention)]


def _of_the_last(before: Mention, mention: Mention) -> bool:
    """«Пограничной службе КНБ»: the body behind a body of its own is a part of the name."""
    if mention.first != before.last or not before.bodies or not mention.bodies or before.language != "ru":
        return False
    whole, parent = before.bodies[0].name.lower(), mention.bodies[0].name.lower()
    stems = [russian_stem(word) for word in parent.split()]
    return len(whole.split()) > len(stems) and all(any(w.startswith(s) for w in whole.split()) for s in stems)


def _called_contractor(scan: Scan, before: Mention, mention: Mention) -> bool:
    """«Подрядчику ТОО «Светлый путь»»: a firm that the register lacks, right behind what it is; of others he is hired."""
    if mention.need != "named:" or mention.language != "ru" or not before.bodies:
        return False
    if before.bodies[0].code != "grp_contractor" or scan.tokens[mention.first].text not in table.ORGANISATION_FORMS:
        return False
    return [token.text for token in scan.tokens[before.last : mention.first]] in ([], ["–"])


def _runs_over_quotes(scan: Scan, known: Mention, mention: Mention) -> bool:
    """«Самұрық-Энерго» станциялардағы қордың: words that begin inside of a quoted name of the register are no body."""
    if not mention.need.startswith("named") or known.last <= mention.first or known.last >= mention.last:
        return False
    registered = bool(known.bodies) and known.bodies[0].code is not None
    return registered and scan.tokens[known.last].text in '»"'


def _starts(scan: Scan) -> list[int]:
    """Words at which a mention may begin (in Kazakh: end); few of a sentence."""
    known = scan.gazetteer.openings
    found: list[int] = []
    for k, word in enumerate(scan.words):
        sort, capital = known.get(word.low), word.text[0].isupper()
        if sort is None or (not sort and capital and ACRONYM.match(word.text)):
            sort = _sort(scan, k)
        if sort == _ORGANISATION and k and found[-1:] != [k - 1]:
            found.append(k - 1)
        if sort or (capital and _named_here(scan, k)):
            found.append(k)
    return found


def _named_here(scan: Scan, k: int) -> bool:
    """Whether word k, which has a capital, opens a name by its capitals or quotes."""
    text, place = scan.words[k].text, scan.places[k]
    if text in table.ORGANISATION_FORMS or text in table.LOCAL_ABBREVIATIONS:
        return True
    return bool(place) and scan.tokens[place - 1].text in '«"'


def _sort(scan: Scan, k: int) -> int:
    """Whether word k may begin a mention, or the one before it may too, as it is a noun for an organisation."""
    low, gazetteer = scan.words[k].low, scan.gazetteer
    if scan.russian[k] in ORGANISATION_NOUNS:
        sort = _ORGANISATION
    else:
        sort = int(
            scan.russian[k] in gazetteer.russian.next
            or scan.kazakh[k] in gazetteer.kazakh.next
            or _special(low)
            or low in gazetteer.places.abbreviations
        )
    if len(gazetteer.openings) >= _KEPT:
        gazetteer.openings.clear()
    if len(low) <= _LONGEST:
        gazetteer.openings[low] = sort
    return sort


_ORGANISATION = 2
_KEPT = 1 << 16


def _mention_at(scan: Scan, k: int) -> Mention | None:
    levels = both_levels(scan, k)
    if levels:
        return levels
    rivals, others = _candidates(scan.words[k].low, scan.russian[k])
    known = named(scan, k)
    found = [] if known is None else [known]
    found += [mention for candidate in rivals if (mention := candidate(scan, k)) is not None]
    if known is not None and (akimats := _akimats_of_places(scan, k, known)) is not None:
        found.append(akimats)
    if found:
        best = max(found, key=lambda m: (m.last, m.bodies != (), -m.first))
        heads = scan.russian[k] in ORGANISATION_NOUNS or scan.russian[k] in HEAD_NOUNS_RU
        longer = organisation(scan, k) if heads and _is_local(best) else None
        return longer if longer is not None and longer.last > best.last else placed(scan, best)
    first = next((mention for candidate in others if (mention := candidate(scan, k)) is not None), None)
    unnamed = first is not None and first.language == "kk" and first.need in ("body", "committee", "department")
    return (executors_kk(scan, k) or first) if unnamed else first


Candidate = Callable[[Scan, int], Mention | None]


def _candidates(low: str, stem: str) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """What may begin (in Kazakh: end) at a word beside names of the register, by its letters and its Russian stem.

    Of the first the longest mention counts; without any, the first found of the second.
    """
    return _kept_candidates(low, stem) if len(low) <= _LONGEST else _candidates_of(low, stem)


def _candidates_of(low: str, stem: str) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    own, russian = kazakh.stem(low), not kazakh.looks_kazakh(low)
    of_place = stem.endswith("ск")
    rivals = (
        (akimat, opens_akimat(low, stem, own)),
        (ministry, stem in OF_MINISTRY),
        (headed, russian and russian_stem(low) in HEAD_NOUNS_RU),
        (staffed, is_staff(stem)),
        (minister, own in HEADS_OF_FIELD),
        (shortened, True),
        (people_of_trade, own in LAST_WORDS),
        (deputy, russian and opens_apposition(low, stem)),
        (apposed, russian and may_be_apposed(low, stem)),
        (of_city, russian and (of_place or low.startswith("столичн"))),
        (powers, russian and opens_powers(low)),
    )
    others = (
        (trade, of_place or opens_trade(low, stem)),
        (place_itself, may_be_place(low)),
        (board, own in _BOARDS_KK),
        (quoted, KIND.match(low) is not None),
        (generic, opens_generic(low, stem)),
        (organisation if opens_organisation(low, stem) else company, True),
        (executors_kk, opens_executors_kk(low)),
        (institution_kk, opens_institution_kk(low)),
        (executors_ru, russian and opens_executors_ru(low)),
        (institution_ru, russian and opens_institution_ru(low)),
    )
    return _open(rivals), _open(others)


def _open(gates: tuple[tuple[Candidate, bool], ...]) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate, opens in gates if opens)


_kept_candidates = lru_cache(maxsize=1 << 15)(_candidates_of)
_BOARDS_KK = frozenset({"басқарма", "кеңес"})


def _akimats_of_places(scan: Scan, k: int, known: Mention) -> Mention | None:
    """«Қызылорда облыстарының әкімдіктеріне»: the places before make it no «Облыс әкімдіктері» of all regions."""
    if known.language != "kk" or k == 0 or not _of_place(scan.words[k - 1]):
        return None
    last = bisect_left(scan.places, known.last) - 1
    return akimat(scan, last) if last > k and scan.words[last].low.startswith(("әкім", "орган")) else None


def _of_place(before: Token) -> bool:
    return before.text[0].isupper() or before.low.startswith(_PLACE_NOUNS_KK)


_PLACE_NOUNS_KK = ("облыс", "қала", "аудан", "өңір", "елорда", "мегаполис")


def _is_local(mention: Mention) -> bool:
    """A department of akimats, or all of one field: the text may name more («… и спорта», «… Астаны») than the register."""
    return mention.need.startswith("department") or (bool(mention.bodies) and mention.bodies[0].code in _LOCAL_GROUPS)


_LOCAL_GROUPS = frozenset({"grp_edu", "grp_police"})


def _special(low: str) -> bool:
    """Whether a word may begin (in Kazakh: end) a mention by grammar, without a name of the register."""
    if len(low) > _LONGEST:
        return False
    stem, kk = russian_stem(low), kazakh.stem(low)
    return (
        low.startswith(("аким", "әкім", "градоначальник"))
        or stem in HEAD_NOUNS_RU
        or is_staff(stem)
        or stem in GENERIC_RU
        or kk in HEADS_OF_FIELD
        or kk in LAST_WORDS
        or kk in HEADS_OF_PLACE_KK
        or heads_kk(low)
        or opens_executors_kk(low)
        or opens_institution_kk(low)
        or opens_executors_ru(low)
        or opens_institution_ru(low)
        or KIND.match(low) is not None
        or stem in ORGANISATION_NOUNS
        or (low[:_OPENING] in _HEADS_OPEN and kazakh_noun(low)[0] in HEADS_KK)
        or stem in SEZ_NOUNS
        or stem in _OF_AKIMAT
        or stem.endswith("ск")
        or low in table.DEPUTY_FORMS
        or low.startswith(_COLLOQUIAL)
        or opens_apposition(low, stem)
        or opens_trade(low, stem)
        or opens_place(low)
        or low in table.POWER_FORMS
        or low in table.PRONOUNS_RU
        or low in table.PRONOUNS_KK
        or stem in OF_MINISTRY
    )


_LONGEST = 40
_OPENING = 2  # letters of a head that no ending changes
_HEADS_OPEN = frozenset(head[:_OPENING] for head in HEADS_KK)
KIND = re.compile(rf"(?:{table.KINDS_KK})[а-яәғқңөұүһі-]*$")
_COLLOQUIAL = tuple(stems.split()[0] for stems in table.COLLOQUIAL)
_OF_AKIMAT = frozenset("областн городск районн сельск".split())


def _note_surroundings(scan: Scan, mention: Mention) -> None:
    """Preposition before, «совместно с», and the marks «(свод)», «(по согласованию)» after."""
    tokens = scan.tokens
    before = mention.first - 1
    while before >= 0 and tokens[before].text in QUOTES:
        before -= 1
    if mention.language == "ru":
        window = tokens[max(0, before - 3) : before + 1]
        phrase = " ".join(token.low for token in window)
        mention.together = bool(table.TOGETHER_RU.search(phrase + " "))
        before = _beyond_attributes(scan, before, mention)
        if before >= 0 and tokens[before].low in PREPOSITIONS:
            mention.prep = tokens[before].low
    else:
        after = [t for t in tokens[mention.last : mention.last + 2] if t.text not in QUOTES]
        mention.together = bool(after and table.TOGETHER_KK.match(after[0].low)) or mention.cases == {"ins"}
    if mention.last < len(tokens) and tokens[mention.last].text == "(":
        inside = []
        for token in tokens[mention.last + 1 : mention.last + 5]:
            if token.text == ")":
                break
            inside.append(token.low)
        mark = " ".join(inside)
        mention.lead = mark in table.LEAD_MARKS
        mention.by_agreement = mark in table.AGREEMENT_MARKS


def _beyond_attributes(scan: Scan, index: int, mention: Mention) -> int:
    """«на областные акиматы», «с наших министерств»: the preposition before the adjectives that agree with a body.

    The index itself where there is none, or none that governs the body's case («в связи с этим фонду …»).
    """
    place, cases = index, mention.cases
    while place > max(-1, index - _ATTRIBUTES) and scan.tokens[place].word:
        known = forms(scan.tokens[place].low)
        if not known.adjective or known.noun or not known.cases & cases:
            break
        place, cases = place - 1, cases & known.cases
    if place == index or place < 0:
        return index
    if scan.tokens[place].low == "по" and scan.tokens[place + 1].low in REMAINING and index == place + 1:
        return index  # «По оставшимся акимам даны поручения»: what is left, and the akims
    return place if cases & GOVERNED.get(scan.tokens[place].low, frozenset()) else index


_ATTRIBUTES = 3
REMAINING = frozenset("оставшимся остальным прочим".split())
GOVERNED = {
    preposition: frozenset(cases.split())
    for cases, prepositions in {
        "gen": "от до из у для без кроме среди против около вокруг из-за ради вместо",
        "dat": "к ко согласно", "acc": "про через", "ins": "над перед между", "loc": "при",
        "acc loc": "в во на о об", "acc ins": "за под", "gen acc ins": "с со", "dat acc loc": "по",
    }.items()
    for preposition in prepositions.split()
}  # fmt: skip
PREPOSITIONS = frozenset(
    "в во на по о об от до из у к ко с со за для при про над под перед без через между кроме среди против около вокруг "
    "из-за ради согласно вместо".split()
)
