"""Whom a leader speaks to in Kazakh where the order itself names nobody.

He is named before the speech, was just asked after or received, or whose work it is follows: «… министріне бұрылып: «…»»,
«Басқарма қайда қарап отыр? …», «Мемлекет басшысы агенттік төрағасын қабылдады» above «… енгізу керектігін айтты», «Бұл –
министрліктің шаруасы». Who gives an instruction belongs to `givers.py`.
"""

import re

from app.domain.enums import ExecutorRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon.names_kk import AND_KK
from app.extraction.parts.owners import Chosen, addressees
from app.extraction.text.context import Document, Unit
from app.extraction.text.resolution import resolve
from app.extraction.text.titles import guest
from app.extraction.text.view import View
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_TURNED = re.compile(r"(?: (?:қарап|қатысты|бұрылып|жүгініп|қаратып|айтарым))?: ?[«\"]")
_TO_HIM = re.compile(r"(?<![\w-])оған(?![\w-])")
_WHOSE = re.compile(table.WHOSE_OPENS_KK)
_GENITIVE = re.compile(table.WHOSE_GENITIVE_KK)
_DATIVE = re.compile(table.WHOSE_DATIVE_KK)
_REACTS = re.compile(table.REACTS_KK)
_TALKS = re.compile(r"\W*(?:деді|дейді|деп)(?![\w-])")
_IMPERATIVE = re.compile(f"(?:{table.PLURAL_IMPERATIVE})$")
_SEVERAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)$")
_SUCH = re.compile(r"(?:бұл|осы|мұндай|осындай|алғашқы|бірінші|жаңа)$")
_YOURS = re.compile(table.YOURS_KK)
_I_TELL = re.compile(table.I_TELL_KK)
_MEETS = re.compile(table.MEETS_KK)
_MET = frozenset({"ins", "acc"})
_THIS = re.compile(r"\W*(?:бұл|осы|мұны|осыны|соны|оны|мұның|осының)(?![\w-])")
_FAILS = re.compile(table.FAILS_KK)
_SHORT = 30
_WHOSE_REACH, _TURNS, _HEAD_LINES = 40, 6, 3
_LEADERS = frozenset({"president", "pm", "government"})


def received(view: View) -> list[Chosen]:
    """The body of the one guest whom the title names, where the text speaks of it before the unit; else an empty list."""
    document, unit = view.document, view.unit
    titled = guest(document)
    if titled is None:
        return []
    for other in [unit, *document.before(unit)]:
        for mention in reversed(document.mentions(other)):
            bodies = resolve(document, other, mention) if mention.need != "pronoun" else ()
            if mention.start < view.tokens[-1].end and [b.code for b in bodies] == [titled.code]:
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.sentence_before", other)]
    return []


def guest_of(view: View, mention: Mention) -> tuple[Body, ...]:
    """«Президент министрге … тапсырды» where the title says whom he receives: the guest's ministry; else nothing."""
    if mention.need != "ministry" or not mention.office:
        return ()
    titled = guest(view.document)
    known = view.document.directory.by_code.get(titled.code or "") if titled is not None else None
    return (titled,) if titled is not None and known is not None and known.kind == "ministry" else ()


def _headed(view: View) -> list[Chosen]:
    """«Көлік министріне. Облыс әкіміне. … қабылдаңыздар»: sentences of nothing but bodies head the resolution of a leader."""
    found: list[Chosen] = []
    for other in view.document.before(view.unit, _HEAD_LINES):
        mentions = view.document.mentions(other)
        named = {i for mention in mentions for i in range(mention.first, mention.last)}
        rest = [token for i, token in enumerate(view.document.tokens(other)) if token.word and i not in named]
        if other.zone is None or other.zone is not view.unit.zone or rest or not all(m.stands("dat") for m in mentions):
            break
        bodies = [(mention, resolve(view.document, other, mention)) for mention in mentions]
        found = [Chosen(m, b, ExecutorRole.LEAD, "owner.addressee", other) for m, b in bodies if b] + found
    return [chosen._replace(role=ExecutorRole.CO) if n else chosen for n, chosen in enumerate(found)]


def turned_to(view: View) -> list[Chosen]:
    """«Премьер-министр Көлік министріне: «… бітіріңіз», – деді»: whom the words before the speech name."""
    if heading := _headed(view):
        return heading
    if meant := _told_to_him(view):
        return meant
    before = view.document.before(view.unit, 1)
    if not before or before[0].zone is not None or before[0].paragraph != view.unit.paragraph:
        return []
    other = before[0]
    for mention in view.document.mentions(other)[-1:]:
        if mention.stands("dat") and mention.need != "pronoun" and _TURNED.match(view.document.folded.low, mention.end):
            bodies = resolve(view.document, other, mention)
            return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)] if bodies else []
    return []


def _told_to_him(view: View) -> list[Chosen]:
    """«Министр … сендірді. «… көріңіз», – деді оған Премьер-министр»: the office that the sentences before speak of."""
    unit, low = view.unit, view.document.folded.low
    if unit.zone is None or unit.zone.who is None or _TO_HIM.search(low, *unit.zone.who) is None:
        return []
    for other in view.document.before(unit):
        for mention in reversed(view.document.mentions(other)) if other.zone is None else []:
            bodies = resolve(view.document, other, mention) if mention.office else ()
            if bodies and bodies[0].code not in _LEADERS and mention.start < unit.start:
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)]
    return []


def called(view: View, voice: str) -> list[Chosen]:
    """«Құрылыс басқармасы қайда қарап отыр? Ертең маған есеп беріңіздер»: whom the speaker has just asked after."""
    unit, low = view.unit, view.document.folded.low
    before = view.document.before(unit, 1)
    if voice != "imperative" or not before or before[0].zone is None or unit.zone is None:
        return []
    other = before[0]
    asked_by = other.zone.who if other.zone is not None else None
    if asked_by != unit.zone.who or not low[other.start : other.end].rstrip().endswith("?"):
        return []
    asked = [m for m in view.document.mentions(other) if m.cases == {"nom"} and m.need != "pronoun"]
    bodies = resolve(view.document, other, asked[0]) if asked else ()
    return [Chosen(asked[0], bodies, ExecutorRole.LEAD, "owner.addressee", other)] if bodies else []


def turn_before(view: View) -> list[Chosen]:
    """«КӨЛІК МИНИСТРІ: …», then «ПРЕЗИДЕНТ: … Министр мырза, … енгізіңіз»: who had the turn before the speaker's of a record."""
    document, unit, low = view.document, view.unit, view.document.folded.low
    line = document.paragraphs[unit.paragraph]
    label = unit.zone.who if unit.zone is not None else None
    if label is None or label[0] != line.start or not unit.paragraph or not _second_person(view):
        return []
    earlier = [u for u in document.units(unit.paragraph) if u.start < unit.start]
    if any(body.code for u in earlier for m in document.mentions(u) if m.start > label[1] for body in m.bodies):
        return []
    above = document.paragraphs[unit.paragraph - 1]
    for other in document.units(unit.paragraph - 1):
        for mention in document.mentions(other)[:1]:
            if mention.start == above.start and low[mention.end : mention.end + 1] == ":":
                bodies = resolve(document, other, mention)
                known = bool(bodies) and bodies[0].code not in _LEADERS
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)] if known else []
    return []


def criticised(view: View) -> list[Chosen]:
    """«Көлік министрлігі жолды бітіре алмай отыр. Кестені қайта қарау қажет»: of whom a leader has just complained."""
    document, unit = view.document, view.unit
    before = document.before(unit, 1)
    if unit.zone is None or not unit.zone.whole or not before or before[0].paragraph != unit.paragraph:
        return []
    other = before[0]
    mention = next(iter(document.mentions(other)), None)
    if (
        mention is None
        or not mention.stands("nom")
        or _FAILS.search(document.folded.low, mention.end, other.end) is None
    ):
        return []
    if any(token.word for token in document.tokens(other)[: mention.first]):
        return []
    bodies = resolve(document, other, mention)
    known = bool(bodies) and bodies[0].code is not None and bodies[0].code not in _LEADERS
    return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.sentence_before", other)] if known else []


def named_behind(view: View) -> list[Chosen]:
    """«Базарды жабу керек. Бұл – Сауда министрлігінің шаруасы»: whose work it is said to be, here or in the next sentence."""
    document, unit, low = view.document, view.unit, view.document.folded.low
    units = [unit, *_followed(document, unit)]
    for other in units:
        if other is not unit and (told := said_to(document, other)):
            return told
        for mention in document.mentions(other):
            if not _WHOSE.search(low, max(other.start, mention.start - _WHOSE_REACH), mention.start):
                continue
            whose = mention.stands("gen") and _GENITIVE.match(low, mention.end, other.end)
            if whose or (mention.stands("dat") and _DATIVE.match(low, mention.end, other.end)):
                bodies = resolve(document, other, mention)
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.responsible", other)] if bodies else []
    return []


def _followed(document: Document, unit: Unit) -> list[Unit]:
    """The sentence behind a unit in the same mouth; where it is short and names nobody («Шілдеге дейін.»), also the next."""
    found: list[Unit] = []
    following = document.after(unit)
    while following is not None and _speaker(following) == _speaker(unit):
        found.append(following)
        if len(found) > 1 or following.end - following.start > _SHORT or document.mentions(following):
            break
        following = document.after(following)
    return found


def said_to(document: Document, unit: Unit) -> list[Chosen]:
    """«Облыс әкімі, бұл – сізге тапсырма», «Көлік министріне де айтып отырмын»: a sentence that only says who is meant."""
    mentions, low = document.mentions(unit), document.folded.low
    last = mentions[-1] if mentions else None
    if last is None or not (
        (last.stands("nom") and _YOURS.match(low, last.end, unit.end))
        or (last.stands("dat") and _I_TELL.match(low, last.end, unit.end))
    ):
        return []
    case = "nom" if last.stands("nom") else "dat"
    resolved = [(m, resolve(document, unit, m)) for m in mentions if m.stands(case) and m.need != "pronoun"]
    chosen = [Chosen(m, bodies, ExecutorRole.LEAD, "owner.responsible", unit) for m, bodies in resolved if bodies]
    return [each._replace(role=ExecutorRole.CO) if n else each for n, each in enumerate(chosen)]


def met(view: View) -> list[Chosen]:
    """«Президент Ұлттық Банк төрағасымен кездесуінде … керектігін айтты», «… әкімін қабылдап, …»: whom he speaks to."""
    document, unit, low = view.document, view.unit, view.document.folded.low
    for other in [unit, *document.before(unit, 1)]:
        if other.paragraph != unit.paragraph or other.zone is not None:
            break
        for mention in document.mentions(other):
            if (
                mention.cases <= _MET
                and _MEETS.match(low, mention.end, other.end)
                and mention.start < view.tokens[-1].end
            ):
                bodies = resolve(document, other, mention)
                if bodies and bodies[0].code not in _LEADERS:
                    return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.sentence_before", other)]
    return []


def spoken_of(view: View) -> list[Chosen]:
    """«Министрлік пен қор арасындағы дау созылды. … Бұл шаруаны шешіңіздер»: with whom the sentences before it begin."""
    document, unit = view.document, view.unit
    if not _second_person(view) or not _THIS.match(document.folded.low, unit.start):
        return []
    for other in document.before(unit, _HEAD_LINES):
        if other.paragraph != unit.paragraph:
            break
        mentions = [m for m in document.mentions(other) if m.language == "kk" or m.bodies]
        first = mentions[0] if mentions else None
        if first is None or any(t.word for t in document.tokens(other)[: first.first]):
            continue
        resolved = [(m, resolve(document, other, m)) for m in mentions if m.need != "pronoun"]
        named = [
            Chosen(m, bodies, ExecutorRole.LEAD, "owner.sentence_before", other) for m, bodies in resolved if bodies
        ]
        return [each._replace(role=ExecutorRole.CO) if n else each for n, each in enumerate(named)]
    return []


def reacted_to(view: View) -> list[Chosen]:
    """«Вице-премьер мердігердің жауабына көңілі толмады. – … көшіңіздер»: at whose words or work he bridles before he speaks."""
    document, unit = view.document, view.unit
    if unit.zone is None or not _second_person(view):
        return []
    before = document.before(unit, _TURNS)
    other = next((u for u in before if u.zone is None and _TALKS.match(document.folded.low, u.start) is None), None)
    if other is None or other.paragraph < unit.paragraph - 1:
        return []
    for mention in reversed(document.mentions(other)):
        if not mention.stands("gen", "dat", "acc") or not _REACTS.match(document.folded.low, mention.end, other.end):
            continue
        bodies = resolve(document, other, mention)
        if bodies and bodies[0].code not in _LEADERS:
            return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)]
    return []


def letter_to(view: View) -> list[Chosen]:
    """«Облыстардың әкімдеріне» on a line of its own at the head of a letter: whom its imperatives bind."""
    return head_line(view) if view.unit.zone is None and _second_person(view) else []


def head_line(view: View) -> list[Chosen]:
    """Whom the line at the head of a text addresses, before the unit: «…, мыналарды тапсырамын:» is said to them."""
    document = view.document
    if "letter_kk" not in document.notes:
        document.notes["letter_kk"] = _addressed_line(document)
    found: list[Chosen] = document.notes["letter_kk"]
    return found if found and found[0].unit.start < view.unit.start else []


def _addressed_line(document: Document) -> list[Chosen]:
    """The bodies in the dative that are all a line at the head of a text says."""
    for number in range(min(_HEAD_LINES, len(document.paragraphs))):
        units = document.units(number)
        mentions = document.mentions(units[0]) if len(units) == 1 else []
        if not mentions or not _only_named(document.tokens(units[0]), mentions):
            continue
        if not all(m.language == "kk" and m.stands("dat") for m in mentions):
            continue
        resolved = [(m, bodies) for m in mentions if (bodies := resolve(document, units[0], m))]
        roles = [ExecutorRole.LEAD, *([ExecutorRole.CO] * len(resolved))]
        return [Chosen(m, b, r, "owner.addressee", units[0]) for (m, b), r in zip(resolved, roles, strict=False)]
    return []


def _only_named(tokens: list[Token], mentions: list[Mention]) -> bool:
    """Whether a line has nothing but bodies, and before them places: «Облыстардың, Астана қаласының басқармаларына»."""
    named = {place for mention in mentions for place in range(mention.first, mention.last)}
    rest = [(place, token) for place, token in enumerate(tokens) if place not in named]
    if any(token.text in ":;" for _, token in rest):
        return False
    words = [(place, token) for place, token in rest if token.word and token.low not in AND_KK]
    return all(place < mentions[0].first and _OF_PLACE.match(token.text) for place, token in words)


_OF_PLACE = re.compile(r"(?:[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+|(?:облыс|қала|аудан|өңір)[а-яәғқңөұүһі]*)$")


def is_made_before(view: View, chosen: list[Chosen]) -> bool:
    """«… орталықтарын ашсын. Алғашқы орталықтар ақпанда іске кірісуге тиіс»: what the sentence before has made, no body."""
    before = view.document.before(view.unit, 1)
    if len(chosen) != 1 or len(chosen[0].bodies) != 1 or chosen[0].bodies[0].code or not before:
        return False
    mention = chosen[0].mention
    low = view.tokens[mention.last - 1].low
    if mention.need.partition(":")[0] != "named" or not (
        _SEVERAL.search(low) or _SUCH.match(view.tokens[mention.first].low)
    ):
        return False
    noun, tokens = kazakh.stem(low), view.document.tokens(before[0])
    made = [i for i, token in enumerate(tokens) if token.word and kazakh.stem(token.low) == noun]
    return any(kazakh.case_of(tokens[i].low) == "acc" or tokens[i].low.endswith(("ын", "ін")) for i in made)


def _second_person(view: View) -> bool:
    """Whether the sentence ends in an imperative of the second person: it is said to somebody."""
    last = next((token.low for token in reversed(view.tokens) if token.word), "")
    return _IMPERATIVE.match(last) is not None


def meant(view: View) -> list[Chosen]:
    """Whom a sentence means that names nobody: those whom the speaker turns to, whose work it is, or whom the letter is to."""
    found = addressees(view.document, view.unit) or turned_to(view) if view.unit.zone is not None else []
    return found or reacted_to(view) or named_behind(view) or letter_to(view) or met(view)


def _speaker(unit: Unit) -> tuple[int, int] | None:
    """The attribution of a stretch of speech; None for the outlet's own text."""
    return unit.zone.who if unit.zone is not None else None
