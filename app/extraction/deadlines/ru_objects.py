"""Whether a Russian period is no term but part of a noun: «программа на 2026–2028 годы», «готовность к зиме».

Words only; which expressions there are belongs to `ru.py`.
"""

from app.domain.periods import Unit
from app.extraction.deadlines.grammar import Core
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import GOVERNS_K, OBJECTS_RU, PLANS_RU
from app.extraction.lexicon.deadline_ru import (
    COMPLETED_RU,
    ENDED_RU,
    FULL_TAILS_RU,
    PAPERS_RU,
    PLURAL_VERBS_RU,
    PREPARES_RU,
    READINESS_RU,
    READY_RU,
    RECORDS_RU,
    SET_RU,
    STRETCHES_RU,
    USE_RU,
    VERB_TAILS_RU,
)
from app.extraction.words.morphology import forms

LOOK_BACK = 8
OBJECT_YEARS = frozenset({Unit.YEAR, Unit.DECADE})


def belongs(t: Tokens, i: int, found: Core, value: str) -> bool:
    """Whether the period belongs to a noun before it: «программа на 2026-2028 годы», «отчёт за 2025 год»."""
    if value in ("from", "until") and for_a_time(t, i):
        return True
    if found.period.unit is Unit.DAY and "итогам" in t.words[i : found.end]:
        return True  # «по итогам сегодняшнего заседания»
    if i and t.words[i - 1] in READY_RU and found.period.unit is not Unit.SEASON:
        return False  # «будет готов к маю», but «готов к зиме»
    season = found.period.unit is Unit.SEASON
    paper = _prepared(t, i) and t.words[i - 1].startswith(PAPERS_RU)  # «подготовить предложения к лету»
    if governed(t, i, value) and not paper and (season or not (_prepared(t, i) or _ended(t, i))):
        return True
    if season and value == "until" and _readiness(t, i):
        return True
    if value == "within" and found.period.unit is Unit.SEASON and _in_use(t, i, found.end):
        return True
    if value == "on" and "неделе" in t.words[i : found.end]:
        return False  # «график на следующей неделе», but «график на следующую неделю»
    if value in ("on", "within") and i > 1 and t.words[i - 1].startswith(SET_RU) and t.words[i - 2] != ",":
        return t.words[i - 1].endswith(FULL_TAILS_RU)  # «запланированный на 15 мая форум»
    if value == "on" and found.period.unit is Unit.DAY:
        return t.words[i - 1] == "состоянию" if i else False
    yearly = found.period.unit in OBJECT_YEARS and not found.period.parts
    if value not in ("on", "over") and not (value == "until" and yearly):
        return False
    stems = PLANS_RU if value == "until" else OBJECTS_RU
    for back in range(1, min(LOOK_BACK, i) + 1):
        word = t.words[i - back]
        joined = word == "-" and t.glued(i - back)  # «социально-экономического»
        if not (word[0].isalpha() or joined or word in '«»"“”()') or word.endswith(VERB_TAILS_RU):
            return False
        if len(word) > 3 and word.startswith(stems):
            return value != "until" or not _completed(t, i - back)
    return False


def _prepared(t: Tokens, i: int) -> bool:
    """«подготовить план к 1 октября», «перейти к 2027 году»: a verb takes «к» and a date as its term; a noun does not."""
    verb, act = (t.words[i - n] if i >= n else "" for n in (1, 2))
    return _verb(verb) or (act.startswith(PREPARES_RU) and not act.startswith(READINESS_RU))


def _readiness(t: Tokens, i: int) -> bool:
    """«контролировать подготовку коммунального хозяйства к зиме»: what is got ready stands between."""
    if t.words[i] not in ("к", "ко"):
        return False
    for back in range(1, min(_BETWEEN, i) + 1):
        word = t.words[i - back]
        if word.startswith(READINESS_RU):
            return True
        if not word[0].isalpha() or _verb(word):
            return False
    return False


_BETWEEN = 6


def for_a_time(t: Tokens, i: int) -> bool:
    """«поезда на период с 10 июня по 31 августа», «охрана на время праздников с 8 по 10 мая»: how long it will be needed."""
    for back in range(1, min(FOR_A_TIME, i - 1) + 1):
        if t.words[i - back] in STRETCHES_RU:
            return t.words[i - back - 1] in ("на", "весь")
        if not t.words[i - back].isalpha():
            return False
    return False


def _verb(word: str) -> bool:
    """A personal form, an infinitive, a command, a gerund or a short participle, by its ending or by the dictionary."""
    if word.endswith((*VERB_TAILS_RU, *PLURAL_VERBS_RU)):
        return True
    known = forms(word)
    return known.finite or known.imperative or known.gerund or known.passive


def _ended(t: Tokens, i: int) -> bool:
    """«завершить подготовку к 1 марта»: what comes to its end does so by that day; «начать подготовку к 1 мая» does not."""
    return any(t.words[n].startswith(ENDED_RU) for n in range(max(i - 3, 0), i))


def _in_use(t: Tokens, i: int, end: int) -> bool:
    """«содержание дорог в зимний период»: what goes on all the season, no act to be done in it."""
    if not any(word.startswith("период") for word in t.words[i:end]):
        return False
    return any(t.words[i - n].startswith(USE_RU) for n in range(1, min(LOOK_BACK, i) // 2 + 1))


def _completed(t: Tokens, i: int) -> bool:
    """Whether the noun is the object of its own completion: «реализовать программу до 2030 года»."""
    return any(t.words[n].startswith(COMPLETED_RU) for n in range(max(i - 3, 0), i))


def governed(t: Tokens, i: int, value: str) -> bool:
    """«готовность к зиме»: the noun or verb before governs «к», so this is no term."""
    if value != "until" or t.words[i] not in ("к", "ко"):
        return False
    verb = t.words[i - 1].endswith(PLURAL_VERBS_RU)  # «переход построят к …»: the verb between takes the term
    return any(t.words[i - n].startswith(GOVERNS_K) for n in ((1,) if verb else (1, 2)) if i >= n)


def of_records(t: Tokens, i: int, months: int) -> bool:
    """«поднять накладные за квартал», «проверить счета школ за полугодие»: papers of a period."""
    if months < 1:
        return False
    for back in range(1, min(OF_RECORDS, i) + 1):
        word = t.words[i - back]
        if word.startswith(RECORDS_RU):
            return True
        if not word[0].isalpha() or word.endswith(VERB_TAILS_RU):
            return False
    return False


OF_RECORDS, FOR_A_TIME = 3, 3
