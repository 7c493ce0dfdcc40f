"""The cells of a plan table: executors with their parts, and the term, by the same names and grammar that texts are read with.

A cell is a list, not a sentence: there is no verb and no case to tell who acts. Which body leads is told by a mark, else
by the order. Nothing is decided about rows that leave a doubt; the doubt is named.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import WorkCalendar
from app.domain.directory import AgencyDirectory
from app.domain.enums import Bound, ExecutorRole, Recurrence
from app.domain.terms import Step
from app.extraction.bodies.gazetteer import gazetteer_of
from app.extraction.bodies.mentions import Mention, find_mentions
from app.extraction.deadlines import Deadline, find_deadlines, read_deadline
from app.extraction.words.folding import fold
from app.extraction.words.tokens import tokenize

_AGREEMENT = re.compile(r"\(\s*(?:по\s+согл\w*\.?|келісім\w*(?:\s+бойынша)?)\s*\)", re.IGNORECASE)
_LEAD = re.compile(r"\(\s*(?:отв\w*\.?\s+за\s+)?(свод|созыв|жинақтау|св)\.?\s*\)", re.IGNORECASE)
_LEAD_DASHED = re.compile(r"\s[–—-]\s*(свод|созыв|жинақтау)(?=\s*(?:[,;\n]|$))", re.IGNORECASE)
_CITIES = re.compile(r"\bгг?\.\s?г\.(?=\s)|\bгг\.(?=\s)", re.IGNORECASE)
_LINES = re.compile(r"\s*\n\s*")
_FILLERS = re.compile(
    r"\((?:по согласованию|келісім бойынша|свод|созыв|жинақтау)\)|(?<!\w)(?:и другие|и др|и|а также|совместно с|с участием|"
    r"ответственн\w+(?: исполнител\w+)?|исполнител\w+|соисполнител\w+|жауапты(?:лар)?|орындаушы(?:лар)?|және|бірлесіп|мен|"
    r"РК|Республики Казахстан|Қазақстан Республикасы(?:ның)?)(?!\w)\.?",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,;\n/]| – ")
_REGIONS = re.compile(r"областей|облыстар", re.IGNORECASE)
_ALL_REGIONS = "grp_akimats"
_HYPHENED = re.compile(r"(?<!\w)([IVXІХ1-4]{1,3})\s*-\s*(?=полугод|квартал|тоқсан|жартыжыл)")
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*(?:года?|г\.?),?\s+((?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<=\d{4})\s+00:00(?::00)?")
_LETTERS = re.compile(r"\w{2,}")
_TERM_FILLERS = re.compile(r"(?<!\w)(?:срок\w*|исполнени\w*|год[ау]?|годы|мерзімі?|жыл\w*|г|гг|далее|и|және)(?!\w)")


@dataclass(frozen=True)
class ExecutorsCell:
    """Who executes. lead: code, "" where none can be told; unknown: words that name no body of the register.

    doubt: why there is no lead: "none" (nobody named), "group" (a generic body leads), "unknown" (a name that the register
    lacks leads); "" with a lead. marks: bodies marked as the lead.
    """

    lead: str = ""
    others: tuple[tuple[str, ExecutorRole], ...] = ()
    unknown: tuple[str, ...] = ()
    doubt: str = "none"
    doubted: str = ""
    marks: int = 0


@dataclass(frozen=True)
class TermCell:
    """By when. text: the words that were read; others: earlier dates of the same cell; left: words that were not read."""

    due_on: date | None = None
    recurrence: Recurrence | None = None
    rule: str = ""
    text: str = ""
    steps: tuple[Step, ...] = ()
    others: tuple[date, ...] = ()
    left: str = ""


@dataclass(frozen=True)
class _Named:
    """A body or a piece of words in the order of the cell. code "": the register lacks it."""

    place: int
    code: str
    words: str
    lead: bool = False
    agreement: bool = False


def read_executors(text: str, directory: AgencyDirectory, day: date) -> ExecutorsCell:
    """Executors of a cell. directory: all bodies, ended ones too: plans go on using their names. Where one name was borne
    by several, the one of that day is meant.
    """
    named = _named(text, directory, day)
    if not named:
        return ExecutorsCell()
    unknown = tuple(dict.fromkeys(each.words for each in named if not each.code))
    marked = [each for each in named if each.lead]
    own = [each for each in named if not each.agreement]
    first = (marked or own or named)[0]
    is_group = bool(first.code) and directory.by_code[first.code].is_group
    lead = "" if is_group else first.code
    roles: dict[str, ExecutorRole] = {}
    for each in named:
        if each.code and each.code != lead:
            roles.setdefault(each.code, ExecutorRole.BY_AGREEMENT if each.agreement else ExecutorRole.CO)
    doubt = "" if lead else "group" if is_group else "unknown"
    marks = len({each.code or each.words for each in marked})
    return ExecutorsCell(lead, tuple(roles.items()), unknown, doubt, "" if lead else first.words, marks)


def _named(text: str, directory: AgencyDirectory, day: date) -> list[_Named]:
    """Bodies and unknown names in the order of the cell."""
    folded = fold(_normal(text))
    tokens = tokenize(folded.text, folded.low, 0, len(folded.text))
    mentions = find_mentions(tokens, gazetteer_of(directory), day)
    found: list[_Named] = []
    rest = list(folded.text)
    for mention in mentions:
        codes = _codes(mention, folded.text)
        if codes:
            words = folded.text[mention.start : mention.end]
            found += [_Named(mention.start, code, words, mention.lead, mention.by_agreement) for code in codes]
            rest[mention.start : mention.end] = "\0" * (mention.end - mention.start)
    return sorted(found + _unknown("".join(rest)), key=lambda each: each.place)


def _normal(text: str) -> str:
    """Marks in one spelling; lines are items of the list."""
    text = _LINES.sub(";\n", text.strip())
    text = _LEAD_DASHED.sub(r" (\1)", _LEAD.sub(lambda found: f"({found[1].lower()})", text))
    return _CITIES.sub("городов", _AGREEMENT.sub("(по согласованию)", text))


def _codes(mention: Mention, text: str) -> list[str]:
    """The bodies of a mention; «акимы областей, городов …» are all akimats, though the cities alone are named."""
    codes = [body.code for body in mention.bodies if body.code]
    if len(codes) > 1 and _REGIONS.search(text[mention.start : mention.end]):
        return [_ALL_REGIONS]
    return codes if len(codes) == len(mention.bodies) else []


def _unknown(rest: str) -> list[_Named]:
    """What stands between the bodies, item by item, with its own mark."""
    found = []
    place = 0
    for piece in _PIECES.split(rest):
        words = _FILLERS.sub(" ", piece).replace("\0", " ").strip(" .,:()–-")
        if _LETTERS.search(words):
            low = piece.lower()
            found.append(_Named(place, "", " ".join(words.split()), "(свод)" in low, "(по согласованию)" in low))
        place += len(piece) + 1
    return found


def read_term(text: str, day: date, calendar: WorkCalendar) -> TermCell:
    """The term of a cell. day: of the plan's approval, from which relative terms count.

    Several dates: the last one is the term, the others are named. A series beats a date. The lines of a narrow cell are
    one expression, or several.
    """
    text = _CLOCK.sub("", text)
    joined = _read_line(" ".join(text.split()), day, calendar)
    if "\n" not in text.strip() or (joined.rule and not joined.left):
        return joined
    apart = _read_line(_LINES.sub("; ", text.strip()), day, calendar)
    return apart if apart.rule and (not joined.rule or len(apart.left) < len(joined.left)) else joined


def _read_line(text: str, day: date, calendar: WorkCalendar) -> TermCell:
    text = _HYPHENED.sub(r"\1 ", _YEAR_FIRST.sub(r"\2 \1 года", text))
    whole = read_deadline(text, day, calendar)
    if whole is None:
        return TermCell(left=_left(text, []))
    found = [each for each in find_deadlines(text, day, calendar) if each.date and each.bound is Bound.UNTIL]
    chosen = whole
    others: tuple[date, ...] = ()
    if whole.recurrence is None and len({each.date for each in found}) > 1:
        chosen = max(found, key=lambda each: each.date or date.min)
        others = tuple(sorted({each.date for each in found if each.date and each.date != chosen.date}))
    spans = [(each.start, each.end) for each in (*found, whole)]
    return TermCell(
        chosen.date if chosen.bound is Bound.UNTIL and chosen.recurrence is None else _first(chosen),
        chosen.recurrence,
        chosen.rule,
        chosen.text,
        chosen.steps,
        others,
        _left(text, spans),
    )


def _first(found: Deadline) -> date | None:
    """The first date of a series that names one: «30 июня, далее – раз в полугодие»."""
    return found.date if found.recurrence is not None and found.recurrence is not Recurrence.STANDING else None


def _left(text: str, spans: list[tuple[int, int]]) -> str:
    """Words of the cell that were not read; "" for none that matter."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    words = " ".join("".join(rest).split()).strip(" .,;:–-()")
    return words if _LETTERS.search(_TERM_FILLERS.sub(" ", words.lower())) else ""
