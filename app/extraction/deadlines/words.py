"""The lexicon's lists of words in the shape that rules ask for: sets of words and tuples of stems, made once.

What the words mean is said where they are listed, in `lexicon`.
"""

from app.extraction.lexicon import deadline_events as events
from app.extraction.lexicon import deadline_kk as kk
from app.extraction.lexicon import deadline_ru as ru
from app.extraction.lexicon import units


def word_set(words: str) -> frozenset[str]:
    """Whole words, for `in`."""
    return frozenset(words.split())


def stems(words: str) -> tuple[str, ...]:
    """Beginnings of words, for `str.startswith`."""
    return tuple(words.split())


OPEN_RU = stems(events.OPEN_RU)
OPEN_BY_RU = stems(events.OPEN_BY_RU)
OPEN_KK = stems(events.OPEN_KK)
SEASON_MODIFIERS_KK = word_set(events.SEASON_MODIFIERS_KK)
TERM_KK = word_set(kk.TERM_KK)
INSIDE_KK = word_set(kk.INSIDE_KK)
AT_MOST_KK = word_set(kk.AT_MOST_KK)
BETWEEN_KK = word_set(kk.BETWEEN_KK)
RESULTS_KK = word_set(kk.RESULTS_KK)
EVENT_DAYS_KK = word_set(kk.EVENT_DAYS_KK)
DEDICATED_KK = word_set(kk.DEDICATED_KK)
AT_LEAST_KK = word_set(kk.AT_LEAST_KK)
PASSED_KK = word_set(kk.PASSED_KK)
UNCOUNTED_KK = word_set(kk.UNCOUNTED_KK)
REPORTED_KK = word_set(kk.REPORTED_KK)
OBJECTS_RU = stems(ru.OBJECTS_RU)
PLANS_RU = stems(ru.PLANS_RU)
GOVERNS_K = stems(ru.GOVERNS_K)
TERM_NOUNS_RU = word_set(ru.TERM_NOUNS_RU)
GIVEN_RU = word_set(ru.GIVEN_RU)
FILLERS_RU = word_set(ru.FILLERS_RU)
ORDINAL_SUFFIXES_RU = word_set(ru.ORDINAL_SUFFIXES_RU)
NUMBER_SUFFIXES_RU = word_set(ru.NUMBER_SUFFIXES_RU)
YEAR_SUFFIXES_RU = word_set(ru.YEAR_SUFFIXES_RU)
TERM_WORDS_RU = word_set(ru.TERM_WORDS_RU)
ANCHOR_NOUNS_RU = word_set(ru.ANCHOR_NOUNS_RU)
TIMES_WORDS_RU = word_set(ru.TIMES_WORDS_RU)
TIMES_FILLERS_RU = word_set(ru.TIMES_FILLERS_RU)
BARE_FORMS_RU = word_set(units.BARE_FORMS_RU)
BARE_LENGTHS_RU = word_set(units.BARE_LENGTHS_RU)
LOCATIVE_UNITS = word_set(units.LOCATIVE_UNITS_RU)
PLURAL_UNITS_RU = word_set(units.PLURAL_UNITS_RU)
GENITIVE_UNITS_RU = word_set(units.GENITIVE_UNITS_RU)
PLURAL_GENITIVE_UNITS_RU = word_set(units.PLURAL_GENITIVE_UNITS_RU)
ABBREVIATIONS = word_set(units.ABBREVIATIONS)
EVENT_NOUNS_RU = OPEN_RU + stems(events.EVENT_NOUNS_RU)
