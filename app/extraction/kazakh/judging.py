"""Is a Kazakh candidate an instruction? The same questions as in `russian/judging.py`, in Kazakh word order."""

import re

from app.domain.enums import FindingKind, Strength
from app.extraction.kazakh.addressees import head_line, is_made_before
from app.extraction.kazakh.givers import PRESENT, giver_of, people_of
from app.extraction.kazakh.heads import ends_clause, has_act
from app.extraction.kazakh.outsiders import by_paper, outsider, ruler_abroad
from app.extraction.kazakh.owners import both, kazakh_owners, names_person, says_both, with_leads
from app.extraction.kazakh.rows import announces_list
from app.extraction.kazakh.speeches import nobodys
from app.extraction.kazakh.wishes import judge_wish
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import vetoes
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.parts.verdicts import Memory, Verdict, is_act, no_authority, refuse
from app.extraction.text.view import View

_HISTORY = re.compile(vetoes.HISTORY_KK)
_OLD_THING = re.compile(vetoes.OLD_THING_KK)
_FUNCTION = re.compile(vetoes.FUNCTION_KK)
_HABIT = re.compile(r".*[аей]т[ыі]н(?:ды|ді)?$")  # «Бұрын жоспарды орталық жүктейтін»
_HEED = re.compile(vetoes.HEED_KK)
_IN_YEAR = re.compile(vetoes.IN_YEAR_KK)
_PERFECT = re.compile(r".*(?:[ғқ]ан|[гк]ен)(?:ды|ді)?$")
_NEGATION = re.compile(vetoes.NEGATION_KK)
_CONDITION = re.compile(vetoes.CONDITION_KK)
_IF = re.compile(r"[а-яәғқңөұүһі]{2,}с[ае](?![\w-])")
_FORMULAS = re.compile(vetoes.FORMULAS_KK)
_COURT = re.compile(r"(?<![\w-])сот(?:тың|тар)?(?: [а-яәғқңөұүһі]+)? (?:шешім|үкім|қаулы|ұйғарым)")
_LAW = re.compile(vetoes.LAW_KK)
_LAW_ORDERS = re.compile(vetoes.LAW_ORDERS_KK)
_ABROAD = re.compile(vetoes.ABROAD_KK)
_DEMANDING = re.compile(f"{vetoes.DEMANDING_KK}|{vetoes.ABROAD_RULES_KK}")
_ASKED = re.compile(table.REPORTED_NOT_OWN_KK)
_ORDERS = re.compile(r"(?<![\w-])(?:тапсыр|жүкте|міндетте|талап|бұйыр|кесіп айт|қадап айт|шегеле|ескерт)")
_SURE, _LOOSE = 0.9, 0.6
_TOLD = frozenset({"active", "said"})


def judge_kazakh(view: View, head: Head, memory: Memory) -> Verdict:
    """The verdict on one Kazakh candidate."""
    low = view.document.folded.low[view.unit.start : view.unit.end]
    assert head.frame is not None
    if abroad := ruler_abroad(view, view.tokens[head.trigger[0]].start):
        return Verdict(FindingKind.FOREIGN, "", abroad, "giver.subject")
    person, rule, veto = giver_of(view, head)
    veto = _vetoed(view, head, low) or outsider(view, view.tokens[head.at].end, head.frame.voice in _TOLD) or veto
    if _tells_who(view, head, memory) or (head.kind == "present" and not _ordered(view, memory)):
        return refuse(vetoes.NO_ACT)
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    headed = memory.header is not None
    unknown = veto == vetoes.NO_GIVER and (head.frame.voice in ("passive", "first") or headed or is_act(view.document))
    if veto and not unknown:
        return refuse(veto)
    chosen = kazakh_owners(view, head, last, person)
    if not chosen and head.frame.voice == "first":
        chosen = head_line(view)
    if memory.paragraph == view.unit.paragraph and memory.owners and is_made_before(view, chosen):
        chosen = memory.owners
    if says_both(view, head):
        chosen = both(memory.earlier, memory.owners) or chosen
    if chosen and all(c.mention.together for c in chosen):
        chosen = with_leads(view, chosen, memory)
    if person is not None and any(names_person(c.mention, person) for c in chosen):
        person, rule = None, ""
    if rule != "giver.subject" and _says_so_itself(view, head, chosen):
        return refuse(vetoes.OPINION)
    if unknown and not headed and not (_opens_list(view, low) or any(b.code for c in chosen for b in c.bodies)):
        return refuse(veto)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule)
    if (head.frame.id in table.NEEDS_BODY_KK and not chosen) or nobodys(view, head, bool(chosen)):
        return refuse(vetoes.NO_BODY)
    strength = Strength(head.frame.strength)
    if _is_history(view, head, low):
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, person, rule, chosen, strength)
    if no_authority(view.document, person, chosen):
        return refuse(vetoes.NO_AUTHORITY)
    if head.frame.voice in ("modal", "optative", "imperative", "answer", "said"):
        return judge_wish(view, head, chosen, person, rule, memory)
    if not chosen and (strength is Strength.SOFT or not (_opens_list(view, low) or _names_act(view, head))):
        return refuse(vetoes.NO_BODY)
    sure = _SURE if strength is Strength.ORDER and person is not None else _LOOSE
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, sure)


def _vetoed(view: View, head: Head, low: str) -> str:
    """What makes the whole sentence no order, or an empty string."""
    assert head.frame is not None
    if _NEGATION.search(low):
        return vetoes.NEGATION
    if _ASKED.search(low) and not any(p.nominative and p.role for p in people_of(view)):
        return vetoes.NO_AUTHORITY
    if low.rstrip().endswith("?"):
        return vetoes.QUESTION
    if head.frame.voice == "active" and _demanded_by_others(view, head):
        return vetoes.NO_AUTHORITY
    modal = head.frame.voice in ("modal", "optative", "answer", "said")
    if _COURT.search(low) or _ABROAD.search(low):
        return vetoes.NO_AUTHORITY
    if _LAW_ORDERS.search(low) or (head.frame.voice == "passive" and _FUNCTION.search(low)):
        return vetoes.LAW
    if _HABIT.match(view.tokens[head.at].low) and ends_clause(view, head.at):
        return vetoes.PAST_DUTY
    if modal and _FORMULAS.search(low):
        return vetoes.NO_ACT
    if modal and head.frame.voice != "optative" and (_LAW.search(low) or by_paper(view)):
        return vetoes.LAW
    if head.frame.voice == "imperative" and _HEED.search(low):
        return vetoes.NO_ACT
    if head.frame.voice == "answer" and _IF.search(low):
        return vetoes.CONDITION
    if _CONDITION.search(low) and (modal or PRESENT.match(view.tokens[head.at].low)):
        return vetoes.CONDITION
    return ""


def _says_so_itself(view: View, head: Head, chosen: list[Chosen]) -> bool:
    """«Агенттік төрағасы делдалдарды қысқарту керек екенін айтты»: who opens the sentence says so, and is not bound by it."""
    if not chosen or not chosen[0].mention.stands("nom") or any(t.word for t in view.tokens[: chosen[0].mention.first]):
        return False
    act = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    said = _SAYS_SO.match(view.document.folded.low, view.tokens[head.trigger[0]].start, view.unit.end)
    return _BARE_ACT.match(act) is not None and said is not None


_BARE_ACT = re.compile(r"[а-яәғқңөұүһі]{3,}[ую]$")
_SAYS_SO = re.compile(
    r"(?:керек|қажет) (?:дейді|деді|деп (?:айт|мәлімде|есепте|сана|ойла))|"
    r"(?:(?:керек|қажет)(?:тігін|тілігін| екенін| екендігін)|керегін|қажетін)"
    r"(?: [а-яәғқңөұүһі]+){0,2} (?:айт|атап|мәлімде|жеткіз|хабарла|баянда|ескерт)"
)


def _demanded_by_others(view: View, head: Head) -> bool:
    """«Прокурор … жоюды талап етті»: who demands leads nobody, and no leader is the subject beside him."""
    low, end = view.document.folded.low, view.tokens[head.at].start
    if _DEMANDING.search(low, view.unit.start, end) is None:
        return False
    return not any(p.nominative and p.role and not p.foreign for p in people_of(view) if p.start < end)


def _is_history(view: View, head: Head, low: str) -> bool:
    """An earlier instruction; «бұрын салынған жолдарды» tells of the thing, not of the order."""
    if _PERFECT.match(view.tokens[head.at].low) and (when := _IN_YEAR.match(low)):
        return int(when["year"]) < view.document.published.year
    found = _HISTORY.search(low)
    then = head.frame is not None and head.frame.voice in ("optative", "imperative")
    if found is None or (then and found.group().startswith("сол кезде")):  # «… қайта ораламыз, сол кезде … тұрмасын»
        return False
    old = _OLD_THING.match(low, found.start())
    return old is None or view.unit.start + old.end() > view.tokens[head.at].start


def _names_act(view: View, head: Head) -> bool:
    """Whether something to do is named where nobody is: «тапсырды» also is what students do with their papers."""
    assert head.frame is not None
    return head.kind in ("item", "row") or has_act(view, head.trigger[0], head.at)


def _opens_list(view: View, low: str) -> bool:
    return low.rstrip().endswith(":") or announces_list(view.document, view.unit)


def told_to_act(view: View) -> bool:
    """«…», – деп облыс әкімдігіне талап қойды: the words about the speech say that it is an order."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(_ORDERS.search(view.document.folded.low, *zone.who))


def _ordered(view: View, memory: Memory) -> bool:
    """Whether the present orders here: other orders stand in the same paragraph, or the speech was said to be one."""
    zone = view.unit.zone
    if zone is None or memory.paragraph == view.unit.paragraph:
        return True
    return told_to_act(view)


def _tells_who(view: View, head: Head, memory: Memory) -> bool:
    """«…бітіріңіздер», – деп басқармаға тапсырды әкім: the order stands in the speech before, and was taken from there."""
    if view.unit.zone is not None or head.kind != "frame" or memory.paragraph != view.unit.paragraph:
        return False
    said = [token.low for token in view.tokens[: head.at] if token.word]
    before = view.document.before(view.unit, 1)
    silent = said[:1] == ["деп"] and not has_act(view, head.trigger[0], head.at)
    return silent and bool(before) and before[0].start == memory.unit_start
