"""What press pages put between and below the words of an article: links to other news, comments, sharing, credits.

Told by what the reader sees (a label and a link, a heading followed only by links), not by class names: those are
`webpage`'s. A sentence of the article that happens to hold a link stays.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html

_SEE_ALSO = (
    r"(?:(?:также |и )?(?:читайте|читать|смотрите|смотреть|прочтите|см\.)(?: (?:также|ещё|еще|далее|по теме|на эту тему|"
    r"в тему|подробнее|другие новости))*|(?:ещё|еще|больше|подробнее)? ?(?:по|на эту|в) тем[еу]|"
    r"(?:другие |последние |главные |похожие |связанные |популярные |свежие |новые )?(?:новости|материалы|статьи|публикации)"
    r"(?: по (?:этой )?теме| дня| раздела| рубрики)?|рекомендуем(?: (?:прочитать|почитать|также))?|вам (?:может быть|будет) "
    r"интересно|это интересно|ранее по теме|"
    r"(?:тағы |сондай-ақ |осыны )?(?:да )?оқи? ?(?:отырыңыз|отырыңыздар|ыңыз|ыңыздар)"
    r"|(?:тағы |сондай-ақ )?(?:да )?оқыңыз(?:дар)?|"
    r"(?:осы )?тақырып(?:қа)? (?:бойынша|қатысты|орай)(?: материалдар| жаңалықтар)?|"
    r"(?:басқа|соңғы|ұқсас|өзге|танымал) (?:да )?(?:жаңалықтар|материалдар|мақалалар)|ұсынамыз|тағы да қараңыз|қараңыз)"
)
_LABEL = re.compile(rf"\W*{_SEE_ALSO}\W*", re.IGNORECASE)
_LABEL_AT_END = re.compile(rf"(?:^|(?<=[.!?…»\n]))\s*{_SEE_ALSO}\s*[:–—-]\s*$", re.IGNORECASE)
_COMMENTS = re.compile(r"\W*(?:комментарии|комментариев|обсуждение|пікірлер|пікір)\W*\d*\W*", re.IGNORECASE)
_NETWORK = (
    r"(?:facebook|telegram|whats ?app|twitter|x|instagram|vk|вконтакте|одноклассники|linkedin|viber|threads|tiktok)"
)
_FURNITURE = re.compile(
    rf"\W*(?:(?:бөлісу|бөлісіңіз|поделиться|поделитесь|share)(?:(?: (?:новостью|ссылкой|в соцсетях|в))?\W+{_NETWORK})*\W*|"
    r"(?:фото|фотография|сурет|видео|иллюстрация|коллаж|источник фото|фото и видео|photo)\s*[:©]\s*.{1,100}|"
    r"(?:оставьте|оставить|добавить|добавьте|написать|напишите) (?:свой |ваш )?комментари[йи].{0,60}|"
    r"пікір (?:қалдыру|қалдырыңыз|жазу|жазыңыз|қосу).{0,60}|"
    r"(?:подписывайтесь|подпишитесь|присоединяйтесь)(?: на| к)? .{0,100}"
    r"(?:канал|telegram|телеграм|instagram|whatsapp|новост).{0,40}|"
    r".{0,60}(?:telegram|телеграм)\S* (?:арнамызға|каналымызға) (?:жазылыңыз|қосылыңыз).{0,20})",
    re.IGNORECASE,
)
_KEPT = frozenset(("html", "body", "main", "article"))
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "li",
        "ul",
        "ol",
        "blockquote",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
    )
)
_ENDS_LINE = frozenset(("br", "hr"))
_LONGEST_LABEL, _LONGEST_ASIDE = 60, 600
_MOSTLY = 0.2
"""The share of words outside of links that a line of links may have…"""
_DATED = 24
"""… or as many characters: a day and an hour beside the link."""
_SPACE = re.compile(r"\s+")


class Size(NamedTuple):
    """Characters of text under an element, children included: all, and those outside of links."""

    words: int
    prose: int


def sizes_under(root: html.HtmlElement) -> dict[html.HtmlElement, Size]:
    """The size of every element under a root."""
    sizes: dict[html.HtmlElement, Size] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        words = own + sum(sizes[child].words for child in element)
        prose = 0 if element.tag == "a" else own + sum(sizes[child].prose for child in element)
        sizes[element] = Size(words, prose)
    return sizes


def drop_asides(root: html.HtmlElement) -> None:
    """Take out of a page what belongs to other articles or to nobody."""
    sizes = sizes_under(root)
    for element, size in sizes.items():
        if element.tag not in _BLOCKS or element.getparent() is None or not 0 < size.words <= _LONGEST_ASIDE:
            continue
        words = _words(element.itertext())
        labelled = size.prose < size.words and _LABEL.fullmatch(_words(_prose(element))) and _outside_of_links(element)
        if labelled or _FURNITURE.fullmatch(words):
            element.drop_tree()
        elif len(words) <= _LONGEST_LABEL and size.prose == size.words:
            if _LABEL.fullmatch(words):
                _drop_heading(element, sizes)
            elif _COMMENTS.fullmatch(words):
                _drop_comments(element, sizes)
    for link in root.findall(".//a"):
        _drop_labelled(link)


def _words(pieces: Iterator[str]) -> str:
    return _SPACE.sub(" ", "".join(pieces)).strip()


def _prose(element: html.HtmlElement) -> Iterator[str]:
    """The text under an element outside of links."""
    yield element.text or ""
    for child in element:
        if child.tag != "a" and isinstance(child.tag, str):
            yield from _prose(child)
        yield " " + (child.tail or "")


def _outside_of_links(element: html.HtmlElement) -> bool:
    """Whether something is said outside of links (a line that is one link to a heading is no label)."""
    return any(character.isalpha() for piece in _prose(element) for character in piece)


def _drop_heading(heading: html.HtmlElement, sizes: dict[html.HtmlElement, Size]) -> None:
    """A heading followed by lines of links goes with them; one that is followed by words stays."""
    heading = _wrapper(heading, sizes)
    links = []
    after = heading.getnext()
    while after is not None and after in sizes and (not sizes[after].words or _is_links(sizes[after])):
        links.append(after)
        after = after.getnext()
    if any(sizes[each].words for each in links):
        for each in (heading, *links):
            each.drop_tree()


def _drop_comments(heading: html.HtmlElement, sizes: dict[html.HtmlElement, Size]) -> None:
    """Comments go to the end of what holds them, where more stands before them than after."""
    heading = _wrapper(heading, sizes)
    before = sum(sizes[each].words for each in heading.itersiblings(preceding=True) if each in sizes)
    after = [each for each in heading.itersiblings() if each in sizes]
    if before > sum(sizes[each].words for each in after):
        for each in (heading, *after):
            each.drop_tree()


def _wrapper(element: html.HtmlElement, sizes: dict[html.HtmlElement, Size]) -> html.HtmlElement:
    """The outermost element that says nothing but this one."""
    parent = element.getparent()
    while (
        parent is not None
        and parent.tag not in _KEPT
        and parent in sizes
        and sizes[parent].words == sizes[element].words
    ):
        element, parent = parent, parent.getparent()
    return element


def _is_links(size: Size) -> bool:
    linked = size.words - size.prose
    return linked > 0 and size.prose <= max(_MOSTLY * size.words, _DATED)


def _drop_labelled(link: html.HtmlElement) -> None:
    """«… завершён. Читайте также: <a>…</a>» inside a paragraph: the label and the link."""
    before, parent = link.getprevious(), link.getparent()
    if parent is None:
        return
    if before is None:
        if match := _LABEL_AT_END.search((parent.text or "")[-_LONGEST_LABEL:]):
            parent.text = (parent.text or "")[: len(parent.text or "") - len(match.group())]
            link.drop_tree()
    elif match := _LABEL_AT_END.search((before.tail or "")[-_LONGEST_LABEL:]):
        before.tail = (before.tail or "")[: len(before.tail or "") - len(match.group())]
        link.drop_tree()
    elif not (before.tail or "").strip(" :–—-\n\t") and before.tag not in (*_BLOCKS, *_ENDS_LINE, "a"):
        label = _words(before.itertext())
        if len(label) <= _LONGEST_LABEL and _LABEL.fullmatch(label):
            before.tail = " "
            before.drop_tree()
            link.drop_tree()
