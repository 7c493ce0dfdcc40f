"""Bodies named by their trade or field: «таможенникам», «органам юстиции», «антимонопольному ведомству».

Such people stand for a body only where they are addressed; which body of the place or the country, tells `local_names.py`.
"""

import re

from app.extraction.bodies.akimats import place_of_adjective, region_after
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.scan import ANY, Body, Mention, Scan
from app.extraction.lexicon import metonyms as table
from app.extraction.lexicon.bodies import FIELD_ADJECTIVES_RU
from app.extraction.words.morphology import forms

_FIELDS = FIELD_ADJECTIVES_RU | table.FIELDS_OF_BODIES
_ENDING = re.compile(r"(?:ому|ого|ым|ом|ое|ая|ой|ую|ие|их|им|ые|ых)$")
_LOCAL = table.TRADES.keys() | table.SERVICES.keys()
_FUSED = {f"{stem}ведомств" for stem in table.FUSED}
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _stems, _codes in table.PAIRS.items():
    _BY_FIRST.setdefault(_stems[0], []).append((_stems[1:], _codes))
_FIRSTS = tuple(_BY_FIRST)
_PLURAL = {
    "ам": "dat", "ям": "dat", "ым": "dat", "им": "dat", "ов": "gen", "ев": "gen", "ей": "gen", "ых": "gen", "их": "gen",
    "ами": "ins", "ями": "ins", "ыми": "ins", "ими": "ins", "и": "nom", "ы": "nom", "ые": "nom", "ие": "nom",
}  # fmt: skip
_PLURAL_ENDING = re.compile(r"(?:ами|ями|ыми|ими|[аяыи]м|[ое]в|ей|[ыи]х|[ыи]е|и|ы)$")
_ASKED = ("от", "с", "со", "у", "на")
_ASKING = ("обяз", "попрос", "прос", "призв")
_TOWARDS = frozenset("к ко по в во на о об при из у от с со для без благодаря вопреки навстречу спасибо".split())
_AHEAD = 7


def opens_trade(low: str, stem: str) -> bool:
    """Whether a word may begin such a mention."""
    return stem in table.TRADES or stem in table.SERVICES or stem in _FUSED or low.startswith(_FIRSTS)


def trade(scan: Scan, k: int) -> Mention | None:
    """«пограничникам», «санитарным врачам», «органам госдоходов (области)»; the place behind them belongs to them."""
    local = ""
    found = _people(scan, k)
    if found is None and scan.russian[k].endswith("ск") and k + 1 < len(scan.words) and scan.russian[k + 1] in _LOCAL:
        local = place_of_adjective(scan.words[k].low, scan.gazetteer.places)  # «алматинским полицейским»
        found = _people(scan, k + 1) if local else None
    if found is None:
        return None
    codes, last, cases = found
    known = tuple(code for code in codes if code in scan.gazetteer.directory.by_code)
    if not known or not _addressed(scan, k, last, cases):
        return None
    place, end = local, last
    if not local and last < len(scan.words) and scan.places[last] == scan.places[last - 1] + 1:
        place, end = region_after(scan.words, last, scan.gazetteer.places)
    mention = scan.mention(k, end, cases, need="trade:" + scan.gazetteer.valid(known, scan.day)[0].code)
    mention.place = place
    return mention


def _people(scan: Scan, k: int) -> tuple[tuple[str, ...], int, frozenset[str]] | None:
    """The codes, the word behind, and the cases."""
    low, stem = scan.words[k].low, scan.russian[k]
    if stem in table.TRADES:
        ending = _PLURAL_ENDING.search(low)
        if ending is None or (stem in table.ADJECTIVAL and _before_noun(scan, k)):
            return None
        return table.TRADES[stem], k + 1, frozenset({_PLURAL[ending.group()]})
    if stem in table.SERVICES:
        opens = scan.places[k] == 0 or not scan.tokens[scan.places[k] - 1].word
        opens = opens and any(word.low in table.NEED for word in scan.words[k + 1 : k + 1 + _AHEAD])
        clear = (
            opens or (k and table.GIVEN.match(scan.words[k - 1].low)) or low.endswith(("у", "е")) or _partner(scan, k)
        )
        cases = frozenset({"dat"}) if low.endswith(("и", "е", "у")) else forms(low).cases
        return (table.SERVICES[stem], k + 1, cases) if clear else None
    if stem in _FUSED:
        return table.FUSED[stem.removesuffix("ведомств")], k + 1, forms("ведомств" + low[len(stem) :]).cases or ANY
    for first in _FIRSTS if low.startswith(_FIRSTS) else ():
        for rest, codes in _BY_FIRST[first] if low.startswith(first) else ():
            last = k + 1 + len(rest)
            fits = last <= len(scan.words) and scan.joined(k, last)
            if fits and all(scan.words[k + 1 + n].low.startswith(part) for n, part in enumerate(rest)):
                head = low if first in _HEADS else scan.words[last - 1].low
                return codes, last, _of_head(low, head)
    return None


_HEADS = frozenset({"орган", "служб"})


def _of_head(first: str, head: str) -> frozenset[str]:
    """Cases of the noun, with those of the adjective before it; «органа» alone is no body."""
    if head.startswith("орган") and not _PLURAL_ENDING.search(head):
        return frozenset()
    known = forms(head).cases
    return (known & forms(first).cases or known) if first != head else known


def _before_noun(scan: Scan, k: int) -> bool:
    """«пожарным машинам»: an adjective of the noun that follows."""
    if k + 1 >= len(scan.words) or scan.places[k + 1] != scan.places[k] + 1:
        return False
    known, following = forms(scan.words[k].low), forms(scan.words[k + 1].low)
    return following.noun and bool(known.cases & following.cases) and scan.words[k + 1].text.islower()


def _addressed(scan: Scan, k: int, last: int, cases: frozenset[str]) -> bool:
    """Whether the words stand where one is told to act."""
    before = scan.words[k - 1].low if k else ""
    if "dat" in cases and before not in _TOWARDS and not _told_of(scan, last):
        return True
    if "gen" in cases and (before in _ASKED or before.startswith(_ASKING)):
        return True
    if "ins" in cases and (before in ("перед", "за") or _partner(scan, k)):
        return True
    ahead = scan.words[last : last + _AHEAD]
    told = any(word.low.startswith(table.MUST) for word in ahead) or (ahead and ahead[0].low.startswith("получ"))
    return "nom" in cases and (before == "пусть" or bool(told))


def _partner(scan: Scan, k: int) -> bool:
    """«вместе с полицией», «совместно с пограничниками»."""
    with_it = k > 1 and scan.words[k - 1].low in ("с", "со")
    return with_it and scan.words[k - 2].low in ("вместе", "совместно", "сообща", "наряду")


def _told_of(scan: Scan, last: int) -> bool:
    """«прокурорам вручены награды», «экологам удалось»: what has happened to them, no task."""
    for word in scan.words[last : last + _NEXT]:
        known = forms(word.low)
        if (known.passive or (known.past and not known.noun)) and not word.low.startswith(_TASKS):
            return True
    return False


_NEXT = 3
_TASKS = tuple("поруч предпис рекоменд вмен возлож постав дан велен указан предлож нужно".split())


def of_field(scan: Scan, k: int) -> Mention | None:
    """«Транспортному ведомству»: an adjective of a field that one body has, right before the noun at word k."""
    if not k or scan.places[k] != scan.places[k - 1] + 1 or not forms(scan.words[k - 1].low).adjective:
        return None
    codes = _FIELDS.get(_ENDING.sub("", scan.words[k - 1].low), ())
    known = [code for code in codes if code in scan.gazetteer.directory.by_code]
    if not known:
        return None
    agency = scan.gazetteer.valid(tuple(known), scan.day)[0]
    return scan.mention(k - 1, k + 1, forms(scan.words[k].low).cases or ANY, bodies=(Body(agency.code, agency.ru),))


def named_by_field(scan: Scan, k: int) -> Mention | None:
    """The same from its adjective on: «(главе) антимонопольного ведомства»."""
    noun = k + 1
    return of_field(scan, noun) if noun < len(scan.words) and russian_stem(scan.words[noun].low) == "ведомств" else None
