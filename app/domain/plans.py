"""Plan tables: what a row of one says, and how two editions of one plan differ.

Pure: a row is its words. Reading files belongs to `app.importing`, understanding executors and terms to
`app.extraction.plan_cells`, putting rows on control to `app.services`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class PlanField(StrEnum):
    """Columns of a plan table. MORE: any other one (money, notes), kept as text."""

    NUMBER = "number"
    ACTION = "action"
    FORM = "form"
    EXECUTORS = "executors"
    TERM = "term"
    MORE = "more"


class PlanState(StrEnum):
    """Life of an edition of a plan: looked through, then taken over. One that is given up is deleted."""

    DRAFT = "draft"
    REGISTERED = "registered"


class ChangeKind(StrEnum):
    """How a row differs from the plan on control."""

    NEW = "new"
    GONE = "gone"
    ACTION = "action"
    FORM = "form"
    EXECUTORS = "executors"
    TERM = "term"
    MORE = "more"


# The heads of official tables, in which a plan is written out; a reader of either language knows them.
HEADS: dict[str, dict[PlanField, str]] = {
    "ru": {
        PlanField.NUMBER: "№",
        PlanField.ACTION: "Наименование мероприятия",
        PlanField.FORM: "Форма завершения",
        PlanField.EXECUTORS: "Ответственные исполнители",
        PlanField.TERM: "Срок исполнения",
    },
    "kk": {
        PlanField.NUMBER: "№",
        PlanField.ACTION: "Іс-шараның атауы",
        PlanField.FORM: "Аяқтау нысаны",
        PlanField.EXECUTORS: "Жауапты орындаушылар",
        PlanField.TERM: "Орындау мерзімі",
    },
}
# Columns that are added to a plan written out and left out when it is read again: status, deadline that holds now.
ADDED_HEADS: dict[str, tuple[str, str]] = {
    "ru": ("Состояние контроля", "Действующий срок"),
    "kk": ("Бақылау күйі", "Қолданыстағы мерзім"),
}


@dataclass(frozen=True)
class Line:
    """A row of a plan as text. key: of its row; more: the texts of the other columns by their heads, in order."""

    key: int
    number: str
    action: str
    form: str = ""
    executors: str = ""
    term: str = ""
    more: tuple[tuple[str, str], ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Change:
    """One difference. old None: the row is new; new None: it is gone."""

    kind: ChangeKind
    old: Line | None
    new: Line | None

    @property
    def key(self) -> str:
        """What a form names it by; the same for the same difference of the same rows."""
        line = self.new or self.old
        return f"{self.kind.value}-{line.key if line else 0}"

    @property
    def before(self) -> str:
        """The text that the plan on control has."""
        return text_of(self.old, self.kind) if self.old else ""

    @property
    def after(self) -> str:
        """The text of the new edition."""
        return text_of(self.new, self.kind) if self.new else ""


Pair = tuple[Line | None, Line | None]

_DASHES = re.compile("[‐‑‒–—−-]+")
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟'’‘", '"') | {"ё": "е"})
_WORDS = re.compile(r"\w{3,}")
_STEM = 5
_SAME_NUMBER, _NO_NUMBER = 0.4, 0.7
_MOST_COMPARED = 40_000
_MOST_NAMED = 20
_COMPARED = (ChangeKind.ACTION, ChangeKind.FORM, ChangeKind.EXECUTORS, ChangeKind.TERM, ChangeKind.MORE)


def text_of(line: Line, kind: ChangeKind) -> str:
    """The text of a row that a kind of difference is about."""
    match kind:
        case ChangeKind.FORM:
            return line.form
        case ChangeKind.EXECUTORS:
            return line.executors
        case ChangeKind.TERM:
            return line.term
        case ChangeKind.MORE:
            return "\n".join(f"{head}: {text}" for head, text in line.more if text)
    return line.action


def plain(text: str) -> str:
    """A text for comparison: case, blanks, kinds of dashes and quotes and the point at the end say nothing."""
    text = _DASHES.sub("-", text.casefold().translate(_QUOTES))
    return " ".join(text.split()).strip(" .;,")


def plain_number(text: str) -> str:
    """A row's number for comparison: «1.», «1)» and «№ 1» are the same."""
    return plain(text).lstrip("№ ").rstrip(".) ")


def matched(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Which row of the new edition is which of the old one: new rows in their order, then those that are gone.

    In turn by number and action; by action alone (the plan was renumbered); by number where the words are like enough;
    by words that are very like, where numbers do not help. Rows that occur several times are paired in order.
    """
    found: dict[int, Line] = {}
    left_old, left_new = list(old), list(new)
    for key in (_number_and_action, _section_and_action, _only_action):
        _pair_equal(left_old, left_new, key, found)
    for near, least in ((_section_and_number, _SAME_NUMBER), (_only_number, _SAME_NUMBER), (_nothing, _NO_NUMBER)):
        _pair_alike(left_old, left_new, near, least, found)
    pairs: list[Pair] = [(found.get(line.key), line) for line in new]
    return pairs + [(line, None) for line in left_old]


def differences(pairs: Iterable[Pair]) -> list[Change]:
    """What the rows of a new edition change, in their order. pairs: as `matched` gives them."""
    found: list[Change] = []
    for before, after in pairs:
        if before is None:
            found.append(Change(ChangeKind.NEW, None, after))
        elif after is None:
            found.append(Change(ChangeKind.GONE, before, None))
        else:
            found += [Change(kind, before, after) for kind in _COMPARED if not same(before, after, kind)]
    return found


def same(old: Line, new: Line, kind: ChangeKind) -> bool:
    """Whether two rows say the same in that respect."""
    if kind is ChangeKind.MORE:
        return _more(old) == _more(new)
    return plain(text_of(old, kind)) == plain(text_of(new, kind))


def _more(line: Line) -> dict[str, str]:
    return {plain(head): plain(text) for head, text in line.more if plain(text)}


def _number_and_action(line: Line) -> Hashable:
    return plain_number(line.number), plain(line.action)


def _section_and_action(line: Line) -> Hashable:
    return plain(line.section), plain(line.action)


def _only_action(line: Line) -> Hashable:
    return plain(line.action)


def _section_and_number(line: Line) -> Hashable:
    return (plain(line.section), plain_number(line.number)) if plain_number(line.number) else None


def _only_number(line: Line) -> Hashable:
    return plain_number(line.number) or None


def _nothing(_line: Line) -> Hashable:
    return True


def _pair_equal(old: list[Line], new: list[Line], key: Callable[[Line], Hashable], found: dict[int, Line]) -> None:
    waiting: dict[Hashable, list[Line]] = defaultdict(list)
    for line in old:
        waiting[key(line)].append(line)
    for line in list(new):
        if waiting[key(line)]:
            _take(waiting[key(line)].pop(0), line, old, new, found)


def _pair_alike(
    old: list[Line], new: list[Line], key: Callable[[Line], Hashable], least: float, found: dict[int, Line]
) -> None:
    """Pair rows of one key whose words are like enough, the likest first."""
    waiting: dict[Hashable, list[Line]] = defaultdict(list)
    for line in old:
        waiting[key(line)].append(line)
    if key is _nothing and len(old) * len(new) > _MOST_COMPARED:
        return  # two different plans: nothing is gained by comparing every row with every other
    bags = {id(line): _bag(line.action) for line in (*old, *new)}
    close = [
        (-likeness(bags[id(before)], bags[id(line)]), place, before.key, before, line)
        for place, line in enumerate(new)
        if key(line) is not None
        for before in waiting[key(line)]
    ]
    for unlike, _place, _key, before, line in sorted(close, key=lambda each: each[:3]):
        if -unlike >= least and before in old and line in new:
            _take(before, line, old, new, found)


def _take(before: Line, line: Line, old: list[Line], new: list[Line], found: dict[int, Line]) -> None:
    found[line.key] = before
    old.remove(before)
    new.remove(line)


def _bag(text: str) -> Counter[str]:
    return Counter(word[:_STEM] for word in _WORDS.findall(plain(text)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, of the shorter one; 0 when one has none."""
    fewer = min(one.total(), other.total())
    return (one & other).total() / fewer if fewer else 0.0


def repeated_numbers(lines: Iterable[Line]) -> list[str]:
    """Numbers that stand at several rows of one section, in order."""
    counts = Counter((plain(line.section), plain_number(line.number)) for line in lines)
    return list(dict.fromkeys(number for (_section, number), count in counts.items() if number and count > 1))


def missing_numbers(lines: Iterable[Line]) -> list[str]:
    """Whole numbers that a plan numbered throughout leaves out: a row may have been lost."""
    numbers = [int(number) for line in lines if (number := plain_number(line.number)).isdecimal() and len(number) < 6]
    rising = all(one < other for one, other in pairwise(numbers))
    gaps = range(numbers[0], numbers[-1]) if rising and numbers else range(0)
    return [str(number) for number in gaps if number not in set(numbers)][:_MOST_NAMED]
