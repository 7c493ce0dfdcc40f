"""Russian candidates: words and patterns that may direct somebody to act, each with the stretch of tokens that is its own.

Kinds: frame (a verb of the table), item («Минфину – выделить …»), imperative («Минфин, отработайте …»), infinitive
(«Вопрос внести на рассмотрение»), present («решено: Минэнерго даёт сводку»). Nothing is judged here.
"""

from app.extraction.lexicon.around_orders_ru import DECIDED, DECIDES_SO, GIVEN_BEFORE_COLON, PRESENT_ACTS, WHAT_FOLLOWS
from app.extraction.lexicon.frames_ru import TASK, Frame
from app.extraction.lexicon.nouns import GOVERNORS
from app.extraction.parts.head import Head, modal_behind
from app.extraction.parts.statements import statements
from app.extraction.parts.verdicts import Memory
from app.extraction.russian.acts import has_act
from app.extraction.russian.echoes import without_echoes
from app.extraction.russian.established import going_on, subordinate, timed_statements, to_people
from app.extraction.russian.infinitives import infinitive_heads, inverted_heads, judged, said_with_colon, timed_heads
from app.extraction.russian.merging import apart, second_predicate
from app.extraction.russian.spoken import second_wish, spoken_heads
from app.extraction.russian.stated import as_heads, dictated_heads, tasked_heads
from app.extraction.russian.told import confirmed_heads, ordained_heads
from app.extraction.text.view import SUBORDINATORS, Group, View
from app.extraction.words.frames import frames_of, noun_pattern
from app.extraction.words.morphology import forms

_NOUN_BEFORE, _NOUN_FAR, _NOUN_AFTER = 4, 10, 6
_FAR_NOUNS = frozenset({"charge", "be_charged", "await"})
_STOP = frozenset(";!?")
_LEFT_EDGES = frozenset(",;:–•.()")
_ASIDES = SUBORDINATORS | {"как", "куда", "почему", "сколько"}
_OPENERS = frozenset(
    "и а но также кроме того при этом далее затем еще отдельно остальным прочим другим всем каждому самим самому самой".split()
)


def find_heads(
    view: View,
    speech: bool,
    listed: bool,
    elliptic: bool,
    acts: bool = False,
    dictated: bool = False,
    told: bool = False,
    memory: Memory | None = None,
) -> list[Head]:
    """Candidates of a unit, in order, their stretches set.

    speech: a giver speaks; listed: the unit is an item below a directive header; elliptic: an instruction stands right
    before, so infinitives go on with it; acts: the text is an act or minutes («МВД вносит информацию»); dictated: the
    paragraph has said that orders follow; told: statements order here; memory: of the instructions before.
    """
    heads = _frame_heads(view)
    heads += _item_heads(view, heads)
    heads += second_wish(view, heads) if heads else []
    if not heads or _gives_tasks(view, heads):
        heads = _present_heads(view, acts) or heads
    if speech:
        heads += spoken_heads(view, heads)
    elif dictated and not heads:
        heads = dictated_heads(view)
    if (speech or listed) and heads and heads[0].kind == "item":
        heads += [h for h in infinitive_heads(view, strict=False) if h.at < heads[0].left]
    if not heads:
        heads = (_object_heads(view) if listed else []) or tasked_heads(view)
    if not heads:
        heads = timed_heads(view) + (inverted_heads(view, acts) if speech or listed or acts or _rules(view) else [])
    heads = confirmed_heads(view, heads) or without_echoes(view, heads)
    if told and not heads:
        heads = ordained_heads(view, listed)
    said, zone = said_with_colon(view), view.unit.zone
    if not heads and (speech or listed or elliptic or said):
        loose = listed or said or (speech and not (zone is not None and zone.whole))
        heads += [h for h in infinitive_heads(view, not loose) if zone is not None or listed or not to_people(view, h)]
    if not heads and zone is None:
        heads = timed_statements(view, memory) or (going_on(view, memory) if memory is not None else [])
    heads = apart(view, sorted(heads, key=lambda h: h.at))
    _set_stretches(view, heads)
    return heads


def _rules(view: View) -> bool:
    """«рассудил так: …»: what stands behind the colon is decided."""
    return any(mark.text in ":," and _announces(view, index) for index, mark in enumerate(view.tokens[1:]))


# Frames ---------------------------------------------------------------------------------------------------------


def _frame_heads(view: View) -> list[Head]:
    found: list[Head] = []
    for index, token in enumerate(view.tokens):
        frames = frames_of(token.low) if token.word else ()
        if not frames or view.inside_mention(index) or _in_aside(view, index):
            continue
        for frame in frames:
            trigger = _trigger(view, index, frame)
            if frame.voice == "formula" and (not _begins(view, index) or _is_item(view, index, frame)):
                continue
            if trigger and has_act(view, index, frame):
                found.append(Head("frame", index, _left(view, index, frame), frame, trigger))
                break
    return found


def _in_aside(view: View, index: int) -> bool:
    """«…, как распорядился Президент, …»: words about who said it inside an order that has its own directive word."""
    before = [token.low for token in view.tokens[max(0, index - 2) : index]]
    tail = before[1:] == [","] and len(view.tokens) - index <= _TAIL and not any(i > index for i in view.infinitives)
    aside = tail or before == [",", "как"]
    return aside and any(frames_of(token.low) for token in view.tokens[: index - 2] if token.word)


_TAIL = 5  # tokens: «(Минтрансу нужно …,) указал глава ведомства.»


def _is_item(view: View, index: int, frame: Frame) -> bool:
    """«Акиматам: закрепить за каждым колледжем …»: the dative before makes it the act of an item, no formula."""
    return "dat" not in frame.owners and any(
        g.last <= index and not g.head.prep and g.head.stands("dat") for g in view.groups
    )


def _begins(view: View, index: int) -> bool:
    """«1. Поручить Минэнерго …», «Контроль … возложить на …»: no personal verb before, no word that governs the infinitive."""
    before = view.tokens[:index]
    if any(i < index for i in view.finites) or any(t.low in SUBORDINATORS or GOVERNORS.match(t.low) for t in before):
        return False
    return not any(i < index for i in view.infinitives) and not any(frames_of(t.low) for t in before if t.word)


def _trigger(view: View, index: int, frame: Frame) -> tuple[int, int] | None:
    """Token range of the directive words; None where the noun that the frame asks for is not near."""
    if not frame.noun:
        return index, index + 1
    pattern = noun_pattern(frame.noun)
    reach = _NOUN_FAR if frame.id in _FAR_NOUNS else _NOUN_BEFORE
    order = [
        *range(index + 1, min(len(view.tokens), index + 1 + _NOUN_AFTER)),
        *range(index - 1, max(-1, index - 1 - reach), -1),
    ]
    for place in order:
        if pattern.match(view.tokens[place].low):
            if frame.noun.startswith(TASK) and place and view.tokens[place - 1].low in _FOR:
                continue
            between = view.tokens[min(place, index) + 1 : max(place, index)]
            if any(t.text in _STOP or (t.text == "," and frame.voice != "active") for t in between):
                continue
            named = any(view.inside_mention(i) for i in range(min(place, index), max(place, index)))
            if abs(place - index) <= 2 and not named:
                return min(place, index), max(place, index) + 1
            return index, index + 1
    return None


_FOR = frozenset({"на", "для"})  # «дано три месяца на установку приборов»: an act, no task


def _left(view: View, index: int, frame: Frame) -> int:
    """Where the words of a frame begin: its clause, «и» behind another order, a list of owners or a giver before the verb."""
    start = second_predicate(view, index, view.clause_start(index))
    for group in view.groups:
        if group.first < start <= group.last + 1 and frame.voice != "active":
            start = group.first
    return start


# Items, imperatives, infinitives --------------------------------------------------------------------------------


def _item_heads(view: View, frames: list[Head]) -> list[Head]:
    found = []
    slots = {slot for h in frames if h.frame is not None for slot in h.frame.owners}
    for group in map(_dative_tail, view.groups):
        if not _in_slot(group, slots) or group.head.together:
            continue
        after = _after_marks(view, group.last)
        if after >= len(view.tokens) or not _opens(view, group.first - bool(group.head.prep)):
            continue
        dashed = view.tokens[after].text in ("–", ":")
        infinitive = _first_infinitive(view, after + dashed, frames)
        if infinitive is None or judged(view, infinitive):
            continue
        if not dashed and not _plain_item(view, group, frames):
            continue
        group = _nearer(view, group, infinitive) if not dashed else group
        left = group.first - 2 * _in_brackets(view, group)
        found.append(Head("item", infinitive, left, None, (infinitive, infinitive + 1), group))
    return found


def _dative_tail(group: Group) -> Group:
    """«сведения в разрезе районов, корпорации – упростить форму»: of what looks like one list, the last is the owner."""
    last = group.mentions[-1]
    alone = last is not group.head and not group.head.stands("nom", "dat", "any") and "dat" in last.cases
    return Group([last]) if alone and not group.head.office else group


def _nearer(view: View, group: Group, infinitive: int) -> Group:
    """«Комиссии по ущербу акиматам создать завтра»: an object that looks like a dative before the real one."""
    near = next((g for g in view.groups if g.last == infinitive and g.head.cases == {"dat"} and not g.head.prep), None)
    return near if near is not None and "acc" in group.head.cases else group


def _object_heads(view: View) -> list[Head]:
    """«Смету Минфину пересчитать до 1 мая»: in a list, what is acted on stands before who acts."""
    for group in view.groups:
        infinitive = _first_infinitive(view, group.last, [])
        before = view.tokens[: group.first]
        if group.head.prep or not group.head.cases <= {"dat"} or infinitive is None or view.finites:
            continue
        if any((t.text in _LEFT_EDGES and t.text not in ".),") or frames_of(t.low) for t in before):
            continue
        if view.infinitives[0] == infinitive and not GOVERNORS.search(view.text(0, infinitive)):
            return [Head("item", infinitive, 0, None, (infinitive, infinitive + 1), group)]
    return []


def _gives_tasks(view: View, heads: list[Head]) -> bool:
    """«дал задания: Минфин находит деньги»: what is given stands behind the colon."""
    return not view.infinitives and all(h.frame is not None and h.frame.noun and h.group is None for h in heads)


def _present_heads(view: View, acts: bool) -> list[Head]:
    """«решено: Минэнерго еженедельно даёт сводку»; in acts also «МВД вносит сводную информацию до 25 января и 25 июля»."""
    decided = next((i for i in range(len(view.tokens) - 1) if _announces(view, i)), None)
    if not acts and decided is None:
        return []
    series = acts and any(d.recurrence is not None for d in view.document.deadlines(view.unit))
    if decided is None and not series:
        return []
    for group in view.groups:
        if (
            group.head.prep
            or not (group.head.stands("nom") or "any" in group.head.cases)
            or (decided is not None and group.first < decided)
        ):
            continue
        verb = next((i for i in view.finites if group.last <= i < group.last + 8), None)
        if (
            verb is not None
            and (decided is not None or PRESENT_ACTS.match(view.tokens[verb].low))
            and not forms(view.tokens[verb].low).past
        ):
            at = verb if decided is None else decided
            told = [] if decided is None else statements(view, verb + 1, future=True)
            return [Head("present", at, min(at, group.first), None, (at, at + 1), group), *as_heads(told)]
    return []


def _in_slot(group: Group, slots: set[str]) -> bool:
    """Whether bodies stand in the case of an item, or in one that a verb before asks for: «обязал …, а прокуратуру – …»."""
    if group.head.prep:
        return any(slot.startswith(f"{group.head.prep}+") for slot in slots)
    if group.head.stands("dat", "nom", "any"):
        return True
    return "acc" in slots and (group.head.office or group.head.stands("acc"))


def _announces(view: View, index: int) -> bool:
    """«решено, что …», «распределил задачи: …», «установка такая: …»: a word before its mark."""
    low, mark = view.tokens[index].low, view.tokens[index + 1].text
    if mark != ":":
        return low in DECIDED and mark == ","
    if low in WHAT_FOLLOWS:
        return index > 0 and bool(DECIDES_SO.match(view.tokens[index - 1].low))
    return low in DECIDED or bool(GIVEN_BEFORE_COLON.match(low))


def _after_marks(view: View, index: int) -> int:
    """Past «(по согласованию)» and closing quotes."""
    while index < len(view.tokens) and view.tokens[index].text in '»"':
        index += 1
    if view.text(index, min(index + 2, len(view.tokens))).startswith((", где", ", котор", ", что", ", чь")):
        aside = view.clause_end(index + 1)
        closed = aside + 1 < len(view.tokens) and view.tokens[aside].text == ","
        index = aside + 1 if closed and (view.tokens[aside + 1].text == "–" or aside + 1 in view.infinitives) else index
    if index < len(view.tokens) and view.tokens[index].text == "(":
        while index < len(view.tokens) and view.tokens[index].text != ")":
            index += 1
        index += 1
    return index


def _opens(view: View, index: int) -> bool:
    """Whether a list of owners stands at the beginning of a clause."""
    place = index - 1
    while place >= 0 and (view.tokens[place].low in _OPENERS or view.tokens[place].text in '«"'):
        place -= 1
    if place < 0:
        return True
    return (
        view.tokens[place].text in _LEFT_EDGES
        or (view.tokens[place].text[0].isdigit() and place == 0)
        or not view.tokens[place].text.isalnum()
    )


def _first_infinitive(view: View, start: int, frames: list[Head]) -> int | None:
    """The infinitive that the owners of an item have to do; None where a personal verb or a frame comes first."""
    for place in range(start, min(len(view.tokens), start + 40)):
        token = view.tokens[place]
        if token.text in ";!?" or (token.low in SUBORDINATORS and token.low != "так"):
            return None
        if token.text == "." and not view.goes_on(place):
            return None
        if place in view.finites or any(h.trigger[0] <= place < h.trigger[1] for h in frames):
            return None
        if place in view.infinitives:
            return place
    return None


def _plain_item(view: View, group: Group, frames: list[Head]) -> bool:
    """Without a dash: the whole unit has no personal verb, and the owners are in the dative or are not declined."""
    if _in_brackets(view, group):
        return not frames
    if group.head.stands("dat") or "any" in group.head.cases:
        first = next((i + 1 for i in range(group.first - 1, -1, -1) if view.tokens[i].text == ";"), 0)
        before = view.text(first, group.first)
        mark = view.tokens[group.first - 1 - (view.tokens[group.first - 1].text in '«"')].low
        if any(h.at < group.first for h in frames) and mark in ("и", "а", ",", ";"):
            return group.head.stands("dat")
        if group.first > 1 and _announces(view, group.first - 2):
            return not frames
        acts = next((i for i in view.infinitives if i >= group.last), len(view.tokens))
        if acts == _after_marks(view, group.last) and group.first and view.tokens[group.first - 1].text == ",":
            behind = any(i < group.first for i in view.infinitives)
            if group.head.cases == {"dat"} or (behind and _opened(view, group)):
                return not frames and behind and not view.finites
        aside = next((i for i in range(acts, len(view.tokens)) if view.tokens[i].low in _ASIDES), len(view.tokens))
        finites = (i for i in view.finites if not subordinate(view, i) or i > acts)
        frames = [h for h in frames if not modal_behind(view, h, acts)]
        return not frames and all(i > aside for i in finites) and len(before) < 40
    modal = any(h.frame is not None and "nom" in h.frame.owners and h.at < group.first for h in frames)
    return modal and group.first > 0 and view.tokens[group.first - 1].low in ("а", ",")


def _opened(view: View, group: Group) -> bool:
    """«Минфину выделить средства, Минторговли подключить комитет»: another list of bodies opens the sentence in the dative."""
    first = view.groups[0]
    return first is not group and first.first <= _START and not first.head.prep and first.head.stands("dat", "any")


_START = 2


def _in_brackets(view: View, group: Group) -> bool:
    """«исполнителю (Минэкологии) представить …»: the name of whom the dative before the brackets means."""
    before = view.tokens[max(0, group.first - 2) : group.first]
    return len(before) > 1 and before[1].text == "(" and "dat" in forms(before[0].low).cases


# Stretches ------------------------------------------------------------------------------------------------------


def _set_stretches(view: View, heads: list[Head]) -> None:
    """Cut the unit between heads: each begins with its own words, the last one goes to the end."""
    edge = 0
    for number, head in enumerate(heads):
        head.lo = edge
        if (head.kind == "item" or _told_before(view, head)) and not number:
            head.lo = next((i + 1 for i in range(head.left - 1, -1, -1) if view.tokens[i].text == ";"), 0)
        head.hi = len(view.tokens)
        if number + 1 < len(heads):
            head.hi = max(head.trigger[1], _cut(view, head, heads[number + 1]))
        edge = head.hi
        head.infinitives = [i for i in view.infinitives if head.lo <= i < head.hi]


def _told_before(view: View, head: Head) -> bool:
    """«Сирены проверяли в ноябре; департаменту дано пять дней»: a sentence of its own stands before the semicolon."""
    place = next((i for i in range(head.left - 1, -1, -1) if view.tokens[i].text == ";"), 0)
    return any(i < place for i in view.finites) and not any(g.first < place for g in view.groups)


def _cut(view: View, head: Head, following: Head) -> int:
    """Where the words of the next head begin: its left edge without the conjunction's comma."""
    place = max(following.left, head.trigger[1])
    while place > head.trigger[1] and view.tokens[place - 1].low in ("и", "а", "но", ",", ";", "–"):
        place -= 1
    return place
