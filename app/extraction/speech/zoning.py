"""Whose words these are: dash paragraphs, quotes with their attribution, interview turns, plain narration.

A zone is a stretch of direct speech with its speaker; everything else is the outlet's own text. Reported speech inside
a sentence («по словам …», «… подчеркнул, что …») is looked at in `attribution.py`.
"""

import re

from app.extraction.lexicon import speech
from app.extraction.speech.labels import labelled
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.people import People, Person
from app.extraction.speech.speakers import (
    PRONOUN,
    announced,
    last_office,
    last_person,
    names_in_kazakh,
    speaker,
)
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms

_SAYS = re.compile(rf"(?<![\w-])(?:{speech.SAYS_RU}|{speech.SAYS_KK})")
_DASH_START = re.compile(r"\s*[–-]\s*(?=\S)")
_ATTRIBUTION = re.compile(
    r"(?<=[,.!?…»\"]) ?[–-] (?P<who>[^–\n«\"]{3,220}?)(?=(?:(?<! [A-ZА-ЯӘҒҚҢӨҰҮҺІ])[.!?:](?:\s|$))|,? ?[–-] |[«\"]|\n|$)"
)
_TAIL = re.compile(
    r"\s*[,.!?]?\s*[–-] ?(?P<who>[^\n«\"–]{2,200}?)(?=(?<! [A-ZА-ЯӘҒҚҢӨҰҮҺІ])[.!?:](?:\s|$)|[«\"]|\n| [–-] |$)|"
    r",? (?P<bare>(?:[^\n«\".–]|(?<= [A-ZА-ЯӘҒҚҢӨҰҮҺІ])\.){3,160}?)(?=(?<! [A-ZА-ЯӘҒҚҢӨҰҮҺІ])[.!?](?:\s|$)|[«\"]|$)"
)
_ANSWER = re.compile(r"\? – (?=[А-ЯӘҒҚҢӨҰҮҺІ«])")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_WORDS = re.compile(r"\w+")
_PERFORMATIVE = re.compile(
    r"(?<![\w-])(?:поручаю|требую|даю поручение|обращаюсь к|тапсырамын|жүктеймін|прошу (?:правительство|министр|аким))"
)
_PLURAL_SAYS = re.compile(r"(?<![\w-])[а-я]+(?:али|или|ели|ают|яют|ят|ют)(?![\w-])|делінген|деп хабарлады")
_ONE_OF = re.compile(
    r"(?<![\w-])(?:один|одна|кто-то|некто|другой|другая|третий|второй) (?:из |с )|"
    r"[лдт][ае]рд[ыі]ң (?:бірі|біреуі|өкілі)(?![\w-])|"
    r"(?<![\w-])(?:деді|дейді|деседі|десті|деген) (?:[а-яәғқңөұүһі-]+ ){0,3}?[а-яәғқңөұүһі]{2,}[лдт][ае]р[ыі]?(?![\w-])"
)
_CAPITAL = re.compile(r"(?<![\w-])[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+")
# A quote before one of these, or behind a legal form, is the name of a thing: «Қазақстан темір жолы» компаниясымен.
_NAME_AFTER = re.compile(
    r" (?:ұлттық |мемлекеттік )?(?:компания|акционерлік|ақ(?!\w)|жшс(?!\w)|қоры|холдинг|корпорация|кәсіпорын|кәсіпорн|мекеме|"
    r"серіктест|бірлест|қоғамы|зауыт|"
    r"жобасы|бағдарлама|палатасы|орталығы|банк|аэа(?!\w)|арнайы экономикалық|басқарма төраға|басшы|бас директор)"
)
_WHO_ANSWERS = re.compile(r"(?<![\w-])(?:(?:жауапты|орындаушы)(?:лар|сы)?\s*[:–]|сэз|ао|нао|тоо|ргп|кгп|гкп|кгу)$")
_ENOUGH_WORDS = 4


def zones(folded: Folded, paragraph: Paragraph, people: People, interview: bool) -> list[Zone]:
    """Direct speech of a paragraph, in order, not overlapping."""
    text = folded.text
    if paragraph.dash:
        found = _dash_zones(folded, paragraph, people)
        if found or interview:
            return found or _turns(folded, paragraph)
    elif text.find(":", paragraph.start, paragraph.end) >= 0 and (headed := labelled(folded, paragraph, people)):
        return headed
    quotes = _quotes(text, paragraph)
    found = [zone for start, end in quotes for zone in _quote_zones(folded, paragraph, people, start, end)]
    if not found and all(len(_WORDS.findall(text, *quote)) < _ENOUGH_WORDS for quote in quotes):  # names only
        found = _undashed(folded, paragraph, people)
    return _inherit(found)


def _inherit(found: list[Zone]) -> list[Zone]:
    """Quotes of one paragraph without a speaker of their own belong to the speaker before."""
    done: list[Zone] = []
    for zone in found:
        if zone.person is None and done and done[-1].person is not None:
            zone = Zone(zone.start, zone.end, done[-1].person, zone.who, zone.turn)
        done.append(zone)
    return done


def _turns(folded: Folded, paragraph: Paragraph) -> list[Zone]:
    """The question or the answer of a line, or both («– Когда? – В мае»)."""
    start, end = paragraph.start, paragraph.end
    both = _ANSWER.search(folded.text, start, end)
    if both:
        return [Zone(start, both.start() + 1, None, turn="question"), Zone(both.end(), end, None, turn="answer")]
    return [Zone(start, end, None, turn="question" if "?" in folded.text[start:end][-60:] else "answer")]


def _dash_zones(folded: Folded, paragraph: Paragraph, people: People) -> list[Zone]:
    """«– …, – сказал X. – …»: speech is everything but the attributions."""
    match = _DASH_START.match(folded.text, paragraph.start, paragraph.end)
    start = match.end() if match else paragraph.start
    cuts = attributions(folded, start, paragraph.end) or _gestures(folded, people, start, paragraph.end)
    return _between(folded, start, paragraph.end, cuts, speaker(folded, people, *cuts[0], start)) if cuts else []


def attributions(folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
    """Attributions between dashes inside direct speech."""
    return [
        (match.start(), match.end("who"))
        for match in _ATTRIBUTION.finditer(folded.text, start, end)
        if _SAYS.search(folded.low, match.start("who"), match.end("who"))
    ]


def _gestures(folded: Folded, people: People, start: int, end: int) -> list[tuple[int, int]]:
    """«– Почему стоим? – он оборачивается. – Закройте дефект»: between dashes somebody does something, and goes on to speak."""
    found = []
    for match in _ATTRIBUTION.finditer(folded.text, start, end):
        first, last = match.span("who")
        words = [word.group() for word in _WORDS.finditer(folded.low, first, last)]
        if folded.text[first].isupper() or len(words) > _GESTURE or not _GOES_ON.match(folded.text, last, end):
            continue
        named = any(p.nominative and p.role is not None and not p.collegial for p in people.within(first, last))
        if (named or PRONOUN.search(folded.low, first, last)) and any(
            forms(word).finite or _DOES_KK.search(word) for word in words
        ):
            found.append((match.start(), last))
    return found


_GESTURE = 8  # words
_DOES_KK = re.compile("[а-яәғқңөұүһі]{3,}[дт][ыі]$")
_GOES_ON = re.compile(r"[.!?] – |[.!?]?$")


def _between(folded: Folded, start: int, end: int, cuts: list[tuple[int, int]], person: Person | None) -> list[Zone]:
    """Direct speech text[start:end] without the attributions in it."""
    found, place = [], start
    for first, last in [*cuts, (end, end)]:
        while place < first and folded.text[place] in " .–-,":
            place += 1
        if first - place > 2:
            found.append(Zone(place, first, person, cuts[0]))
        place = last
    return found


def _undashed(folded: Folded, paragraph: Paragraph, people: People) -> list[Zone]:
    """«…, – деді X.» without an opening dash: the sentence before the attribution is speech."""
    found: list[Zone] = []
    for attribution in _ATTRIBUTION.finditer(folded.text, paragraph.start, paragraph.end):
        who = attribution.span("who")
        head = speech.HOW_SAID.sub("", folded.low[who[0] : who[0] + 40])
        if not _SAYS.match(head) or folded.text[attribution.start() - 1] in '"»':
            continue
        ends = [m.end() for m in _SENTENCE_END.finditer(folded.text, paragraph.start, attribution.start() - 1)]
        start = ends[-1] if ends else paragraph.start
        if head.startswith(_SAYS_DASHED) and (opened := _opened(folded.text, paragraph.start, start)):
            start = max(opened, found[-1].end if found else 0)
        person = speaker(folded, people, *who, start)
        if person is None and folded.text.endswith(": – ", 0, start):  # «Вице-премьер селекторда: – …, – деді»
            person = last_person(people, start, _LEAD_REACH)
        found.append(Zone(start, attribution.start(), person, who))
    return found


_SAYS_DASHED = ("деді", "дейді")
_LEAD_REACH = 150
_OPENED = re.compile(r"[.!?…:] – (?=[А-ЯӘҒҚҢӨҰҮҺІ0-9])")


def _opened(text: str, start: int, end: int) -> int:
    """Where speech of several sentences begins in a line: «Әкім: – Жол жабық. Мамырда ашыңыздар, – деді»; 0 for nowhere."""
    dash = text.rfind(" – ", start, end)
    return dash + 3 if dash > start and _OPENED.match(text, dash - 1) else 0


def _quotes(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Contents of the outer quotes of a paragraph."""
    found: list[tuple[int, int]] = []
    depth, opened, straight = 0, -1, -1
    for match in re.finditer(r"[«»\"]", text[paragraph.start : paragraph.end]):
        place, mark = paragraph.start + match.start(), match.group()
        if mark == "«":
            if depth == 0:
                opened = place + 1
            depth += 1
        elif mark == "»" and depth:
            depth -= 1
            if depth == 0 or _closes_all(text, place, paragraph.end):
                found.append((opened, place))
                depth = 0
        elif mark == '"' and depth == 0:
            if straight < 0:
                straight = place + 1
            else:
                found.append((straight, place))
                straight = -1
    return found


def _closes_all(text: str, place: int, end: int) -> bool:
    """«СЭЗ «Алатау»: one mark closes both names; then a comma or a small letter follows, and no closing mark."""
    closing, opening = text.find("»", place + 1, end), text.find("«", place + 1, end)
    return closing < 0 or 0 <= opening < closing


def _quote_zones(folded: Folded, paragraph: Paragraph, people: People, start: int, end: int) -> list[Zone]:
    """The speech in a quote: one stretch, or those around «…, – сказал X. – …» inside of it."""
    cuts = attributions(folded, start, end)
    if cuts:
        person = speaker(folded, people, *cuts[0], start) or _unnamed(folded, people, start, cuts[0])
        return _between(folded, start, end, cuts, person)
    zone = _quote_zone(folded, paragraph, people, start, end)
    return [zone] if zone else []


def _quote_zone(folded: Folded, paragraph: Paragraph, people: People, start: int, end: int) -> Zone | None:
    """The quote as speech, or None where it is a name or a term."""
    low, words = folded.low, len(_WORDS.findall(folded.text, start, end))
    if words < 3 or _NAME_AFTER.match(low, end + 1, paragraph.end):
        return None
    stop = folded.text.rfind(". ", paragraph.start, start - 1)
    head = stop + 2 if stop >= 0 else paragraph.start
    lead = low[head : start - 1].rstrip()
    if _WHO_ANSWERS.search(lead):
        return None
    tail = _TAIL.match(folded.text, end + 1, paragraph.end)
    group = tail.lastgroup if tail else None
    if tail and group and _SAYS.search(low, *tail.span(group)) and not names_in_kazakh(low, start, tail):
        who = tail.span(group)
        person = speaker(folded, people, *who, start)
        if (
            person is None and lead.endswith(":") and low.startswith((" деп ", " деді"), who[0] - 1)
        ):  # «X: «…», – деп Y-ге тапсырды», «X: «…», – деді»
            person = speaker(folded, people, head, start)
        return Zone(start, end, person or _unnamed(folded, people, start, who), who)
    sentence = folded.text[start:end].rstrip()[-1:] in ".!?…" or ". " in folded.text[start:end]
    if signed := _signed(folded, people, start, end):
        return signed
    if (paper := _PAPER_AFTER.match(low, end + 1, paragraph.end)) and (
        author := next((p for p in people.within(paper.end(), paper.end() + _SIGNATURE) if p.role is not None), None)
    ):
        return Zone(start, end, author, paper.span())
    if lead.endswith(":") and _RESOLUTION.search(lead) and not people.within(head, start):
        return Zone(start, end, last_office(people, start), (head, start))
    if lead.endswith(":") and _nobody_of_office(folded, people, head, start):
        return Zone(start, end, None, (head, start))
    if lead.endswith(":") or (_SAYS.search(lead) and words >= _ENOUGH_WORDS and not lead.endswith(" в")):
        return Zone(start, end, speaker(folded, people, head, start) or last_person(people, start), (head, start))
    whole = not lead or lead in ("–", "-")
    if (sentence or (whole and words > _ENOUGH_WORDS)) and words >= _ENOUGH_WORDS:
        return Zone(start, end, (announced(folded, people, start) if whole else None) or last_person(people, start))
    return Zone(start, end, last_person(people, start), None) if _PERFORMATIVE.search(low, start, end) else None


def _signed(folded: Folded, people: People, start: int, end: int) -> Zone | None:
    """A resolution: «Министру – доложить. О. Бектенов»."""
    for person in people.within(max(start, end - _SIGNATURE), end):
        initial = _INITIAL.search(folded.text, start, person.start)
        if initial and person.role is not None and not folded.text[person.end : end].strip(" ."):
            return Zone(start, initial.start(), person, None)
    return None


def _nobody_of_office(folded: Folded, people: People, start: int, end: int) -> bool:
    """«ИТ-предприниматель Руслан Ким видит причину в этом: …»: a name, and no office beside it."""
    match = _LAY_NAME.search(folded.text, start, end)
    known = forms(match["first"].lower()) if match else None
    return known is not None and known.animate and "nom" in known.cases and not people.within(start, end)


# «…», – деп Су ресурстары министрлігіне тапсырма берді»: whom, and not who.
_TOLD_TO_BODY = re.compile(
    r"деп [^,.;]{3,100}(?:[ғгқк][ае]|н[ае]) (?:[а-яәғқңөұүһі]+ )?(?:тапсырды|жүктеді|бұйырды|міндеттеді|"
    r"(?:тапсырма|нұсқау) берді|ескертті)(?![\w-])"
)
_SIGNATURE = 30
_RESOLUTION = re.compile(r"(?<![\w-])(?:виз[аойуые]{1,2}|резолюци[а-я]+|пометк[а-я]+|росчерк[а-я]*)(?: [а-я]+){0,2}:$")
# «…». Такая резолюция вице-премьера стоит на письме»: whose pen it was stands after the words.
_PAPER_AFTER = re.compile(
    r"[\s.,!–]{0,5}(?:так(?:ая|ую|ой|ое)|эт[ауо]|именно так[а-я]+|с такой|вот) (?:[а-я]+ )?"
    r"(?:резолюци|виз[аойу]|пометк|надпись|росчерк)[а-я]*(?![\w-])"
)
_INITIAL = re.compile(r"(?<![\w-])(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?){1,2}$")
_LAY_NAME = re.compile(r"(?<![\w-])(?P<first>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+) [А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(?![\w-])")


def _unnamed(folded: Folded, people: People, place: int, who: tuple[int, int]) -> Person | None:
    """An attribution without a subject («– прозвучало на встрече») is of the last subject; «сказали в ведомстве» is nobody's."""
    words = folded.text[slice(*who)]
    if _TOLD_TO_BODY.match(folded.low, *who):
        return last_person(people, place)
    if PRONOUN.search(folded.low, *who):
        return None
    if _PLURAL_SAYS.search(folded.low, *who) or _CAPITAL.search(words, 1) or _ONE_OF.search(words):
        return None
    return last_person(people, place)


_LIST_OF_SPEECH = re.compile(
    r"(?<![\w-])(?:перечислил|перечислила|следующее|поручил|поручила|дал|сказал|обозначил|заявил|потребовал|"
    r"распорядился|назвал|айтты|тапсырды)(?![\w-])"
)


def listed_speech(folded: Folded, lines: list[Paragraph], number: int, people: People) -> list[Zone]:
    """A dash paragraph of a list that a leader dictates: «Дальше аким перечислил.», then «– Управление …: …»."""
    above = number - 1
    while above >= 0 and lines[above].dash:
        above -= 1
    if above < 0:
        return []
    header = lines[above]
    start = max(
        (m.end() for m in _SENTENCE_END.finditer(folded.text, header.start, header.end - 1)), default=header.start
    )
    said = _LIST_OF_SPEECH.search(folded.low, start, header.end)
    person = next((p for p in people.within(start, header.end) if p.nominative and p.role is not None), None)
    if not said or person is None:
        return []
    match = _DASH_START.match(folded.text, lines[number].start, lines[number].end)
    return [Zone(match.end() if match else lines[number].start, lines[number].end, person)]
