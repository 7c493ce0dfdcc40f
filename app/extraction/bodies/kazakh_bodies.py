"""Kazakh ways to name a body beside its register name: its minister, its holder by name, a firm in quotes and its kind.

«Көлік министріне», «Көлік министрі Талғат Ластаевқа», «Ақжол» ЖШС-ға. Names of the register and akims belong to
`names.py` and `akimats.py`, people whose office another sentence gives to `text/kazakh_people.py`.
"""

import re
from bisect import bisect_left

from app.extraction.bodies.gazetteer import longest
from app.extraction.bodies.names import named
from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon import bodies as table
from app.extraction.lexicon.metonyms_kk import FIELDS_KK
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

MINISTER, BODY = "министр", "ведомство"
_MINISTRY = "министрлік"
_DEPUTY, _VICE = "вице-министр", "вице-премьер"
HEADS_OF_FIELD = frozenset({MINISTER, _DEPUTY, BODY})
_MINISTRIES, _AND = "министрліктер", ("және", "мен", "пен", "бен")
_LONGEST_NAME, _LONGEST_FIELD, _LONGEST_QUOTE = 8, 6, 14
_OF_KIND = re.compile(rf"(?:{table.KINDS_KK})(?:[а-яәғқңөұүһі]{{0,12}}|-[а-яәғқңөұүһі]{{1,6}})$")
_BEFORE_KIND = table.KIND_ATTRIBUTES_KK
_NAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(?:-[А-ЯӘҒҚҢӨҰҮҺІ]?[а-яәғқңөұүһі]+)?$")
_INITIAL = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ]$")
_BOARD = re.compile(r"(?:басқарма|басқармасының|кеңесінің) төраға[а-яәғқңөұүһі]*$")
_OBLIQUE = frozenset({"dat", "acc", "abl", "gen", "ins"})


def minister(scan: Scan, k: int) -> Mention | None:
    """«Көлік министріне» is the ministry, «министрге» alone the last ministry of the text."""
    if scan.kazakh[k] not in HEADS_OF_FIELD:
        return None
    case = frozenset({kazakh.case_of(scan.words[k].low)})
    if scan.kazakh[k] == BODY:
        return _of_field(scan, k, case) or _of_adjective(scan, k, case)
    if scan.kazakh[k] == _DEPUTY:  # «(Қаржы) вице-министрге»: of his ministry; alone where he is addressed
        alone = scan.mention(k, k + 1, case, need="ministry", office=True, language="kk") if "dat" in case else None
        return _of_field(scan, k, case) or alone
    every = scan.gazetteer.directory.by_code.get("grp_cgo")
    if every is not None and scan.words[k].low.startswith("министрлер") and case & _OBLIQUE:
        first = k - (k > 0 and scan.words[k - 1].low in ("барлық", "барша", "бүкіл"))
        return scan.mention(first, k + 1, case, bodies=(Body(every.code, every.ru),), office=True, language="kk")
    if every is not None and k and scan.words[k - 1].low in ("әр", "әрбір", "барлық", "барша"):
        return scan.mention(k - 1, k + 1, case, bodies=(Body(every.code, every.ru),), office=True, language="kk")
    if (known := _of_field(scan, k, case)) is not None:
        return known
    if case <= {"nom"} or not kazakh.looks_kazakh("".join(t.low for t in scan.words)):
        return None
    return scan.mention(k, k + 1, case, need="ministry", office=True, language="kk")


def _of_field(scan: Scan, k: int, case: frozenset[str]) -> Mention | None:
    """The ministry whose field stands before word k («Көлік министрі», «қаржы бірінші вице-министрі»), or None."""
    last = k - (k > 0 and scan.words[k - 1].low == "бірінші")
    for first in range(max(0, last - _LONGEST_NAME), last):
        stems = [*scan.kazakh[first:last], _MINISTRY]
        for count, node in longest(scan.gazetteer.kazakh, stems, 0):
            if count == len(stems) and scan.joined(first, k + 1):
                agency = scan.gazetteer.valid(node.names[0].codes, scan.day)[0]
                body = Body(agency.code, agency.ru)
                office = scan.kazakh[k] != BODY
                return scan.mention(first, k + 1, case, bodies=(body,), office=office, language="kk")
    return None


def _of_adjective(scan: Scan, k: int, case: frozenset[str]) -> Mention | None:
    """«экологиялық ведомствоға», «монополияға қарсы ведомство»: by what the field of a ministry is called."""
    for taken in (2, 1):
        code = FIELDS_KK.get(" ".join(word.low for word in scan.words[max(0, k - taken) : k]), "")
        agency = scan.gazetteer.directory.by_code.get(code)
        if agency is not None and scan.joined(k - taken, k + 1):
            return scan.mention(k - taken, k + 1, case, bodies=(Body(agency.code, agency.ru),), language="kk")
    return None


def under(scan: Scan, before: Mention, mention: Mention) -> bool:
    """«ҰҚК Шекара қызметі»: the body before is the one that this body stands below; it becomes a part of the name."""
    if mention.first != before.last or not before.bodies or not mention.bodies or "nom" not in before.cases:
        return False
    by_code = scan.gazetteer.directory.by_code
    whole, part = by_code.get(before.bodies[0].code or ""), by_code.get(mention.bodies[0].code or "")
    if whole is None or part is None or not part.kk.startswith(f"{whole.kk}нің "):
        return False
    mention.first, mention.start = before.first, before.start
    return True


def with_elided(scan: Scan, mention: Mention) -> None:
    """«Қаржы және Ұлттық экономика министрліктеріне»: the ministries before that share the plural noun of the last."""
    last = scan.tokens[mention.last - 1].low if mention.language == "kk" and mention.last else ""
    if not last.startswith(_MINISTRIES) or len(mention.bodies) != 1:
        return
    first = bisect_left(scan.places, mention.first)
    while first > 0:
        joiner = scan.words[first - 1].low in _AND
        comma = scan.places[first] - 1 > scan.places[first - 1] and scan.tokens[scan.places[first] - 1].text == ","
        found = _field_before(scan, first - joiner) if joiner or comma else None
        if found is None:
            break
        first, body = found
        mention.bodies = (body, *mention.bodies)
        mention.first, mention.start = scan.places[first], scan.words[first].start


def _field_before(scan: Scan, end: int) -> tuple[int, Body] | None:
    """The ministry whose field words ..end-1 name without the noun, and the first of them."""
    for first in range(max(0, end - _LONGEST_FIELD), end):
        stems = [*scan.kazakh[first:end], _MINISTRY]
        for count, node in longest(scan.gazetteer.kazakh, stems, 0):
            if count == len(stems) and scan.words[first].text[0].isupper():
                agency = scan.gazetteer.valid(node.names[0].codes, scan.day)[0]
                return first, Body(agency.code, agency.ru)
    return None


def quoted(scan: Scan, k: int) -> Mention | None:
    """«Ақжол Құрылыс» ЖШС, «Жасыл даму» АҚ-ға, «Облыс су» мемлекеттік мекемесіне: a body that the register may lack."""
    tokens, at = scan.tokens, scan.places[k]
    if not _OF_KIND.match(scan.words[k].low):
        return None
    last = at - 1
    while last > 0 and tokens[last].low in _BEFORE_KIND:
        last -= 1
    if last < 1 or tokens[last].text not in '»"':
        return None
    opened = next((i for i in range(last - 1, max(-1, last - _LONGEST_QUOTE), -1) if tokens[i].text in '«"'), None)
    if opened is None or opened == last - 1:
        return None
    mention = Mention(opened, at + 1, tokens[opened].start, tokens[at].end, _case(tokens[at]), language="kk")
    inner = named(scan, bisect_left(scan.places, opened + 1))
    if inner is not None and inner.bodies and inner.cases == {"dat"}:
        return None  # «Қазпоштаға» қор көлемін …: the name stands in its case, and the noun behind it is another
    rest = tokens[inner.last : last] if inner is not None else []
    if (
        inner is not None
        and inner.bodies
        and inner.first <= opened + 1
        and all(not token.word or _OF_KIND.match(token.low) for token in rest)
    ):
        mention.bodies = inner.bodies
    else:
        mention.need = "named:"
    return mention


def _case(token: Token) -> frozenset[str]:
    """Case of a kind: «АҚ-ға», «ЖШС», «компаниясынан»; «кәсіпорны» is the possessed «кәсіпорын», no accusative."""
    if token.low.endswith("орны"):
        return frozenset({"nom"})
    return frozenset({kazakh.case_of(token.low.replace("-", "аа"))})


def with_kind(scan: Scan, mention: Mention, edge: int) -> None:
    """«Qarmet» компаниясынан: the case of a registered name in quotes is that of the kind behind it.

    edge: the first token of the next mention («Үкімет Ұлттық Банкпен …» are two bodies).
    """
    tokens, last = scan.tokens, mention.last
    closed = last < len(tokens) and tokens[last].text in '»"'
    quoted_name = closed or (last and tokens[last - 1].text in '»"')
    proper = tokens[last - 1].text[0].isupper() and mention.cases == {"nom"}
    if not (quoted_name or proper) or _OF_KIND.match(tokens[last - 1].low) or (closed and mention.cases == {"dat"}):
        return
    last += closed
    while last < len(tokens) and tokens[last].low in _BEFORE_KIND:
        last += 1
    if not quoted_name and last < len(tokens) and _SEVERAL.search(tokens[last].low):
        return  # «Үкімет банктердің жұмысын …»
    own = last == mention.last + closed and last < len(tokens) and _is_kind_of(mention, tokens[last].low)
    if (last < edge or own) and _OF_KIND.match(tokens[last].low):
        mention.last, mention.end, mention.cases, mention.language = (
            last + 1,
            tokens[last].end,
            _case(tokens[last]),
            "kk",
        )


def _is_kind_of(mention: Mention, low: str) -> bool:
    """«ҚазМұнайГаз компаниясына»: the kind that a firm is of, and no other body beside it."""
    firm = bool(mention.bodies) and (mention.bodies[0].code or "").startswith(("co_", "h_", "f_"))
    return firm and _KIND_OF_FIRM.match(low) is not None


_SEVERAL = re.compile(r"[^\W\d_](?:лар|лер|дар|дер|тар|тер)(?!ы|і)")
_KIND_OF_FIRM = re.compile(
    r"(?:компания|корпорация|холдинг|қор|кәсіпор|мекеме|орталы)[а-яәғқңөұүһі]*(?:сы|сі|ы|і)(?:$|н)"
)


def board(scan: Scan, k: int) -> Mention | None:
    """«Самұрық-Қазына» АҚ басқарма төрағасына: the chairman of the board, whose first word is k, stands for the firm."""
    if not k or k + 1 >= len(scan.words) or not _BOARD.match(f"{scan.words[k].low} {scan.words[k + 1].low}"):
        return None
    firm = quoted(scan, k - 1)
    if firm is not None:
        head, case = scan.words[k + 1], kazakh.case_of(scan.words[k + 1].low)
        firm.last, firm.end, firm.cases, firm.office = scan.places[k + 1] + 1, head.end, frozenset({case}), True
    return firm


def with_holder(scan: Scan, mention: Mention) -> None:
    """«Көлік министрі Талғат Ластаевқа», «… міндетін атқарушы Талғат Ластаевқа»: the name behind the office has the case."""
    vice = scan.tokens[mention.last - 1].low == _VICE and kazakh.looks_kazakh("".join(t.low for t in scan.words))
    if vice:
        mention.language, mention.cases = "kk", frozenset({"nom"})
    if mention.language != "kk" or not (mention.cases <= {"nom", "gen"}) or mention.last >= len(scan.tokens):
        return
    if mention.bodies and mention.bodies[0].code in ("president", "pm"):
        return
    head = kazakh.stem(scan.tokens[mention.last - 1].low)
    tokens, last = scan.tokens, mention.last
    following = [t.low for t in tokens[last : last + 2]]
    if following[:1] == ["міндетін"] and following[-1].startswith("атқарушы"):
        last += 2
    elif mention.cases == {"gen"} or not (vice or head in table.HEAD_NOUNS_KK):
        return
    end = name_at(tokens, last)
    case = kazakh.case_of(tokens[end - 1].low) if end else kazakh.case_of(tokens[last - 1].low)
    if (end or last > mention.last) and case in _OBLIQUE:
        mention.last = end or last
        mention.end, mention.cases, mention.office = tokens[mention.last - 1].end, frozenset({case}), True


def name_at(tokens: list[Token], index: int) -> int:
    """Token after a name («Талғат Ластаевқа», «Т. Ластаевқа») that begins at a token; 0 where none does."""
    if index + 1 >= len(tokens):
        return 0
    if _INITIAL.match(tokens[index].text) and tokens[index + 1].text == "." and index + 2 < len(tokens):
        return index + 3 if _NAME.match(tokens[index + 2].text) else 0
    if _NAME.match(tokens[index].text) and _NAME.match(tokens[index + 1].text):
        return index + 2
    return 0


def title_of(name: str) -> str:
    """A quoted firm as the register would write it: «Ақжол» ЖШС-ға -> ТОО «Ақжол»."""
    match = re.match(r"[«\"](?P<name>[^»\"]+)[»\"](?P<kind>.*)", name)
    if match is None:
        return name
    kind = match["kind"].strip().lower()
    form = next((form for stem, form in table.FORMS_KK if stem in kind), "")
    return f"{form} «{match['name']}»".strip()


_POSSESSED = re.compile(r"(?<=[а-яәғқңөұүһі]{2})(?P<own>сы|сі|ы|і)(?:на|не|нан|нен|ның|нің|н|мен)$")
_CASE = re.compile(r"(?<=[а-яәғқңөұүһі]{4})(?:[ғгқк][ае]|[дтн][ае]н|[дтн][ыі]ң|[мбп]ен)$")
_HEAD_OF = re.compile(r"[дтн][ыі]ң (?:басшы|төраға|директор|бастық|бастығ)[а-яәғқңөұүһі]*$")


def nominative_kk(name: str) -> str:
    """The head of a name without its case: «Сақтандыру қорына» -> «Сақтандыру қоры»."""
    name = _HEAD_OF.sub("", name)
    plain, count = _POSSESSED.subn(r"\g<own>", name)
    return plain if count else _CASE.sub("", name)
