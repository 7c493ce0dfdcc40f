"""The numbers and bullets of Word's lists, which are not in the text of a docx but counted by the reader's program.

Minutes number their points this way; without the labels a list of instructions is a run of bare infinitives.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_BULLET = "– "
_LEVELS = 9
_DEPTH = 10
"""How far a chain of styles is followed; chains in circles end here."""
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ListLabels:
    """Counts the list items of one document in reading order; `of` is to be asked once a paragraph."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract_of_list: dict[str, str] = {}
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, etree._Element] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._styles = {style.get(_W + "styleId", ""): style for style in styles.iterchildren(_W + "style")}

    def of(self, paragraph: etree._Element) -> str:
        """The label of the paragraph with a space behind ("2.1. ", "– "), or "" outside of lists."""
        list_id, level = self._list_of(paragraph)
        abstract = self._abstract_of_list.get(list_id)
        if abstract is None or (abstract, level) not in self._levels:
            return ""
        form, pattern, start = self._levels[abstract, level]
        if form == "none" or not pattern:
            return ""
        if form == "bullet":
            return _BULLET
        # Lists with the same definition go on counting, unless one says where it starts.
        own = (list_id, level) in self._starts
        counts = self._counts[f"list {list_id}" if own else f"definition {abstract}"]
        start = self._starts.get((list_id, level), start)
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return _PLACE.sub(lambda found: self._number(abstract, int(found[1]) - 1, counts), pattern).strip() + " "

    def _number(self, abstract: str, level: int, counts: list[int]) -> str:
        form, _, start = self._levels.get((abstract, level), ("decimal", "", 1))
        return _written(counts[level] or start, form)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """List and level of a paragraph: its own, else its style's, else those of the style that one is based on."""
        level: int | None = None
        for properties in self._properties(paragraph):
            own = properties.find(_W + "numPr")
            if own is None:
                continue
            if level is None and own.find(_W + "ilvl") is not None:
                level = _value(own, "ilvl")
            reference = own.find(_W + "numId")
            if reference is not None:
                return reference.get(_W + "val", ""), min(level or 0, _LEVELS - 1)
        return "", 0

    def _properties(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The properties of a paragraph, then those of its style and of the styles that one is based on."""
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return
        yield properties
        reference = properties.find(_W + "pStyle")
        for _ in range(_DEPTH):
            style = self._styles.get(reference.get(_W + "val", "")) if reference is not None else None
            if style is None:
                return
            yield from style.iterchildren(_W + "pPr")
            reference = style.find(_W + "basedOn")

    def _read_numbering(self, numbering: etree._Element) -> None:
        for definition in numbering.iterchildren(_W + "abstractNum"):
            for level in definition.iterchildren(_W + "lvl"):
                index = _whole(level.get(_W + "ilvl"), 0)
                form, text = level.find(_W + "numFmt"), level.find(_W + "lvlText")
                self._levels[definition.get(_W + "abstractNumId", ""), index] = (
                    form.get(_W + "val", "decimal") if form is not None else "decimal",
                    text.get(_W + "val", "") if text is not None else "",
                    _value(level, "start", 1),
                )
        for number in numbering.iterchildren(_W + "num"):
            list_id, abstract = number.get(_W + "numId", ""), number.find(_W + "abstractNumId")
            if abstract is not None:
                self._abstract_of_list[list_id] = abstract.get(_W + "val", "")
            for override in number.iterchildren(_W + "lvlOverride"):
                if override.find(_W + "startOverride") is not None:
                    level = _whole(override.get(_W + "ilvl"), 0)
                    self._starts[list_id, level] = _value(override, "startOverride", 1)


def _value(element: etree._Element, name: str, default: int = 0) -> int:
    child = element.find(_W + name)
    return _whole(child.get(_W + "val"), default) if child is not None else default


def _whole(text: str | None, default: int) -> int:
    """A small number from an attribute; nonsense gives the default."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default


def _written(number: int, form: str) -> str:
    """A number in one of Word's number formats."""
    if form in ("lowerRoman", "upperRoman") and number < 40:
        roman = ""
        for value, letters in _ROMAN:
            roman, number = roman + letters * (number // value), number % value
        return roman.lower() if form == "lowerRoman" else roman
    alphabet = {
        "russianLower": _RUSSIAN_LETTERS,
        "russianUpper": _RUSSIAN_LETTERS.upper(),
        "lowerLetter": _LATIN_LETTERS,
        "upperLetter": _LATIN_LETTERS.upper(),
    }.get(form)
    if alphabet and 0 < number <= len(alphabet):
        return alphabet[number - 1]
    return f"0{number}" if form == "decimalZero" and number < 10 else str(number)
