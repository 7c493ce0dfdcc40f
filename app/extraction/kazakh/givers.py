"""Who gives a Kazakh candidate: the subject of its verb, whoever speaks, or whoever leads the meeting.

Whether it is an instruction, and whose, belongs to `judging.py`.
"""

import re

from app.extraction.kazakh.speeches import own_view
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import speech, vetoes
from app.extraction.parts.givers import as_deputy, leader_before
from app.extraction.parts.head import Head
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import Person
from app.extraction.speech.speakers import opens_with_layman
from app.extraction.text.view import View

_OPINION = re.compile(speech.OPINION_KK)
_REQUIRED = re.compile(table.REQUIRED_KK)
_BY_WORDS = re.compile(speech.BY_WORDS_KK)
_AS = re.compile(r"(?: мен)? (?:ретінде|болған |болып|болғалы|боп )")
_VIEW = re.compile(r"(?<![\w-])деген(?![\w-])")
_PRONOUN = re.compile(r"(?<![\w-])ол(?![\w-])")
_SAID = frozenset({"деді", "дейді"})
# «Премьер-министр өткізген кеңес нәтижесінде … жүктелді», «… төрағалығымен өткен жиында …»: whose meeting it is.
_HOSTS = re.compile(
    r"(?:[дтн][ыі]ң)? (?:өткізген|төрағалық еткен|төрағалығымен|төрағалығында|басқарған|жүргізген|шақырған) "
)
_ABLATIVE = re.compile(r"[дтн][ае]н(?![\w-])")
_HIS = re.compile(r"\W*(?:[а-яәғқңөұүһі]+ )?(?:оның|осы кісінің) $")
# What opens a sentence that goes on with the words of whoever spoke in the one before.
_GOES_ON = re.compile(
    r"\W*(?:атап айтқанда|мәселен|соның ішінде|нақтырақ айтқанда|оның ішінде|бұдан бөлек|бұған қоса|сонымен қатар|"
    r"сонымен бірге|сондай-ақ|бұл ретте|осыған орай|осыған байланысты|осы орайда)(?![\w-])"
)
_OTHERS = re.compile(
    r"[а-яәғқңөұүһі]{2,}(?:лар|лер|дар|дер|тар|тер)$|"
    r"(?:өкіл|мүше|тұрғын|депутат|маман|сарапшы|басшы|директор|төраға|кәсіпкер|қатысушы|ардагер|инвестор)(?:ы|і|сы|сі)?$"
)
# «жүктеді» is the past of «жүкте-», «сұрады» of «сұра-».
PRESENT = re.compile(r"(?!(?:жүктеді|міндеттеді|сұрады)$).*(?:[ае]|й)д[ыі]$|.*с[ыі]н$|.*уд[ае]$")
# «… нотариустар тізілімін жаңартуды тапсырды»: whose the object is; they order nobody.
_OWNED, _INSTRUCTS = re.compile(r" [а-яәғқңөұүһі]{2,}с?[ыі]н(?![\w-])"), frozenset({"kk.instruct", "kk.charge"})
_FOR_LEADER = re.compile(
    r"(?<![\w-])(?:президент|мемлекет басшысы|ақорда|премьер|үкімет|әкім|министр)[а-яәғқңөұүһі-]{0,14}[дтн][ыі]ң "
    r"(?:баспасөз (?:хатшысы|қызметі)|ресми өкілі)"
)
_BEHIND = 25  # characters behind a verb in which its subject may stand


def people_of(view: View) -> list[Person]:
    """People whom the unit names."""
    return view.document.people.within(view.unit.start, view.unit.end)


def giver_of(view: View, head: Head) -> tuple[Person | None, str, str]:
    """(giver, rule of the giver, veto): one of the giver and the veto is empty; both are where nobody gives it."""
    document, unit = view.document, view.unit
    assert head.frame is not None
    low = document.folded.low
    if _OPINION.search(low, unit.start, unit.end) and not (_required(view) or _asks(view, head) or own_view(view)):
        person = _whose_words(view, head)
        return (person, "giver.reported", "") if person is not None else (None, "", vetoes.OPINION)
    start = view.tokens[head.lo].start if head.lo < len(view.tokens) else unit.start
    if head.frame.voice in ("active", "said") or _is_reported(view, head):
        subjects = _subjects(view, head, start)
        if not subjects and _is_reported(view, head) and opens_with_layman(document.folded, unit.start, unit.end):
            return None, "", vetoes.OPINION
        if subjects:
            person = subjects[0] if subjects[0].role is not None else as_deputy(subjects[0], head.frame.id)
            return (person, "giver.subject", "") if person is not None else (None, "", vetoes.NO_AUTHORITY)
        meant = _meant(view) if _goes_on_speaking(view, head) else None
        if meant is not None and meant.role is None:
            return None, "", vetoes.NO_AUTHORITY
        if meant is not None and head.frame.voice == "said":
            return meant, "giver.subject", ""
        if head.frame.voice == "said" or PRESENT.match(view.tokens[head.at].low):
            return None, "", vetoes.NO_GIVER
    if source := _source(view, head):
        return source, "giver.subject", ""
    zone = unit.zone
    if zone is not None and zone.turn == "" and not _speaks_for_leader(view, head):
        if zone.person is None or zone.person.role is None:
            return None, "", vetoes.OPINION
        return zone.person, "giver.speaker", ""
    if zone is not None and zone.turn == "answer" and head.frame.voice == "first":
        chief = _self(view)
        return (chief, "giver.speaker", "") if chief else (None, "", vetoes.OPINION)
    if zone is not None and zone.turn == "answer":
        return None, "", vetoes.OPINION
    lead = _host(view, head) or leader_before(document, unit, start) or chair_of(document)
    return (lead, "giver.leader", "") if lead else (None, "", vetoes.NO_GIVER)


def _speaks_for_leader(view: View, head: Head) -> bool:
    """«… тоқтату тапсырылды», – деді әкімнің баспасөз хатшысы: he tells what his leader has ordered."""
    zone = view.unit.zone
    told = head.frame is not None and head.frame.voice == "passive" and zone is not None and zone.who is not None
    return told and zone is not None and _FOR_LEADER.search(view.document.folded.low, *(zone.who or (0, 0))) is not None


def _source(view: View, head: Head) -> Person | None:
    """«Басқарма облыс әкімінен … тапсырма алды»: whom the addressee has it from."""
    if head.frame is None or head.frame.id != "kk.get_task":
        return None
    named = view.document.people.within(view.unit.start, view.tokens[head.at].start)
    given = [p for p in named if p.role is not None and not p.nominative and not p.foreign]
    return next((p for p in given if _ABLATIVE.search(view.document.folded.low, p.start, p.end + 3)), None)


def _host(view: View, head: Head) -> Person | None:
    """Whose meeting the sentence itself tells of, before what was laid on somebody there."""
    if head.frame is None or head.frame.voice != "passive":
        return None
    named = view.document.people.within(view.unit.start, view.tokens[head.at].start)
    low = view.document.folded.low
    return next((p for p in named if p.role is not None and not p.collegial and _HOSTS.match(low, p.end)), None)


def _whose_words(view: View, head: Head) -> Person | None:
    """«Министрдің айтуынша, комитет … талдауы тиіс», «Оның сөзінше, …»: the leader; a view binds as the head of state's only."""
    assert head.frame is not None
    told = _BY_WORDS.search(view.document.folded.low, view.unit.start, view.unit.end)
    if told is None:
        named = _viewing(view)
    elif _HIS.match(view.document.folded.low, view.unit.start, told.start()):
        named = [person for person in (_meant(view),) if person is not None]
    else:
        named = view.document.people.within(view.unit.start, told.start())
    if not named or named[-1].role is None or named[-1].foreign:
        return None
    said = told is not None and told.group().startswith(("айт", "сөз")) and head.frame.voice == "modal"
    return named[-1] if said or named[-1].role in ("president", "prime_minister") else None


def _goes_on_speaking(view: View, head: Head) -> bool:
    """«Атап айтқанда, … қажеттігін айтты», «Ол … айтты»: the subject stands in the sentence before, and nobody else here."""
    low, unit = view.document.folded.low, view.unit
    if _PRONOUN.search(low, unit.start, view.tokens[head.at].start):
        return True
    opened = _GOES_ON.match(low, unit.start)
    said = (token for token in view.tokens[: head.at] if opened is not None and token.start >= opened.end())
    return opened is not None and not any(_OTHERS.match(token.low) for token in said)


def _asks(view: View, head: Head) -> bool:
    """«Премьер-министр … бекітуді сұрады», «… жүктеп, … сұрады»: a leader asks; what «тұрғындар» ask stays an opinion."""
    verb = next((token for token in view.tokens[head.at :] if token.low.startswith("сұра")), None)
    if verb is None or head.frame is None or head.frame.voice != "active":
        return False
    people = view.document.people.within(view.unit.start, verb.start)
    subjects = [p for p in people if p.nominative] or _speaks_before(view)
    return bool(subjects) and all(p.role is not None for p in subjects)


def _speaks_before(view: View) -> list[Person]:
    """«Премьер-министр … хабарлады. Министрліктен есеп беруді сұрады»: the last subject of the sentence right before."""
    before = view.document.before(view.unit, 1)
    meant = _meant(view) if before and before[0].paragraph == view.unit.paragraph else None
    return [meant] if meant is not None and meant.start >= before[0].start else []


def _required(view: View) -> bool:
    """«… өткізсін деген талап қойылды»: a demand that a leader lays down; that of «тұрғындар» stays an opinion."""
    found = _REQUIRED.search(view.document.folded.low, view.unit.start, view.unit.end)
    if found is None or any(p.nominative and p.role is None for p in people_of(view)):
        return False
    if found["laid"]:
        meant = _meant(view)
        return meant is None or meant.role is not None
    return any(p.nominative and p.role is not None for p in people_of(view))


def _self(view: View) -> Person | None:
    """The office that an interviewed person says to hold («әкім болған соң»), or that the title gives."""
    people, low = view.document.people.all, view.document.folded.low
    own = [p for p in people if p.role is not None and _AS.match(low, p.end)]
    return next((p for p in [*own, *view.document.title_people.all] if p.role is not None), None)


def _viewing(view: View) -> list[Person]:
    """«Президент … керек деген пікір айтты»: whose view it is, where nobody without authority is named."""
    if not _VIEW.search(view.document.folded.low, view.unit.start, view.unit.end):
        return []
    subjects = [p for p in people_of(view) if p.nominative]
    return subjects if all(p.role is not None for p in subjects) else []


def _is_reported(view: View, head: Head) -> bool:
    """«… тиіс екенін атап өтті», «… керек деді»: the subject of the sentence speaks."""
    if head.frame is None or head.frame.voice != "modal" or head.at + 1 >= len(view.tokens):
        return False
    following = view.tokens[head.at + 1].low
    return following in table.REPORTED_BE or (view.unit.zone is None and following in _SAID)


def _subjects(view: View, head: Head, start: int) -> list[Person]:
    """People in the nominative in the stretch of a verb, right behind it, or else before in the unit."""
    people, verb = view.document.people, view.tokens[head.at]
    found = [p for p in people.within(start, verb.start) if p.nominative]
    found += [p for p in people.within(verb.end, min(verb.end + _BEHIND, view.unit.end)) if p.nominative]
    found = found or [p for p in people.within(view.unit.start, start) if p.nominative]
    if head.frame is None or head.frame.id not in _INSTRUCTS:
        return found
    return [p for p in found if p.role is not None or not _OWNED.match(view.document.folded.low, p.end)]


def _meant(view: View) -> Person | None:
    """Whom «ол» means: the last subject before the unit."""
    return next((p for p in view.document.people.before(view.unit.start) if p.nominative and not p.collegial), None)
