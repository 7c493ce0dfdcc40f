"""Kazakh rows that share one directive word: «А министрлігіне … жоюды, ал Б министрлігіне … аяқтауды тапсырды».

The verb stands once, at the end; each row has its own owner, its own term and, as trigger, its own verbal noun. Which
words are directive belongs to `heads.py`.
"""

import re
from itertools import pairwise

from app.extraction.kazakh.plain import firm_after
from app.extraction.lexicon import frames_kk as table
from app.extraction.parts.head import Head
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import Group, View
from app.extraction.words import kazakh

_LISTED = re.compile(
    r"(?<![\w-])(?:мынадай|төмендегі|төмендегідей|келесі|келесідей|бірқатар|нақты|мына) (?:[а-яәғқңөұүһі]+ ){0,2}?"
    r"(?:тапсырма|міндет|шешім|нұсқау|талап)(?:лар|лер|тар)?(?:ды|ді|ын)? (?:[а-яәғқңөұүһі]+)\W*$"
)
_ACT = re.compile(f"(?:{table.ROW_ACT})$")
_OWN_ACT = re.compile(r"[а-яәғқңөұүһі]{2,}[ую][ыі]$")
_CONVERB = re.compile(r"[а-яәғқңөұүһі]{2,}[ыіае]?п$")
_TERM_END = frozenset("дейін ішінде мерзімде кешіктірмей бастап сайын".split())
_TERM_REACH = 6
_TELLS = re.compile(r"(?:баянда|хабарла|мәлімде|есеп|жария)[а-яәғқңөұүһі]*$")
_STATE_BY = re.compile(r"(?:тұр|бол|біт|бар|жет|[а-яәғқңөұүһі]{2,}(?:[ыі]л|[ыі]н|[ае]л))у(?:ы|ға|ге)$")
_OPENING, _SHORTEST = 2, 4
_BEFORE_BODY = table.JOINERS | table.LEVELS_KK
_RESTATED = re.compile(rf"\W*(?:ал |сондай-ақ |сонымен қатар )?(?:{table.RESTATED_KK})")
# «Бір аптадан соң жауабын өзіңіз айтыңыз»: a term, and the fruit of the act before.
_REPORTS = re.compile(
    r"\W*(?:[а-яәғқңөұүһі0-9-]+ ){0,4}?(?:жауабын|нәтижесін|қорытындысын)(?: [а-яәғқңөұүһі0-9-]+){0,4}? "
    r"(?:айт|баянда|хабарла|жеткіз|мәлімде|көрсет|есеп бер)[а-яәғқңөұүһі]*"
)
_SPECIFIES = re.compile(r"(?:нақтыла|қос|пысықта|толықтыр|түсіндір|қайтала|баса айт|ескерт|шегеле)(?:п|[дт][ыі])")
_DATIVE = frozenset({"active", "passive", "first"})
_NOMINATIVE = frozenset({"optative", "modal"})


def stands(group: Group, slot: str) -> bool:
    """Whether a list of bodies stands in a case; the last one that acts itself decides."""
    last = next((m for m in reversed(group.mentions) if not m.together), group.mentions[-1])
    if group.head.together and len(group.mentions) == 1:
        return False
    if slot == "nom" and group.head.need == "pronoun":
        return group.head.cases == {"nom"}
    return last.stands(slot) or ("any" in last.cases and slot == "nom") or group.head.stands(slot)


def announces_list(document: Document, unit: Unit) -> bool:
    """«… мынадай тапсырмалар берді.»: the paragraphs below are its items, as the next ends with a semicolon."""
    following = unit.paragraph + 1
    if following >= len(document.paragraphs):
        return False
    here, below = document.paragraphs[unit.paragraph], document.paragraphs[following]
    low = document.folded.low
    if low[here.start : here.end].rstrip()[-1:] != "." or low[below.start : below.end].rstrip()[-1:] != ";":
        return False
    return _LISTED.search(low, unit.start, here.end) is not None and here.end - unit.end < len(". ")


def restates(view: View, heads: list[Head]) -> bool:
    """«Бұл жұмысты 1 мамырға дейін аяқтау керек», «Нәтижесі айдың соңына дейін дайын болуы тиіс»: the act named before."""
    low, unit = view.document.folded.low, view.unit
    opened = _RESTATED.match(low, unit.start, unit.end) or _REPORTS.match(low, unit.start, unit.end)
    if not heads or not (opened or _same_thing(view, heads[-1])):
        return False
    if any(stands(g, "nom") or stands(g, "dat") for g in view.groups if g.head.need != "pronoun"):
        return False
    voices = {head.frame.voice for head in heads if head.frame is not None}
    return voices <= _NOMINATIVE or (voices == {"imperative"} and _REPORTS.match(low, unit.start, unit.end) is not None)


def _same_thing(view: View, head: Head) -> bool:
    """«… белгілерін орнатуды тапсырды. Белгілер 1 мамырда орнында тұруы керек»: how the thing of the act has to be by then."""
    before = view.document.before(view.unit, 1)
    state = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    if not before or before[0].paragraph != view.unit.paragraph or not _STATE_BY.match(state):
        return False
    opening = [kazakh.stem(token.low) for token in view.tokens if token.word][:_OPENING]
    made = {kazakh.stem(token.low) for token in view.document.tokens(before[0]) if token.word}
    return any(len(noun) >= _SHORTEST and noun in made for noun in opening)


def reports_on_it(view: View, head: Head) -> bool:
    """«… тексерсін, нәтижесі әр айдың 25-іне дейін аппаратқа ұсынылсын»: how the act before is told of, by whom it binds."""
    low, start = view.document.folded.low, view.tokens[view.clause_start(head.at)].start
    if (
        head.frame is None
        or head.frame.voice not in _TOLD
        or not _ON_IT.match(low, start, view.tokens[head.hi - 1].end)
    ):
        return False
    first = view.clause_start(head.at)
    return not any(first <= g.first < head.at and stands(g, "nom") for g in view.groups)


_TOLD = frozenset({"optative", "passive"})
_ON_IT = re.compile(
    r"(?:және |әрі |ал )?(?:(?:аралық|тиісті|жалпы|соңғы|алдын ала|тексеру|бақылау) ){0,2}"
    r"(?:нәтиже|қорытынды|акт|есеп|есебі|бұл туралы|ол туралы|бұл жөнінде|орындалуы)[а-яәғқңөұүһі]*(?: [^,;:.\n]{1,80}?)? "
    r"(?:ақпарат бер|баянда|хабарла|ұсын|есеп бер|тапсыр|енгіз|жарияла|жібер|жолда)[а-яәғқңөұүһі]*(?![\w-])"
)


def reports_regularly(view: View, before: Head, head: Head) -> bool:
    """«… жөндеуді тапсырып, ай сайын есеп беруді талап етті»: what is done once and what is told again and again are two."""
    start, end = view.tokens[before.trigger[1] - 1].end, view.tokens[head.trigger[0]].start
    again = any(d.recurrence is not None and start <= d.start < end for d in view.document.deadlines(view.unit))
    return again and any(_TELLS.match(token.low) for token in view.tokens[before.trigger[1] : head.trigger[0]])


def specifies(view: View, before: Head, head: Head) -> bool:
    """«… тазалауды тапсырды, тазалау екі рет жүргізілсін деп нақтылады»: how the act is to be done, by the same mouth."""
    ordered = before.frame is not None and before.frame.voice in _DATIVE and head.kind == "optative"
    behind = [token.low for token in view.tokens[head.trigger[1] : head.trigger[1] + 2]]
    if not ordered or behind[:1] != ["деп"] or not behind[1:] or not _SPECIFIES.match(behind[1]):
        return False
    start, end = view.tokens[before.trigger[1] - 1].end, view.tokens[head.trigger[0]].start
    dated = any(d.date is not None and start <= d.start < end for d in view.document.deadlines(view.unit))
    return not dated and not any(before.trigger[1] <= g.first < head.trigger[0] for g in view.groups)


def rows(view: View, head: Head, earlier: list[Head]) -> list[Head]:
    """The rows of a head, its own last; the head alone where it is not shared."""
    if head.frame is None or head.kind == "item":
        return [head]
    edge = earlier[-1].trigger[1] if earlier else 0
    slot = "nom" if head.frame.voice in _NOMINATIVE else next((s for s in head.frame.owners if s in ("abl", "dat")), "")
    if head.frame.voice not in _NOMINATIVE | _DATIVE or not slot:
        return [head]
    named = [g for g in view.groups if edge <= g.first < head.trigger[0]]
    if head.frame.voice == "modal" and "dat" in head.frame.owners and not any(stands(g, "nom") for g in named):
        slot = "dat"
    owners = [g for g in named if stands(g, slot)]
    found: list[Head] = []
    for before, after in pairwise(owners):
        row = _row(view, head, before, after, slot)
        if row is not None:
            found.append(row)
    if slot == "dat" and owners and (last := _before_firm(view, head, owners[-1])):
        found.append(last)
    return [*found, head]


def _before_firm(view: View, head: Head, group: Group) -> Head | None:
    """The row of the last body, where «…, ал» goes on with a firm that has no name."""
    if firm_after(view, group.last, head.trigger[0]) is None:
        return None
    cut = next(i for i in range(group.last + 1, head.trigger[0]) if view.tokens[i].low == "ал")
    act = _act(view, group.last, cut - 1)
    return Head("row", act, act, head.frame, (act, act + 1), None, 0, cut - 1) if act is not None else None


def _row(view: View, head: Head, before: Group, after: Group, slot: str) -> Head | None:
    """The row of `before` that ends where `after` begins, or None where both belong to one."""
    cut = after.first
    while cut > before.last and (view.tokens[cut - 1].low in _BEFORE_BODY or view.tokens[cut - 1].text in '«"'):
        cut -= 1
    joined = any(token.low in table.ROW_OPENERS for token in view.tokens[cut : after.first])
    marked = cut > before.last and view.tokens[cut - 1].text in ",;"
    if not (marked or joined):
        return None
    end = cut - marked
    act = _act(view, before.last, end) if slot != "nom" else _predicate(view, before.last, end, joined)
    if act is None:
        act = _gapped(view, head, before, after, end, joined)
    if act is None or (slot == "dat" and superior(after) and not superior(before)):
        return None
    return Head("row", act, act, head.frame, (act, act + 1), None, 0, end)


def _act(view: View, first: int, end: int) -> int | None:
    """The verbal noun of a row; only its term may stand behind it."""
    place = next((i for i in range(end - 1, first - 1, -1) if _ACT.match(view.tokens[i].low)), None)
    if place is None or view.inside_mention(place) or end - place > _TERM_REACH:
        return None
    return place if end - place == 1 or view.tokens[end - 1].low in _TERM_END else None


def _predicate(view: View, first: int, end: int, joined: bool) -> int | None:
    """«А министрлігі қаражатты 1 мамырға дейін, ал Б министрлігі … бөлсін», «А … жөндеуі, Б … ашуы тиіс»: what closes the row."""
    last = end - 1
    if last <= first or view.inside_mention(last):
        return None
    low = view.tokens[last].low
    return last if low in _TERM_END or _OWN_ACT.match(low) or (joined and _CONVERB.match(low)) else None


def _gapped(view: View, head: Head, before: Group, after: Group, end: int, joined: bool) -> int | None:
    """«А-ға есепті бір айда, ал Б-ға екі аптада … дайындау жүктелді», «А 1 мамырға дейін жөндеп, Б 5 мамырға дейін ашсын»."""
    if end - 1 <= before.last or view.inside_mention(end - 1):
        return None
    edge, last = view.tokens[end - 1].end, view.tokens[head.trigger[0]].start
    terms = [d for d in view.document.deadlines(view.unit) if d.date is not None and not d.of_object]
    mine = [d for d in terms if view.tokens[before.last].start <= d.start < edge]
    other = [d for d in terms if view.tokens[after.last].start <= d.start < last]
    if not mine or not other or mine[0].date == other[0].date:
        return None
    closed = joined and mine[-1].end == edge
    return end - 1 if closed or _CONVERB.match(view.tokens[end - 1].low) else None


def superior(group: Group) -> bool:
    """Whoever is only told: the Government beside a ministry."""
    bodies = [body for mention in group.mentions for body in mention.bodies]
    return bool(bodies) and all(body.code in table.SUPERIORS for body in bodies)
