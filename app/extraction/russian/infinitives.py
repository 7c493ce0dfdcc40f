"""Russian infinitives that no other word governs: «О результатах доложить через месяц», «сказал: взять на контроль».

Looked for in speech, in lists and after an instruction; nothing is judged here.
"""

import re

from app.extraction.lexicon.around_orders_ru import AIMS, TERMS_AFTER_DASH
from app.extraction.lexicon.frames_ru import WORK
from app.extraction.lexicon.nouns import GOVERNED_AFTER, GOVERNORS
from app.extraction.lexicon.speech import SAID
from app.extraction.parts.head import Head
from app.extraction.text.view import SUBORDINATORS, Group, View
from app.extraction.words.morphology import forms, imperfective


def said_with_colon(view: View) -> bool:
    """«… подчеркнул: взять ситуацию на контроль», «Отдельное поручение касается людей: оклады проиндексировать»."""
    if not view.has(":"):
        return False
    colon = next((i for i, token in enumerate(view.tokens) if token.text == ":"), 0)
    if colon and colon <= _HEADING and any(_TASK.match(token.low) for token in view.tokens[:colon]):
        return not any(view.inside_mention(i) for i in range(colon))
    return any(t.text == ":" and i and SAID.match(view.tokens[i - 1].low) for i, t in enumerate(view.tokens))


_HEADING = 7
_TASK = re.compile(r"(?:поручение|указание|распоряжение|требование)$")


def infinitive_heads(view: View, strict: bool) -> list[Head]:
    """«О результатах доложить через месяц»: a main infinitive that no other word governs."""
    if (strict and view.finites) or (view.tokens[-1].text == "?" and view.unit.zone is not None):
        return []
    for index in view.infinitives:
        start = view.clause_start(index)
        before = view.tokens[start:index]
        opener = view.tokens[start - 1].text if start else ""
        if any(t.low in SUBORDINATORS for t in before) or GOVERNORS.search(view.text(start, index)):
            return []
        if any(start <= place < index for place in view.finites) or _is_subject(view, index):
            return []
        if opener == "–" and AIMS.search(view.text(0, start)):
            return []
        if opener in "," and not _past_aside(view, start):
            earlier = view.text(0, start)
            if any(place < start for place in view.finites) or GOVERNORS.search(earlier):
                continue
        if judged(view, index) or _told(view, start, index):
            return []  # «Смеяться будем, когда уберём», «Закончить к маю не успеем»
        first = index - 1 if index and view.tokens[index - 1].low == "не" else index
        group = next((g for g in view.groups if g.last == first and g.head.cases == {"dat"} and not g.head.prep), None)
        group = group or _called(view, start) or _alone(view, start, first)
        return [Head("infinitive", index, start, None, (first, index + 1), group)]
    return []


def judged(view: View, index: int) -> bool:
    """«Прятать цифры бессмысленно», «хозяйничать, душить конкурентов не позволено»: a word behind governs the infinitive."""
    end = view.clause_end(index)
    if GOVERNED_AFTER.search(view.text(index + 1, end)):
        return True
    after = next((i for i in view.infinitives if i > end), None)
    if after is None or view.tokens[end].text != "," or view.clause_start(after) != end + 1:
        return False
    both = imperfective(view.tokens[index].low) and imperfective(view.tokens[after].low)
    return both and GOVERNED_AFTER.search(view.text(after + 1, view.clause_end(after))) is not None


def inverted_heads(view: View, acts: bool = False) -> list[Head]:
    """«Дорогу содержать – областному акимату»: the act, a dash, and in the dative who has to do it; in acts also as a list."""
    found = []
    for group in view.groups:
        place = group.first - 1
        if place < 1 or view.tokens[place].text != "–" or group.head.prep or not (group.head.cases <= _DATIVE or acts):
            continue
        start = view.clause_start(place - 1)
        act = next((i for i in view.infinitives if start <= i < place), None)
        after = view.tokens[group.last].text if group.last < len(view.tokens) else "."
        if act is None or after not in ",;.!" or any(start <= i < place for i in view.finites):
            continue
        if not GOVERNORS.search(view.text(start, act)):
            found.append(Head("infinitive", act, start, None, (act, act + 1), group))
    return found


def timed_heads(view: View) -> list[Head]:
    """«Акимам районов – сутки, чтобы посыпать лестницы», «Комитет, неделя вам на то, чтобы …»: time, and what it is for."""
    for group in view.groups:
        opens = group.first <= 1 or view.tokens[group.first - 1].text == ":"
        if not opens or group.head.prep or group.last >= len(view.tokens):
            continue
        mark = view.tokens[group.last].text
        term = next((i for i in range(group.last + 1, min(group.last + 4, len(view.tokens))) if _time(view, i)), None)
        given = group.head.cases <= _DATIVE if mark == "–" else mark == "," and _you(view, group.last)
        if term is None or not given:
            continue
        end = view.clause_end(term)
        if view.text(term + 1, term + 2) == "на" and mark == "–" and _names_act(view, term + 2):
            return [Head("item", term, group.first, None, (term, term + 1), group)]
        if end + 1 >= len(view.tokens) or view.tokens[end + 1].low != "чтобы" or any(i < end for i in view.finites):
            continue
        act = next((i for i in view.infinitives if i > end), None)
        if act is not None:
            return [Head("item", act, 0, None, (act, act + 1), group)]
    return []


def _names_act(view: View, index: int) -> bool:
    """«неделя на проверку складов»: a noun of an act behind «на»."""
    return index < len(view.tokens) and bool(_ACT.match(view.tokens[index].low))


_ACT = re.compile(rf"(?:{WORK}|это|все)(?![\w-])")


def _time(view: View, index: int) -> bool:
    return bool(_LENGTH.match(view.tokens[index].low))


def _you(view: View, index: int) -> bool:
    return any(token.low in ("вам", "тебе") for token in view.tokens[index : view.clause_end(index + 1)])


_DATIVE = frozenset({"dat", "loc"})
_LENGTH = re.compile(r"(?:сутки|суток|час[а-я]{0,2}|дн[а-я]+|день|недел[а-я]+|месяц[а-я]*|декада|полгода)$")


def _past_aside(view: View, start: int) -> bool:
    """«Подрядчиков, которые не вышли, оштрафовать»: the clause before is about the object that opens the sentence."""
    first = next((i for i in range(start - 1) if view.tokens[i].text == ","), None)
    if first is None or not (
        any(t.low.startswith("котор") for t in view.tokens[first + 1 : first + 3])
        or (first and view.tokens[first - 1].low in _THOSE and view.tokens[first + 1].low in _WHO)
    ):
        return False
    if first > _OBJECT or any(place < first for place in view.finites) or GOVERNORS.search(view.text(0, first)):
        return False
    return not any(t.text == "," for t in view.tokens[first + 1 : start - 1])


_OBJECT = 5
_THOSE = frozenset("те тех тем теми всех всем всеми там туда".split())
_WHO = frozenset("кто чей чья чье чьи где куда".split())  # «С теми, кто отказался, договоры не заключать»


def _told(view: View, start: int, index: int) -> bool:
    """«Утвердить план намечено на май», «Просить я устал»: a predicate of the same clause takes the infinitive."""
    end = view.clause_end(index)
    if any(index < place < end for place in view.finites):
        return True
    words = [token.low for token in view.tokens[start:end] if token.word]
    return any(word.endswith(("но", "то", "ется")) and (word in _TAKES or forms(word).passive) for word in words)


_TAKES = frozenset("планируется предполагается допускается разрешается запрещается".split())


def _called(view: View, start: int) -> Group | None:
    """«Акимат, склады открыть сегодня»: the bodies spoken to, at the head of the sentence, before a comma."""
    for group in view.groups:
        if group.last == start - 1 and group.first <= 1 and not group.head.prep and group.head.stands("nom", "any"):
            return group if view.unit.zone is not None and view.tokens[start - 1].text == "," else None
    return None


def _alone(view: View, start: int, end: int) -> Group | None:
    """«До мая Комитету доходов штрафы не применять»: the only bodies of the clause, and nothing but a dative."""
    inside = [g for g in view.groups if start <= g.first and g.last <= end and not g.head.prep]
    return inside[0] if len(inside) == 1 and inside[0].head.cases <= _DATIVE and view.unit.zone is not None else None


def _is_subject(view: View, index: int) -> bool:
    """«Экономить на детях – последнее дело»: a dash and a nominative make the infinitive a subject."""
    end = view.clause_end(index)
    if (
        end + 1 >= len(view.tokens)
        or view.tokens[end].text != "–"
        or view.inside_mention(end + 1)
        or view.tokens[end + 1].low == "это"
        or (view.tokens[end - 1].text[0].isupper() and view.tokens[end + 1].text[0].isupper())  # «Кентау – Туркестан»
    ):
        return False
    known = forms(view.tokens[end + 1].low)
    return (
        (known.noun or known.adjective)
        and "nom" in known.cases
        and not TERMS_AFTER_DASH.match(view.tokens[end + 1].low)
    )
