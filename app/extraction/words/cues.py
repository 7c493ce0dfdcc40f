"""What the words of a stretch announce: a directive, a date, a plan, Kazakh. Each word is asked once and kept.

One look at the words answers what several searches over the letters would; a cue only says that a word of its kind is
there. Which cues let a stretch through is in `gate.py` and beside the rules that ask for them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from app.extraction.lexicon import gates
from app.extraction.lexicon import milestones as table
from app.extraction.lexicon.frames_kk import FRAMES_KK
from app.extraction.lexicon.frames_ru import FRAMES_RU
from app.extraction.lexicon.speech import PAPERS_AND_TASKS
from app.extraction.lexicon.vetoes import REFERENCE_NOUNS
from app.extraction.words.beginnings import of_frames
from app.extraction.words.kazakh import ANY_WORD, KAZAKH_WORD, SHARE, looks_kazakh
from app.extraction.words.kept import Kept
from app.extraction.words.morphology import forms

DIRECTIVE, INFINITIVE, DATE, DIGIT, KAZAKH, PLAN, GOAL, STAGE, NATURE, FUTURE, TASK, RECALLED = (
    1 << n for n in range(12)
)
_KEPT = 1 << 16
_LOOK_BACK = 3
_TAIL = 40  # letters of an ending and of what is looked at before it


def stems_pattern(stems: Iterable[str]) -> str:
    """An expression for words that begin with one of the stems; stems are grouped by letters, so that few are tried."""
    return r"(?<![\w-])" + _grouped(sorted(set(stems)))


def _grouped(stems: list[str]) -> str:
    if "" in stems or len(stems) == 1:
        return re.escape(stems[0]) if stems[0] else ""
    groups: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        groups[stem[0]].append(stem[1:])
    return "(?:" + "|".join(re.escape(letter) + _grouped(rest) for letter, rest in groups.items()) + ")"


def _beginnings(pattern: str) -> list[str]:
    """The letters with which each alternative of a pattern begins."""
    pieces, depth = [""], 0
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            pieces.append("")
        else:
            pieces[-1] += char
    found = [re.match(r"[^\W\d_]*", piece) for piece in pieces]
    return [match.group() for match in found if match]


def _inner(pattern: str) -> str:
    """The alternatives of the first group of a pattern that chooses."""
    depth, start = 0, pattern.index("(?:") + 3
    for place in range(start, len(pattern)):
        depth += (pattern[place] == "(") - (pattern[place] == ")")
        if depth < 0:
            return pattern[start:place]
    return pattern[start:]


_RUN = re.compile(r"[\w-]+")
_STAGE_NOUNS = (table.STAGE_NOUNS, table.WORK_NOUNS, table.WORK_NOUNS_KK)
_VERBS = of_frames((*FRAMES_RU, *FRAMES_KK))
_STEMS = (
    (DIRECTIVE, {*gates.DIRECTIVE_STEMS, *_VERBS.stems}),
    (DATE, gates.DATE_STEMS),
    (PLAN, [*_beginnings(table.PLANS_RU), *_beginnings(_inner(table.AIMS))]),
    (STAGE, [stem for nouns in _STAGE_NOUNS for stem in _beginnings(_inner(nouns))]),
    (GOAL, _beginnings(_inner(table.GOALS))),
    (NATURE, _beginnings(_inner(table.NATURE))),
    (TASK, PAPERS_AND_TASKS),
)
_NEAR = 3  # letters by which stems are found
_BY_LETTERS: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
for _cue, _stems in _STEMS:
    for _stem in _stems:
        _near = _BY_LETTERS[_stem[:_NEAR]]
        _near[_cue] = (*_near.get(_cue, ()), _stem)
_NO_STEMS: dict[int, tuple[str, ...]] = {}
_WHOLE = _VERBS.words.union(gates.DIRECTIVE_WORDS)
_DATES = frozenset(gates.DATE_WORDS)
# A cue, the letters of which such a word has one at its end, and its ending.
_ENDINGS = (
    (DIRECTIVE, "еьнізрң", re.compile(gates.DIRECTIVE_ENDINGS)),
    (INFINITIVE, "ьия", re.compile(gates.INFINITIVE)),
    (FUTURE, "тям", re.compile(r"^[а-я]{1,30}(?:ет|ит|ут|ют|ат|ят|аст|им|ем)(?:ся)?$")),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\d")
_REFERENCE_NOUNS = re.compile(REFERENCE_NOUNS)
_DAY_OF_MONTH = re.compile(r"\d{1,2}-(?:го|му)")
_EITHER_ASPECT = ("ируют", "оборудуют")  # «модернизируют до конца года»: with a date ahead, the future
_DOTTED = re.compile(r"\d\.\d\d")


def _cues_of(word: str) -> int:
    """All cues of one word: by its beginning, by its ending, by its digits and letters."""
    found = KAZAKH if looks_kazakh(word) else 0
    for count in range(1, _NEAR + 1):
        for cue, stems in _BY_LETTERS.get(word[:count], _NO_STEMS).items():
            if word.startswith(stems):
                found |= cue
    if word in _WHOLE:
        found |= DIRECTIVE
    if word in _DATES:
        found |= DATE
    if _REFERENCE_NOUNS.search(word):
        found |= RECALLED
    for cue, letters, pattern in _ENDINGS:
        if word[-1] in letters and pattern.search(word, max(0, len(word) - _TAIL)):
            found |= cue
    if not word.isalpha() and _DIGITS.search(word):
        found |= DIGIT | (DATE if _YEAR.search(word) or _DAY_OF_MONTH.fullmatch(word) else 0)
    return found


_KNOWN = Kept(_cues_of)


class Cues(NamedTuple):
    """Words of a stretch and the cues of all of them together; dated: whether it has anything like a term."""

    words: list[str]
    all: int
    dated: bool


def cues(low: str, start: int, end: int) -> Cues:
    """The cues of low[start:end]."""
    words = _RUN.findall(low, start, end)
    if start and words and (low[start - 1].isalnum() or low[start - 1] in "-_") and _RUN.match(low, start, end):
        words[0] = "-" + low[max(0, start - _LOOK_BACK) : start] + words[0]
    found = reduce(or_, map(_KNOWN.__getitem__, words), 0)
    dated = bool(found & DATE or (found & DIGIT and _DOTTED.search(low, start, end)))
    return Cues(words, found, dated)


def in_kazakh(stretch: Cues) -> bool:
    """Whether the stretch is Kazakh: a fair share of its words has letters that Russian lacks."""
    if not stretch.all & KAZAKH:
        return False
    own, every = divmod(sum(map(_LETTERS.__getitem__, stretch.words)), _MANY)
    if own <= _A_NAME and not _RUSSIAN.isdisjoint(stretch.words):
        return False  # «Поручение дано Халық Кеңесі»
    return own >= SHARE * every


_A_NAME = 3
_RUSSIAN = frozenset(
    "до поручено поручение дано необходимо следует должен должна должны предписано требуется обязан".split()
)


def _letters(run: str) -> int:
    """How many words a run of letters and hyphens is, and _MANY for each that has letters which Russian lacks."""
    return len(KAZAKH_WORD.findall(run)) * _MANY + len(ANY_WORD.findall(run))


_MANY = 1 << 32
_LETTERS = Kept(_letters)


def in_future(stretch: Cues) -> bool:
    """Whether the stretch has a Russian verb of the future."""
    return bool(stretch.all & FUTURE) and any(_KNOWN[word] & FUTURE and _is_future(word) for word in stretch.words)


def _is_future(word: str) -> bool:
    known = forms(word)
    return (
        known.future
        and (known.finite or word in table.FUTURE_TOO)
        and (not known.present or word.endswith(_EITHER_ASPECT))
    )


_PLANS_KK = re.compile(table.PLANS_KK)
_OWN_PLANS_KK = re.compile(table.OWN_PLANS_KK)
_PAST_KK, _PRESENT_KK = re.compile(table.PAST_KK), re.compile(table.PRESENT_KK)


def in_plans_kk(stretch: Cues) -> bool:
    """Whether the stretch has a Kazakh word of planning, of others or of the speaker."""
    return any(map(_plans_kk, stretch.words))


@lru_cache(maxsize=_KEPT)
def _plans_kk(word: str) -> bool:
    return is_plan_kk(word) or _OWN_PLANS_KK.fullmatch(word) is not None


@lru_cache(maxsize=_KEPT)
def is_plan_kk(word: str) -> bool:
    """Whether a Kazakh word plans: a present that is no past of another stem, «жоспарланған», «-мақ»."""
    if _PAST_KK.match(word) and not _PRESENT_KK.match(word):
        return False
    return bool(_PLANS_KK.search(word))
