"""One dictionary of forms for the grammar of deadlines, made once from the stems and endings of `lexicon`.

A form maps to all that it may be: {kind: value}; kinds of Kazakh begin with k_ and hold the case too. What a form means
beside others belongs to the grammar.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from app.extraction.deadlines.words import word_set
from app.extraction.lexicon import deadline_events as events
from app.extraction.lexicon import deadline_kk as kk
from app.extraction.lexicon import deadline_numbers as numbers
from app.extraction.lexicon import deadline_ru as ru
from app.extraction.lexicon import units

Table = dict[str, dict[str, Any]]

# Kinds of words with which an expression of each language may begin (or, in Kazakh, end).
STARTS = "starts"
RUSSIAN = word_set(
    "phrase prep adverb each times opener num month season unit ord roman ref relative edge length halfunit letter "
    "frequent"
)
KAZAKH = word_set(
    "k_post k_phrase k_ref k_daypart k_event k_month k_season k_weekday k_num k_ord roman k_year k_relative k_unit "
    "k_working k_calendar k_each k_length k_adverb"
)


_LANGUAGES = {pair: pair for pair in ((True, True), (True, False), (False, True))}


@cache
def lexicon() -> Mapping[str, dict[str, Any]]:
    """Every form of the closed lexicon; STARTS holds (may begin a Russian one, may begin a Kazakh one)."""
    table: Table = {}
    _add_russian_words(table)
    _add_russian_adjectives(table)
    _add_russian_phrases(table)
    _add_kazakh_nouns(table)
    _add_kazakh_words(table)
    for kinds in table.values():
        russian, kazakh = not RUSSIAN.isdisjoint(kinds), not KAZAKH.isdisjoint(kinds)
        if russian or kazakh:
            kinds[STARTS] = _LANGUAGES[
                russian, kazakh
            ]  # one tuple for all: a table of thousands costs every collection
    return table


def _put(table: Table, forms: Iterable[str], kind: str, value: Any) -> None:
    for form in forms:
        table.setdefault(form, {}).setdefault(kind, value)


def declined(stem: str) -> list[str]:
    """An adjective in every form; forms that do not exist do no harm."""
    return [stem + ending for ending in units.ADJECTIVE_ENDINGS.split()]


def _add_russian_words(table: Table) -> None:
    plain: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("unit", units.UNITS_RU),
        ("month", units.MONTHS_RU),
        ("season", units.SEASONS_RU),
        ("weekday", units.WEEKDAYS_RU),
        ("weekdays", units.WEEKDAYS_PLURAL_RU),
        ("relative", units.RELATIVE_DAYS_RU),
        ("daypart", units.DAY_PARTS_RU),
        ("edge", units.EDGES_RU),
        ("num", numbers.CARDINALS_RU),
        ("ref", ru.REF_FORMS_RU),
        ("times", ru.TIMES_RU),
    )
    for kind, rows in plain:
        for value, forms in rows.items():
            _put(table, forms.split(), kind, value)
    _put(table, numbers.THIRD_RU.split(), "ord", 3)
    _put(table, ru.EACH_RU.split(), "each", True)
    _put(table, units.WEEKEND_RU.split(), "weekend", True)
    _put(table, ru.REF_LETTERS_RU, "letter", True)
    _put(table, ru.SERIES_OPENERS, "opener", True)
    for form, number in numbers.ROMAN.items():
        _put(table, [form], "roman", number)
    for word, value in ru.ADVERBS_RU.items():
        _put(table, [word], "adverb", value)
    for halves, unit in ru.HALVES_RU.items():
        _put(table, halves.split(), "halfunit", unit)


def _add_russian_adjectives(table: Table) -> None:
    for number, stem in numbers.ORDINALS_RU.items():
        _put(table, declined(stem), "ord", number)
    _put(table, declined(ru.LAST_STEMS), "ord", -1)
    for ref, stems in ru.REFS_RU.items():
        for stem in stems.split():
            _put(table, declined(stem), "ref", ref)
    endings = units.TERM_ENDINGS.split()
    compounds = [(amount, prefix) for amount, words in numbers.COMPOUND_NUMBERS_RU.items() for prefix in words.split()]
    for unit, stems in units.LENGTHS_RU.items():
        for stem in stems.split():
            for start in ("", *units.SUFFIXED_RU):
                _put(table, (start + stem + ending for ending in endings), "length", (1, unit))
            for amount, prefix in compounds:
                _put(table, (prefix + stem + ending for ending in endings), "length", (amount, unit))
    for amount, prefix in compounds:
        _put(table, (prefix + units.YEARS_STEM_RU + ending for ending in endings), "length", (amount, "year"))
    for season, stem in units.SEASON_ADJECTIVES_RU.items():
        _put(table, [*declined(stem), stem + "е"], "seasonal", season)
    for kind, stems in (("working", units.WORKING_RU), ("calendar", units.CALENDAR_RU)):
        for stem in stems.split():
            _put(table, [stem, *declined(stem)], kind, True)
    for stem, value in ru.SERIES_STEMS_RU.items():
        _put(table, declined(stem), "frequent", value)


def _add_russian_phrases(table: Table) -> None:
    for phrase in ru.PREPOSITIONS_RU:
        _put(table, phrase.split()[:1], "prep", True)
    for phrase in (*ru.VAGUE_RU, *ru.STANDING_RU, *ru.SAME_RU):
        _put(table, phrase.split()[0].split("|"), "phrase", True)


def inflected(stem: str) -> Iterator[tuple[str, str]]:
    """Kazakh forms of a noun with their case: plain, plural and possessed; endings agree with the last vowel."""
    last = next((char for char in reversed(stem) if char in kk.FRONT_KK + kk.BACK_KK), "")
    foreign = frozenset(kk.BACK_KK if last in kk.FRONT_KK else kk.FRONT_KK)
    plurals = [ending for ending in kk.PLURALS_KK if foreign.isdisjoint(ending)]
    possessives = [ending for ending in kk.POSSESSIVES_KK if foreign.isdisjoint(ending)]
    for case, endings in kk.CASES_KK.items():
        for ending in filter(foreign.isdisjoint, endings):
            yield stem + ending, case
            yield from ((stem + plural + ending, case) for plural in plurals)
    for base in {stem, stem[:-1] + kk.VOICED.get(stem[-1], stem[-1])}:
        for case, endings in kk.POSSESSED_KK.items():
            for ending in filter(foreign.isdisjoint, endings):
                yield from ((base + possessive + ending, case) for possessive in possessives)


def _add_kazakh_nouns(table: Table) -> None:
    nouns: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("k_month", kk.MONTHS_KK),
        ("k_season", kk.SEASONS_KK),
        ("k_weekday", kk.WEEKDAYS_KK),
        ("k_unit", kk.UNITS_KK),
        ("k_edge", kk.EDGES_KK),
    )
    for kind, rows in nouns:
        for value, stems in rows.items():
            for form, case in chain.from_iterable(inflected(stem) for stem in stems.split()):
                _put(table, [form], kind, (value, case))
    for value, forms in kk.SHORT_KK.items():
        _put(table, forms.split(), "k_unit", (value, "nom"))
    for offset, stem in kk.RELATIVE_DAYS_KK.items():
        for case, ending in kk.RELATIVE_ENDINGS_KK.items():
            _put(table, [stem + ending], "k_relative", (offset, case))


def _add_kazakh_words(table: Table) -> None:
    words: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("k_num", numbers.CARDINALS_KK),
        ("k_ord", numbers.ORDINALS_KK),
        ("k_ref", kk.REFS_KK),
        ("k_year", kk.YEAR_WORDS_KK),
        ("k_daypart", kk.DAY_PARTS_KK),
        ("k_length", kk.LENGTHS_KK),
        ("k_suffix", kk.NUMBER_SUFFIXES_KK),
        ("k_post", kk.POSTPOSITIONS_KK),
    )
    for kind, rows in words:
        for value, forms in rows.items():
            _put(table, forms.split(), kind, value)
    flags = (
        ("k_event", kk.UNTIL_EVENT_KK),
        ("k_working", kk.WORKING_KK),
        ("k_calendar", kk.CALENDAR_KK),
        ("k_each", kk.EACH_KK),
    )
    for kind, listed in flags:
        _put(table, listed.split(), kind, True)
    for word, often in kk.ADVERBS_KK.items():
        _put(table, [word], "k_adverb", often)
    for phrase in (*kk.VAGUE_KK, *kk.STANDING_KK, *kk.SAME_KK, *events.FIXED_KK):
        _put(table, phrase.split()[0].rstrip("*").split("|"), "k_phrase", True)
