"""Titles of instructions: what is to be done, without who said it, who executes it and by when.

«Премьер-министр отметил, что акимат должен …» → «акимат должен …»; a Kazakh sentence, whose act stands last and before the
word that orders: «Көлік министрлігіне 1 мамырға дейін 120 көпірді нығайту тапсырылды» → «120 көпірді нығайту».

The quote itself is never cut: a task stays tied to the whole sentence. Who spoke is the giver, found by `givers.py`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.sameness import is_kazakh
from app.extraction.lexicon.speech import SAYS_KK, SAYS_RU

_BEFORE = re.compile(rf"[^,.:;«»\"]{{1,80}}?\s(?:{SAYS_RU})[а-я]*,\s+что\s+")
_AFTER_KK = re.compile(rf"[»\"]?\s*[,–-]?\s+(?:деп|дегенді)\s+(?:[\w-]+\s+){{0,2}}?(?:{SAYS_KK})[^.!?]{{0,60}}[.!?]?$")
_SHORTEST, _SHORTEST_ACT = 20, 12
# What stands in the place of a body, and of a term.
_CUT, _CUT_TERM = "\x00", "\x01"
_PERSON = re.compile(r"\s+(?:[А-ЯӘҒҚҢӨҰҮҺІ][\w.]*\s*)?[А-ЯӘҒҚҢӨҰҮҺІ]\w+(?:ов|ев|ин|ова|ева|ина|ұлы|қызы)(?![\w-])")
# What joins bodies that were cut out, and what is left of them.
_JOINS = (
    r"(?:\s*(?:,|және|мен|пен|бен|бірлесіп|бірлесе отырып|бірге|болса,?|\((?:свод|жинақтау|келісім бойынша)\)))*\s*"
)
_BETWEEN = re.compile(rf"{_CUT}{_JOINS}(?={_CUT})|(?<={_CUT}){_JOINS}")
# «Отырыста Премьер-министр …», «Жиын қорытындысы бойынша Үкімет басшысы …»: where it was said.
_OCCASION = re.compile(rf"^[^{_CUT}]{{0,90}}(?:[дт][ае]|бойынша|барысында|кейін)\s*(?={_CUT})")
_OPENING = re.compile(
    r"(?:(?:сонымен (?:бірге|қатар)|сондықтан|сондай-ақ|осыған (?:орай|байланысты)|осыдан (?:соң|кейін)|бұдан (?:бөлек|басқа)|"
    r"содан (?:соң|кейін)|ол|мен|біз|ал|[а-яәғқңөұүһі]+ншіден|бұл ретте|атап айтқанда|соның ішінде)(?![\w-]),?\s*)+",
    re.IGNORECASE,
)
# A directive word that is the act itself («бекітсін», «бекітуді», «бекітіңіздер»), beside those that only order it.
_ACT_ITSELF = re.compile(
    r"(?!(?:тапсыр|жүкте|міндетте|ұсыныл))(?:.*\s)?"
    r"[\w-]+(?:[ую](?:ды|ді|ға|ге|ы|і)?|ңыз(?:дар)?|ңіз(?:дер)?|с[ыі]н)"
)
_ORDERING = re.compile(
    r"[\s,;]+(?:туралы|жөнінде|бойынша|үшін|сеніп|жауапты|мерзім[іін]*|міндетін?|(?:қажет|керек|тиіс)\w*(?:\s+[\w-]+){0,2}|"
    r"(?:деп|деген|дегенді|деді)(?:\s+[\w-]+){0,3})$"
)
_SAID = re.compile(r"[\s,;]+(?:мерзім[іін]*|жауапты)$|\s(?:деп|деген|дегенді|деді)(?:\s+[\w-]+){0,3}$")
# A verbal noun in the case that the ordering word asks for; «нығайтуы тиіс»: with the ending of its subject.
_NOUN_OF_ACT = re.compile(r"(?<=[ую])(?:ды|ді|ға|ге|ын|ін|ы|і|дің|дың)(?=\s*$|\s*,|\s+және\s|\s+әрі\s|\s*;)")
_LET = re.compile(r"(\w+?)([пкқй]|[ыі])?с[ыі]н$")
_BEFORE_U = {"п": "бу", "к": "гу", "қ": "ғу", "й": "ю"}
_EMPTY_QUOTES = re.compile(r"«\s*»|\"\s*\"")
_ENDS = ' .,;:!–-«»"\n'


def without_attribution(quote: str) -> str:
    """A quoted instruction without «…, что» before it or «…, деп атап өтті …» after it; as it was where little is left."""
    low = quote.lower().replace("ё", "е")
    if len(low) != len(quote):
        return quote
    before, after = _BEFORE.match(low), _AFTER_KK.search(low)
    said = quote[before.end() if before else 0 : after.start() if after else len(quote)].strip(' «»"')
    return said if len(said) >= _SHORTEST else quote


def title_of(record: Mapping[str, Any]) -> str:
    """The acts of an instruction as its title. record: as `record.py` makes it."""
    actions = record.get("actions") or []
    if not is_kazakh(record["quote"]):
        return "; ".join(action["text"] for action in actions) or without_attribution(record["quote"])
    acts = actions or [{"text": record["quote"], "start": record["start"]}]
    return "; ".join(_act(act["text"], act["start"], record) for act in acts)


def _act(text: str, start: int, record: Mapping[str, Any]) -> str:
    """What a Kazakh sentence orders; without its attribution only, where too little would be left."""
    trigger = record.get("trigger") or {}
    at, orders = (trigger.get("start") or -1) - start, trigger.get("text") or ""
    last = at + len(orders)
    ends = 0 < at < len(text) and not text[last:].strip(_ENDS)
    acts = ends and _ACT_ITSELF.fullmatch(orders.lower()) is not None
    act = _bare(_blanked(text[:at] if ends and not acts else text, start, record), acts)
    if len(act) < _SHORTEST_ACT or " " not in act:
        return without_attribution(text)
    return act[0].upper() + act[1:]


def _blanked(text: str, start: int, record: Mapping[str, Any]) -> str:
    """The words with a sign in the place of giver, owners and term."""
    for first, last, sign in sorted(_places(record), reverse=True):
        first, last = first - start, last - start
        if 0 <= first < last <= len(text):
            if record.get("giver") and first == (record["giver"].get("start") or 0) - start:
                person = _PERSON.match(text, last)
                last = person.end() if person else last
            text = text[:first] + sign + text[last:]
    return text


def _places(record: Mapping[str, Any]) -> Iterable[tuple[int, int, str]]:
    found = [(record.get("giver"), _CUT), (record.get("deadline"), _CUT_TERM)]
    found += [(owner, _CUT) for owner in record.get("owners") or ()]
    return {(place["start"], place["end"], sign) for place, sign in found if place and place.get("start") is not None}


def _bare(text: str, acts: bool) -> str:
    """The act in the form of a title: «… нығайтуды» → «… нығайту», «… нақтыласын» → «… нақтылау»."""
    text = _OCCASION.sub("", text, count=1)
    text = _EMPTY_QUOTES.sub(" ", _BETWEEN.sub("", text).replace(_CUT, " ").replace(_CUT_TERM, " "))
    text = _leading(" ".join(text.split()).strip(_ENDS))
    shorter = _ORDERING.sub("", _ORDERING.sub("", text))
    if acts or _SAID.search(text):  # «схемасын» is no «жасасын»
        shorter = _LET.sub(lambda match: match[1] + _BEFORE_U.get(match[2] or "", "у"), shorter)
    return _NOUN_OF_ACT.sub("", shorter).strip(_ENDS)


def _leading(text: str) -> str:
    """A text without the words that lead over to it."""
    opening = _OPENING.match(text)
    return text[opening.end() :] if opening else text
