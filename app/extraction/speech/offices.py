"""Who could have given an instruction: offices and their holders as the text names them, people who give none.

One pass over the whole text. Which of them gave which instruction is decided in `givers.py`.
"""

import re
from datetime import date
from functools import cache

from app.domain.enums import GiverRole
from app.extraction.lexicon import offices as table
from app.extraction.speech.people import People, Person
from app.extraction.speech.subordinates import presiding
from app.extraction.words import kazakh
from app.extraction.words.cues import stems_pattern
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = re.compile(
    r"[^.!?;:«»()\n]{0,90}?(?<![\w-])(?:(?:[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+ |[А-ЯӘҒҚҢӨҰҮҺІ]\. ?(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?)?)"
    r"(?P<surname>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{2,})(?![\w-])|"
    r"(?P<first>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{2,}) [А-ЯӘҒҚҢӨҰҮҺІ]\.)"  # «аким области Ахметов Е.К.»
)
# «Т. Жақсылықов (облыс әкімі): …», and by his name alone from then on.
_NAME_BEFORE = re.compile(
    r"(?P<surname>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{2,})(?: [А-ЯӘҒҚҢӨҰҮҺІ]\. ?(?:[А-ЯӘҒҚҢӨҰҮҺІ]\.)?)? ?\((?:[а-яәғқңөұүһі]+ )?$"
)
_ENDINGS = re.compile(r"(?:ым|ом|ой|а|у|е|ға|ге|ның|нің|тың|тің|дың)$")


_KEY, _SHORTEST = 6, 3
_CHIEFS = (GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER)
_ALTERNATIVES = re.compile(r"\|(?![^()]*\))")  # not those of a group, which open no match
_PLAIN = re.compile(r"((?:[^\W\d_](?![?*{]))*).*")  # the letters that every match of an alternative begins with


@cache
def _openings() -> re.Pattern[str]:
    """First letters of all that the pattern may match; words that begin otherwise are passed over."""
    stems = [*table.OFFICE_KEYS.split(), *(surname for surname, *_ in table.OFFICE_HOLDERS)]
    stems += [
        _PLAIN.sub(r"\1", stem)
        for stem in _ALTERNATIVES.split(f"{table.FOREIGN_NAMES}|{table.STATE_ADJECTIVES}|{table.LAY}")
    ]
    return re.compile(stems_pattern(stem[:_KEY] for stem in stems if len(stem) >= _SHORTEST))


@cache
def _office_pattern() -> re.Pattern[str]:
    parts = [f"(?P<o{i}>{pattern})" for i, (_, _, pattern) in enumerate(table.OFFICES)]
    holders = "|".join(surname for surname, *_ in table.OFFICE_HOLDERS)
    parts.append(
        rf"(?P<holder>(?<![\w-])(?:(?:касым-жомарт|қасым-жомарт|олжас)[а-яәі]* )?(?:{holders})[а-яәғқңөұүһі]{{0,4}}(?![\w-]))"
    )
    parts.append(rf"(?P<foreign>(?<![\w-])(?:{table.FOREIGN_NAMES})[а-я]{{0,3}}(?![\w-]))")
    parts.append(rf"(?P<title>(?<![\w-])(?:{table.FOREIGN_TITLES})(?![\w-]))")
    parts.append(rf"(?P<collegial>{table.COLLEGIAL})")
    parts.append(rf"(?P<lay>(?<![\w-])(?:{table.LAY})[а-яәғқңөұүһі]*)")
    return re.compile("|".join(parts))


_STATE_BODY = re.compile(rf"(?<![\w-])(?:{table.STATE_BODY})")
_FOREIGN_AFTER = re.compile(rf"\s+(?:(?:{table.PORTFOLIOS}) )?(?:республики )?(?:{table.STATES}|{table.UNNAMED_STATE})")
_FOREIGN_BEFORE = re.compile(
    rf"(?<![\w-])(?:{table.STATE_ADJECTIVES})[а-я]+\s+$|(?<![\w-])(?:{table.STATES_KK})[а-яәғқңөұүһі]*\s+$"
)
_RUBRIC = re.compile(table.RUBRIC)
_OURS = re.compile(table.OUR_CHIEFS)
_NAMED = re.compile(r"(?:\s+[А-ЯӘҒҚҢӨҰҮҺІ][\w-]+){1,3}")
_FOREIGN_NAME = re.compile(rf"\s(?:{table.FOREIGN_NAMES})[\w-]*")
# «Президент Шавкат Мирзиёевпен кездесті»: our own president, who meets him.
_OBLIQUE_KK = re.compile(r"(?:[мбп]ен|[ғгқк][ае]|[дтн](?:[ае]н|[ыі]ң|[ыі]))$")
_PRIVATE_BEFORE_KK = re.compile(rf"(?<![\w-])(?:{table.PRIVATE_KK})[а-яәғқңөұүһі]*[»\"]?\s+$")
_DEPUTY_AFTER_KK = re.compile(r"\s+(?:бірінші )?орынбасар(?P<case>[а-яәғқңөұүһі]*)")
_PLURAL_OBLIQUE_KK = re.compile(r"[лдт][ае]р(?:мен|ға|ге|дан|ден|дың|дің|ды|ді)$")
_TO_DEPUTY_KK = re.compile(r"(?:на|не|нан|нен)$")
# «Үкімет отырысында», «комиссия төрағасы»: the body is only an attribute.
_SITTING_KK = re.compile(
    r"\s+(?:отырыс|жиын|кеңес|барысында|кезінде|соңында|үстінде|аясында|аппарат|қаулы|резерв|мүше|үй|шешім|басшы|төраға|деңгей|қорытынды|жұмыс|хаттама|"
    r"төрайым|жетекші)"
)
_ACTING = re.compile(r"(?:исполняющ(?:ий|ая) обязанности|(?<![\w-])и\. ?о\.|(?<![\w-])врио) $")
_ACTING_KK = re.compile(r"\s+міндетін атқарушы(?![а-яәғқңөұүһі])")
# «Премьер-министр Ш. Әріновке»: two people, as his own name needs no initial.
_ABOVE_ALL_KK = ("премьер-министр", "президент", "мемлекет", "үкімет")
# «… орынбасары Серік Жұманғаринге»: the name behind the office has the case.
_OBLIQUE_NAME_KK = re.compile(
    r"\s+(?:(?P<initial>[А-ЯӘҒҚҢӨҰҮҺІ]\.)|[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+)\s*[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(?:ға|ге|қа|ке)(?![\w-])"
)
# «Экология министрлігі»: a field of work, not an ecologist.
_FIELD_AFTER_KK = re.compile(
    r"(?:\s+[а-яәғқңөұүһі]+){0,4}?\s+(?:министр|басқарма|департамент|комитет|агентт|инспекция|сала|мәселе|жүйе|дағдарыс|"
    r"қауіпсізді|нысан|тақырып|кешен|тапшылы|инфрақұрылым|жағдай)"
)
_PRIVATE_AFTER = re.compile(rf"\s*(?:[а-я-]+(?:ого|его|ой|ей|их|ых) ){{0,2}}?(?:{table.PRIVATE_AFTER})")
_FIELD_ENDINGS = tuple("ство ства ству ством стве ный ная ной ные ных лық лік дық тық".split())
_FIELDS_KK = ("экологи", "энергетика", "экономика", "аграр")
# «её президент», «председатель их клуба»: of a body named before, which is no state.
_PRIVATE_BEFORE = re.compile(r"(?<![\w-])(?:ее|его|их|свой|своего|своему) $")
_WORDS_OF = re.compile(r"(?<![\w-])по (?:мнению|словам|оценке|убеждению) $")
# «Министерство энергетики», «в сфере строительства»: the word names a field, no people.
_FIELD_BEFORE = re.compile(
    r"(?:министерств|министр|управлени|департамент|комитет|вопрос|сфер|област|развити|отрасл|агентств)[а-я]* $"
)
_DEPUTY_BEFORE = re.compile(r"(?:заместител[а-я]*|зам|помощник[а-я]*|советник[а-я]*|экс|бывш[а-я]+)[ -]$")
_AIDE_BEFORE = re.compile(r"(?:помощник|советник)[а-я]* $")


def find_people(folded: Folded, day: date) -> People:
    """All offices, holders and other people of a text."""
    found: list[Person] = []
    pattern, low, edge = _office_pattern(), folded.low, 0
    for start in map(re.Match.start, _openings().finditer(low)):
        if start < edge:
            continue
        match = pattern.match(low, start)
        if match:
            edge = match.end()
            person = _person(folded, match, day)
            if person:
                found.append(person)
    if any(p.name == table.HEADS_STATE_BODY for p in found):
        found = _of_state_bodies(folded, found)
    found = presiding(folded, found)
    found += _named_later(folded, found)
    found.sort(key=lambda p: p.start)
    found = _as_introduced(folded, found)
    return People(found, [p.start for p in found])


def _of_state_bodies(folded: Folded, found: list[Person]) -> list[Person]:
    """Heads called as the text calls them («Председатель правления»); of a text without a body of the state they are private."""
    known = _STATE_BODY.search(folded.low) is not None
    return [
        p._replace(role=p.role if known else None, name=folded.text[p.start : p.end])
        if p.name == table.HEADS_STATE_BODY
        else p
        for p in found
    ]


def _as_introduced(folded: Folded, found: list[Person]) -> list[Person]:
    """«Президент Узбекистана … . Президент поручил …»: an office that a text knows of another state alone is that state's."""
    first: dict[GiverRole, Person] = {}
    for person in found:
        if person.role in _CHIEFS:
            first.setdefault(person.role, person)
    abroad = {role for role, person in first.items() if person.foreign}
    if not abroad or _OURS.search(folded.low):
        return found
    return [p._replace(foreign=True) if p.role in abroad else p for p in found]


def _person(folded: Folded, match: re.Match[str], day: date) -> Person | None:
    low, (start, end), group = folded.low, match.span(), match.lastgroup or ""
    if group == "lay":
        if match.group().startswith(_FIELDS_KK) and _FIELD_AFTER_KK.match(low, end, end + 70):
            return None
        of_field = match.group().endswith(_FIELD_ENDINGS) and not match.group().startswith("глав")
        if of_field or _FIELD_BEFORE.search(low, max(0, start - 25), start):
            return None
        return Person(
            start,
            end,
            None,
            match.group(),
            _nominative(match.group()) or _by_words(low, start),
            plural=_plural(match.group()) and not _KAZAKH.search(low, max(0, start - 25), end),
        )
    if group == "collegial":
        abroad = _in_foreign_line(folded, start)
        body = Person(start, end, GiverRole.OTHER, folded.text[start:end], True, abroad, collegial=True)
        return None if _SITTING_KK.match(low, end) else body
    if group == "title":
        return Person(start, end, GiverRole.PRIME_MINISTER, folded.text[start:end], _nominative(match.group()), True)
    if group == "foreign":
        return Person(start, end, GiverRole.PRESIDENT, folded.text[start:end], _nominative(match.group()), True)
    if group == "holder":
        return _holder(match, day)
    role, name, _ = table.OFFICES[int(group[1:])]
    before, after = low[max(0, start - 25) : start], low[end : end + 60]
    if _FOREIGN_AFTER.match(after) or _FOREIGN_BEFORE.search(before) or _abroad(folded, start, end):
        return Person(start, end, role, folded.text[start:end], _nominative(match.group()), True)
    if role in (GiverRole.AKIM, GiverRole.MINISTER, GiverRole.PRESIDENT) and _DEPUTY_BEFORE.search(before):
        return Person(start, end, None, match.group(), _nominative(before.split()[-1]))
    if role is GiverRole.PRIME_MINISTER and _AIDE_BEFORE.search(before):
        return Person(start, end, None, match.group(), _nominative(before.split()[-1]))
    without = _without_authority_kk(low, match, role)
    if without is not None:
        return without
    if role is GiverRole.PRESIDENT and (private := _private(folded, start, end)):
        return Person(start, end, None, match.group(), _nominative(match.group()) or private == "after")
    return Person(start, end, role, name, _stands_as_subject(folded, match), agent=_instrumental(match.group()))


def _abroad(folded: Folded, start: int, end: int) -> bool:
    """«ЖАПОНИЯ. Премьер-министр …», «Президент Шавкат Мирзиёев»: the line is of another state, or the name is."""
    name = _NAMED.match(folded.text, end)
    known = _FOREIGN_NAME.findall(folded.low, end, name.end()) if name else []
    if known and not _OBLIQUE_KK.search(known[-1]):
        return True
    return _in_foreign_line(folded, start)


def _in_foreign_line(folded: Folded, place: int) -> bool:
    """«ЖАПОНИЯ. Үкімет …»: whether the line of an offset is told of another state."""
    start = folded.low.rfind("\n", max(0, place - _LINE), place) + 1
    return (start > 0 or place <= _LINE) and _RUBRIC.match(folded.low, start) is not None


_LINE = 2000  # letters; a line of a digest is shorter, and looking further back would not be linear


def _private(folded: Folded, start: int, end: int) -> str:
    """Where the words stand that make a president one of no state: «её президент», «президент федерации»; else empty."""
    if _PRIVATE_BEFORE.search(folded.low, max(0, start - 25), start):
        return "before"
    private = _PRIVATE_AFTER.match(folded.low[end : end + 30])
    return "after" if private and not (folded.text[start].isupper() and private.group().strip() in '«"') else ""


def _without_authority_kk(low: str, match: re.Match[str], role: GiverRole) -> Person | None:
    """«Клуб президенті», «министрдің орынбасары»: an office in name only, or a deputy."""
    start, end = match.span()
    if role is GiverRole.PRESIDENT and _PRIVATE_BEFORE_KK.search(low, max(0, start - 25), start):
        return Person(start, end, None, match.group(), _nominative(match.group()))
    deputy = _DEPUTY_AFTER_KK.match(low, end) if role in (GiverRole.AKIM, GiverRole.MINISTER) else None
    if deputy is None or (match.group().endswith(("әкімі", "министрі")) and _TO_DEPUTY_KK.search(deputy["case"])):
        return None  # «облыс әкімі орынбасарларына … тапсырды»: he tells his own deputies
    return Person(start, deputy.end(), None, match.group(), deputy["case"] in ("ы", "лары"))


def _stands_as_subject(folded: Folded, match: re.Match[str]) -> bool:
    low, (start, end) = folded.low, match.span()
    named = _OBLIQUE_NAME_KK.match(folded.text, end)
    if named and not (named["initial"] and match.group().startswith(_ABOVE_ALL_KK)):
        return False
    acting = _ACTING_KK.match(low, end) or _ACTING.search(low, max(0, start - 25), start)
    return _nominative(match.group()) or _by_words(low, start) or bool(acting)


def _by_words(low: str, start: int) -> bool:
    """«по мнению вице-премьера»: he speaks, whatever the case."""
    return bool(_WORDS_OF.search(low, max(0, start - 25), start))


def _instrumental(phrase: str) -> bool:
    """«Главой государства поручено»: the agent of a passive."""
    return _WORD.findall(phrase)[0].endswith(("ом", "ем", "ой"))


# «Мәжіліс депутаты», «сарапшы», «ғалым»: no Russian plural, but «дәрігерлер» is one.
_KAZAKH = re.compile(r"(?:[әғқңөұүһі][а-яәғқңөұүһі]*(?: [а-я]+)?|шы)(?<![лдт][ае]р)(?<![лдт][ае]р[ыі])$")


def _plural(phrase: str) -> bool:
    known = forms(phrase.split()[0])
    return known.plural and "nom" in known.cases


def _holder(match: re.Match[str], day: date) -> Person | None:
    surname = _WORD.findall(match.group())[-1]
    for stem, role, name, first, last in table.OFFICE_HOLDERS:
        if surname.startswith(stem) and first <= day and (last is None or day <= last):
            nominative = surname in (stem, stem + "а")
            return Person(match.start(), match.end(), role, name, nominative, agent=surname == stem + "ым")
    return None


def _nominative(phrase: str) -> bool:
    """Whether an office stands in the nominative: by its first noun (Russian) or its last word (Kazakh)."""
    words = _WORD.findall(phrase)
    if not words:
        return False
    if _PLURAL_OBLIQUE_KK.search(words[-1]):  # «шаруалармен», which has no Kazakh letter
        return False
    if words[-1] in (
        "президенті",
        "министрі",
        "премьер-министрі",
        "вице-министрі",
        "сот",
        "тұрғын",
        "тұрғыны",
        "маманы",
    ):
        return True
    if any(kazakh.looks_kazakh(word) for word in words) or words[-1] in ("министрге", "министрмен"):
        return kazakh.case_of(words[-1]) == "nom"
    for word in words:
        if word.startswith(table.OFFICE_STEMS):
            return word in table.OFFICE_NOMINATIVES
        known = forms(word)
        if known.noun:
            return "nom" in known.cases
    return "nom" in forms(words[0]).cases


def _named_later(folded: Folded, offices: list[Person]) -> list[Person]:
    """People whom the text introduces by office and name («министр энергетики …»), where it names them again."""
    surnames: dict[str, Person] = {}
    for person in offices:
        unnamed = person.collegial or person.role in (None, GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER)
        if unnamed or len(surnames) > 40:
            continue
        before = _NAME_BEFORE.search(folded.text, max(0, person.start - 40), person.start)
        match = before or _NAME.match(folded.text, person.end, person.end + 130)
        if match:
            stem = _ENDINGS.sub("", (match["surname"] or match["first"]).lower())
            if len(stem) > 3 and not stem.startswith(table.NOT_SURNAMES):
                surnames.setdefault(stem, person)
    if not surnames:
        return []
    again = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, surnames)) + r")([а-яәғқңөұүһі]{0,4})(?![\w-])")
    taken = {person.start for person in offices}
    found = []
    for match in again.finditer(folded.low):
        if match.start() not in taken and folded.text[match.start()].isupper():
            source = surnames[match.group(1)]
            found.append(
                Person(
                    match.start(), match.end(), source.role, source.name, match.group(2) in ("", "а"), source.foreign
                )
            )
    return found
