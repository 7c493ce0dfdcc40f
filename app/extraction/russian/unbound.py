"""What words and shape make an order, and still binds no body: norms, hopes, tasks taken away, reproaches, drafts, fiction,
orders of a time long past, rumours that the text denies.

Asked of instructions that were found, never of each sentence; the words are in `lexicon/outsiders.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon import outsiders, outsiders_kk, vetoes
from app.extraction.lexicon.around_orders_ru import NOT_IMPERATIVES
from app.extraction.lexicon.nouns import FORMULAS
from app.extraction.parts.givers import last_subject, outranked, reported
from app.extraction.parts.head import Head
from app.extraction.parts.verdicts import Verdict
from app.extraction.russian.infinitives import judged
from app.extraction.russian.maxims import echoes, judged_by_a_dash, maxim, of_a_state
from app.extraction.speech.chair import chair_of
from app.extraction.text.view import Group, View, in_address
from app.extraction.weighing.likelihood import WEIGHED

_CHIEFS = frozenset({GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER})
_PRESENT = ("ет", "ит", "ют", "ят")
_DENIED = re.compile(f"{vetoes.DENIES_RU}|{outsiders_kk.DENIED_KK}|{outsiders.NO_SUCH_RU}")
_TALK_REACH, _FORMULA = 3, 40
_STORY_REACH = 1500  # letters


def unbound(view: View, head: Head, verdict: Verdict, kazakh: bool) -> str:
    """The id of the veto on an instruction that binds nobody; empty where it stands."""
    if verdict.giver is None and _long_ago(view):
        return vetoes.HISTORY
    if _rumour(view, verdict):
        return vetoes.NEGATION
    if kazakh:
        return ""  # the others are asked in `kazakh/outsiders.py`, of candidates
    frame = head.frame
    if veto := _of_others(view, head, verdict):
        return veto
    if not verdict.chosen and outsiders.OUR_TASK.search(view.document.folded.low, view.unit.start, view.unit.end):
        return vetoes.NO_BODY
    recovered = head.kind == WEIGHED
    loose = recovered or frame is None or frame.voice == "modal"
    if loose and (veto := _of_words(view, head, verdict, recovered)):
        return veto
    if (
        _reproach(view, head)
        or _feeling(view, head)
        or (head.kind in ("item", "infinitive") and _told_of(view, head.at))
        or _set_phrase(view, head)
        or _of_procedure(view, head)
        or _defines(view, head)
        or maxim(view, head, verdict)
        or echoes(view, head, verdict)
        or judged_by_a_dash(view, head, verdict)
        or of_a_state(view, head)
        or (frame is not None and frame.id in outsiders.APPEALS and _how_to_look(view, head, verdict))
    ):
        return vetoes.NO_ACT
    return vetoes.NO_AUTHORITY if _in_fiction(view, head, verdict) else ""


def _of_others(view: View, head: Head, verdict: Verdict) -> str:
    """The veto on what the speaker was told, on what lies ahead of somebody, and on what people are asked for."""
    low, unit = view.document.folded.low, view.unit
    recovered = head.kind == WEIGHED
    voice = head.frame.voice if head.frame is not None else ""
    if outsiders.BUT_IN_FACT.search(low, unit.start, unit.end):
        return vetoes.LAW
    if (recovered or voice in ("modal", "")) and outsiders.TOLD_TO_ME.search(low, unit.start, unit.end):
        return vetoes.OPINION
    if (recovered or voice == "modal") and _no_duty_now(view, head):
        return vetoes.OPINION
    if (recovered or voice == "modal") and outsiders.TO_OBTAIN.search(low, unit.start, unit.end):
        return vetoes.LAW
    if voice == "passive" and not recovered and view.text(0, head.trigger[0]).endswith(_WILL_BE):
        return vetoes.OPINION
    if voice == "active" and _of_a_thing(view, head):
        return vetoes.INANIMATE
    if _of_a_paper(view):
        return vetoes.LAW
    named = any(body.code for c in verdict.chosen if c.unit is unit for body in c.bodies)
    asked = recovered or voice == "first" or head.kind == "imperative"
    if asked and not named and outsiders.ASKS_PEOPLE.search(low, unit.start, unit.end):
        return vetoes.NO_BODY
    return ""


_WILL_BE = ("будет", "будут", "будет прямо", "будет четко", "будет ясно")


def _no_duty_now(view: View, head: Head) -> bool:
    """What lies ahead of somebody, what somebody objects, a lay person's need."""
    low, unit, start = view.document.folded.low, view.unit, view.tokens[head.lo].start
    if outsiders.OF_PARLIAMENT.search(low, unit.start, unit.end) or outsiders.THINKING.search(
        low, unit.start, unit.end
    ):
        return True
    if outsiders.STILL_AHEAD.search(low, start, unit.end) or outsiders.WILL_HAVE_TO.search(low, start, unit.end):
        return True
    return outsiders.OBJECTED.search(low, unit.start, view.tokens[head.at].start) is not None or _lay_pronoun(
        view, head
    )


def _of_a_thing(view: View, head: Head) -> bool:
    """«Президент отметил, что положение дел требует готовности»: nobody is named between «что» and the verb."""
    if view.tokens[head.at].low not in ("требует", "требуют"):
        return False
    start = view.clause_start(head.at)
    if view.tokens[start].low != "что" or any(
        start < g.first < head.at and g.head.stands("nom", "any") for g in view.groups
    ):
        return False
    return not view.document.people.within(view.tokens[start].start, view.tokens[head.at].start)


def _of_a_paper(view: View) -> bool:
    """«Президент подписал закон. Он обязывает акиматы …»: a law in force binds by itself, and behind it nobody is named."""
    low, unit = view.document.folded.low, view.unit
    before = next(iter(view.document.before(unit, 1)), None)
    if before is None or before.paragraph != unit.paragraph or not outsiders.IT_BINDS.match(low, unit.start, unit.end):
        return False
    papers = list(outsiders.PAPERS.finditer(low, before.start, before.end))
    return bool(papers) and not any(p.nominative for p in view.document.people.within(papers[-1].start(), before.end))


def _lay_pronoun(view: View, head: Head) -> bool:
    """«Предприниматель поднял вопрос о путях. Ему необходимо …»: «ему» is somebody who is in no office."""
    pronoun = next((token for token in view.tokens[head.lo : head.at] if token.low in ("ему", "ей")), None)
    last = last_subject(view.document, pronoun.start) if pronoun is not None else None
    return last is not None and last.role is None


def _of_words(view: View, head: Head, verdict: Verdict, recovered: bool) -> str:
    """Vetoes by words around a modal, an infinitive or a sentence that no rule knew."""
    low, unit = view.document.folded.low, view.unit
    start, at = view.tokens[head.lo].start, view.tokens[head.at].start
    modal = head.frame is not None and (head.frame.voice == "modal" or recovered)
    if outsiders.TAKEN_AWAY.search(low, start, view.tokens[head.at].end):
        return vetoes.NEGATION
    if verdict.giver is not None and verdict.giver.role not in _CHIEFS and outsiders.VIEWS.search(low, unit.start, at):
        return vetoes.OPINION
    if modal and outsiders.NORM_AFTER.search(low, at, unit.end):
        return vetoes.LAW
    registered = any(body.code for c in verdict.chosen if c.unit is unit for body in c.bodies)
    if modal and not registered and outsiders.TO_CITIZENS.search(low, start, unit.end):
        return vetoes.NO_BODY
    if in_address(view) and modal and _by_norm(view, at):
        return vetoes.LAW
    if unit.zone is None and ((modal and _by_norm(view, at)) or _by_new_law(view, verdict)):
        return vetoes.LAW
    if unit.zone is None and modal and _reminded(view, head, verdict):
        return vetoes.LAW
    if recovered and not view.infinitives and outsiders.BY_SOURCE.match(low, unit.start, unit.end):
        return vetoes.OPINION
    if recovered and _rhetoric(view):
        return vetoes.NO_ACT
    if recovered and (_only_told(view, head, verdict) or _proposes(view, verdict)):
        return vetoes.OPINION
    if recovered and FORMULAS.search(low, unit.start, unit.start + _FORMULA):
        return vetoes.OPINION
    if recovered and (outsiders.DRAFTS.search(low, unit.start, unit.end) or _hopes(view)):
        return vetoes.OPINION
    return ""


def _rhetoric(view: View) -> bool:
    """«Спросите у любого акима», «Вспомните прошлый год»: a call to look at things opens the sentence, with no day."""
    opens = next((token.low for token in view.tokens if token.word), "")
    plain = not view.infinitives and not view.document.deadlines(view.unit)
    return opens.endswith("те") and opens in NOT_IMPERATIVES and plain


def _only_told(view: View, head: Head, verdict: Verdict) -> bool:
    """«Нацбанк говорит, что …», «Сети помогают искать медь», «Сажать без полива бессмысленно»: told or judged, no order."""
    said = outsiders.TELLS_A_VIEW.search(view.document.folded.low, view.unit.start, view.unit.end)
    if said is not None and verdict.giver_rule != "giver.subject":
        return True
    view_of = reported(view, head.at)
    if view_of is not None and view_of.lay:
        return True
    acts = view.infinitives
    return bool(acts) and all(judged(view, act) or _told_of(view, act) or _possible(view, act) for act in acts)


def _possible(view: View, act: int) -> bool:
    """«Разрешение теперь можно получить за три дня», «Заявку подать можно до 1 мая»: what may be done."""
    near = view.tokens[max(view.clause_start(act), act - _NEAR_MAY) : act + _BEHIND_MAY]
    return any(token.low in outsiders.MAY for token in near)


_NEAR_MAY, _BEHIND_MAY = 4, 2  # words


def _told_of(view: View, act: int) -> bool:
    """«помогают геологам искать медь, а врачам – читать снимки»: the verb that takes the infinitives orders nothing."""
    if act and outsiders.TELLS_OF.match(view.tokens[act - 1].low):
        return True  # «начала принимать»: the word may be a noun as well
    last = max((i for i in view.finites if i < act), default=None)
    if last is None or any(token.text in ":;" for token in view.tokens[last:act]):
        return False
    return outsiders.TELLS_OF.match(view.tokens[last].low) is not None


def _proposes(view: View, verdict: Verdict) -> bool:
    """«Аким предложил увеличить запас и поручить дежурство …», «По словам министра, предстоит …», at a higher one's."""
    place = next((i for i in view.finites if outsiders.PROPOSES.match(view.tokens[i].low)), None)
    behind = [view.tokens[i].low for i in view.infinitives if place is not None and i > place]
    if place is not None and outsiders.TO_ORDER & set(behind):
        return True
    told = reported(view, view.infinitives[0]) if view.infinitives else None
    if told is None or not outranked(view.document, told.person):
        return False
    others = [c for c in verdict.chosen if not c.mention.together and c.mention.need not in _OWN_KINDS]
    return not any(body.code for c in others for body in c.bodies)


_OWN_KINDS = frozenset({"ministry", "agency", "body"})  # «По словам министра, ведомству предстоит …»


def _by_norm(view: View, at: int) -> bool:
    """«По лицензии операторы обязаны …», «По приказу министерства склады должны …»: a norm before offset `at`."""
    low, unit = view.document.folded.low, view.unit
    dated = any(term.date is not None for term in view.document.deadlines(unit))
    return bool(
        outsiders.BY_NORM.search(low, unit.start, at) or (not dated and outsiders.BY_RULING.search(low, unit.start, at))
    )


def _by_new_law(view: View, verdict: Verdict) -> bool:
    """«Президент подписал закон. Теперь акиматы обязаны ежегодно …»: told of what a law is from now on, with no day."""
    if verdict.giver_rule != "giver.leader" or any(
        term.date is not None for term in view.document.deadlines(view.unit)
    ):
        return False
    low = view.document.folded.low
    return any(outsiders.NEW_LAW.search(low, other.start, other.end) for other in view.document.before(view.unit, 1))


def _hopes(view: View) -> bool:
    """«Акимат рассчитывает получить …»: a body in the nominative, and behind it a verb of hoping."""
    for place, token in enumerate(view.tokens):
        if outsiders.HOPES.match(token.low) or view.text(place, place + 2) in _DECIDED:
            start = view.clause_start(place)
            groups = [g for g in view.groups if start <= g.first < place and not g.head.prep]
            named = any(g.head.stands("nom", "any") for g in groups)
            hopes = named and not any(_leads(g) for g in groups)
            return hopes and any(place < act for act in view.infinitives)
    return False


_DECIDED = ("принял решение", "приняла решение", "приняло решение", "приняли решение")


def _leads(group: Group) -> bool:
    """«Глава Правительства хочет получить план»: what a leader hopes for, he waits for."""
    return any(body.code in ("president", "pm", "dpm") for body in group.head.bodies)


def _reproach(view: View, head: Head) -> bool:
    """«Перестаньте рассказывать мне про …», «Попробуйте на досуге»."""
    if head.kind != "imperative":
        return False
    low = view.tokens[head.at].low
    if low in outsiders.TRIES:
        return not any(act > head.at for act in view.infinitives)
    after = view.tokens[head.at + 1 : head.at + 1 + _TALK_REACH]
    return low in outsiders.REPROACHES and any(outsiders.TALK.match(token.low) for token in after)


def _defines(view: View, head: Head) -> bool:
    """«Оцифровать плохую услугу – значит получить её в телефоне»: what an act comes to, no order of it."""
    if head.kind not in ("infinitive", "item", WEIGHED) or head.at not in view.infinitives:
        return False
    end = view.tokens[head.hi - 1].end if head.hi > head.at else view.unit.end
    return outsiders.COMES_TO.match(view.document.folded.low, view.tokens[head.at].end, end) is not None


def _feeling(view: View, head: Head) -> bool:
    """«Ваша задача – не бояться кнопки»: nothing but a feeling."""
    acts = [act for act in view.infinitives if head.lo <= act < head.hi] or [head.at]
    plain = head.kind in ("infinitive", "item", WEIGHED)
    return plain and all(outsiders.FEELINGS.match(view.tokens[act].low) for act in acts)


def _reminded(view: View, head: Head, verdict: Verdict) -> bool:
    """«Агентство напомнило: банки обязаны …»: the body that explains, and nobody's order."""
    told = outsiders.REMINDS.search(view.document.folded.low, view.unit.start, view.tokens[head.at].start)
    if told is None or verdict.giver_rule not in ("giver.leader", "giver.unknown", ""):
        return False
    tells = {body.code for mention in view.mentions if mention.end <= told.start() for body in mention.bodies}
    named = [body.code for c in verdict.chosen if c.mention.start > told.end() for body in c.bodies]
    return bool(tells) and all(code is None or code in tells for code in named)


def _how_to_look(view: View, head: Head, verdict: Verdict) -> bool:
    """«Прошу не делить …»: a denied act, no body beside it and no day."""
    acts = [act for act in head.infinitives if act > head.at]
    if acts and all(_impossible(view, act) for act in acts):
        return True
    denied = len(acts) == 1 and view.tokens[acts[0] - 1].low == "не"
    return denied and not verdict.chosen and not view.document.deadlines(view.unit)


def _impossible(view: View, act: int) -> bool:
    """«осваивать некому», «нечего строить»: nobody or nothing for the act."""
    return any(token.low in outsiders.NONE_TO for token in view.tokens[max(0, act - 2) : act + 2])


def _set_phrase(view: View, head: Head) -> bool:
    """«Операторам дали понять: …»: words for telling, no act."""
    return view.text(head.at - 1, head.at + 1) in outsiders.SET_PHRASES if head.at else False


def _of_procedure(view: View, head: Head) -> bool:
    """«Тараз, включите микрофон», «Теперь прошу записать поручения»: said so that the meeting goes on, with no day."""
    if view.unit.zone is None or view.document.deadlines(view.unit):
        return False
    start, end = view.tokens[head.lo].start, view.tokens[head.hi - 1].end if head.hi > head.lo else view.unit.end
    return outsiders.PROCEDURE.search(view.document.folded.low, start, end) is not None


def _in_fiction(view: View, head: Head, verdict: Verdict) -> bool:
    """«Вышла комедия об ауле. Новый аким приказывает снести клуб»: the present of a story, and nobody by his name."""
    registered = any(body.code for c in verdict.chosen for body in c.bodies)
    if not view.tokens[head.at].low.endswith(_PRESENT) or registered or head.frame is None:
        return False
    document = view.document
    start = max(document.paragraphs[view.unit.paragraph].start, view.unit.start - _STORY_REACH)
    told = head.frame.voice == "active" or head.kind == WEIGHED
    return told and bool(outsiders.FICTION.search(document.folded.low, start, view.unit.end))


def _long_ago(view: View) -> bool:
    """«Турксиб начали в 1926 году. … он приказал …»: no leader in the text, its last year is history, and no day is ahead."""
    document, unit = view.document, view.unit
    if chair_of(document) is not None:
        return False
    if any(term.date is not None and term.date >= document.published for term in document.deadlines(unit)):
        return False
    years = outsiders.YEARS.finditer(document.folded.low, max(0, unit.start - _YEAR_REACH), unit.end)
    named = [int(match["year"]) for match in years if not match["paper"]]
    return bool(named) and document.published.year - named[-1] > _LIVING


def _rumour(view: View, verdict: Verdict) -> bool:
    """«Автор рассылки уверяет: «Министр приказал …». В министерстве назвали это ложью»: told, and denied right after."""
    document, unit, zone = view.document, view.unit, view.unit.zone
    if verdict.giver_rule not in _TOLD or (
        zone is not None and zone.person is not None and zone.person.role is not None
    ):
        return False
    low, here = document.folded.low, document.paragraphs[unit.paragraph]
    edge = document.paragraphs[min(unit.paragraph + 1, len(document.paragraphs) - 1)].end
    if _DENIED.search(low, unit.end, min(edge, unit.end + _DENIAL_REACH)) is None:
        return False
    quoted = unit.start > here.start and low[unit.start - 1] in '«"'
    start, end = max(here.start, unit.start - _HEARSAY_REACH), min(here.end, unit.end + _HEARSAY_REACH * quoted)
    return outsiders.HEARSAY.search(low, start, end) is not None


_YEAR_REACH, _LIVING = 500, 20  # letters; years within which somebody may still owe what was ordered
_TOLD = frozenset({"giver.subject", "giver.unknown", ""})
_HEARSAY_REACH, _DENIAL_REACH = 160, 500
