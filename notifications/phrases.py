"""The words of a task's line, once for the text and the HTML of a letter: distance, date, marks, next step, reasons.

Plain strings; whoever puts them into HTML escapes them. Layout belongs to the templates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from notifications.messages import DATES, REASONS, TaskLine
from notifications.rules import REGISTERED_LATE, RULE_BY_CODE

SOON_WORKING_DAYS = 3


class Translations(Protocol):
    """What a catalog must know; `gettext.NullTranslations` and its heirs do."""

    def gettext(self, message: str) -> str:
        """The message in the reader's language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of the message for that number."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """tone: `late`, `soon` or empty, for the colour that stands beside the words, never instead of them."""

    tone: str
    distance: str
    due: str
    title: str
    marks: str
    step: str
    reasons: str


class Phrases:
    """The phrases of one letter: in its language, seen from its day."""

    def __init__(self, translations: Translations, format_date: Callable[[date], str], day: date) -> None:
        self._translations = translations
        self._format_date = format_date
        self._day = day
        self._known: dict[int, LineWords] = {}

    def __call__(self, line: TaskLine) -> LineWords:
        """The words of a line, worked out once: the letter holds its lines while it is written."""
        words = self._known.get(id(line))
        if words is None:
            words = self._known[id(line)] = self._words(line)
        return words

    def _words(self, line: TaskLine) -> LineWords:
        soon = line.days_left is not None and line.days_left <= SOON_WORKING_DAYS
        return LineWords(
            tone="late" if line.days_late else "soon" if soon else "",
            distance=self._distance(line),
            due=self._due(line),
            title=one_line(line.title),
            marks=" · ".join(filter(None, self._marks(line))),
            step=one_line(self._translations.gettext(line.next_action)) if line.next_action else "",
            reasons="; ".join(map(self._reason, line.reasons)),
        )

    def _distance(self, line: TaskLine) -> str:
        words = self._translations
        if late := line.days_late:
            return words.ngettext("%(num)d day overdue", "%(num)d days overdue", late) % {"num": late}
        if left := line.days_left:
            return words.ngettext("%(num)d working day left", "%(num)d working days left", left) % {"num": left}
        if line.days_left is None:
            return ""
        if line.due_on == self._day:
            return words.gettext("due today")
        return words.gettext("no working day left after today")

    def _due(self, line: TaskLine) -> str:
        if line.due_on is None:
            return self._translations.gettext("no date")
        return self._translations.gettext(DATES[line.about]) % {"date": self._format_date(line.due_on)}

    def _marks(self, line: TaskLine) -> tuple[str, ...]:
        _ = self._translations.gettext
        own = _("deadline of the instruction: %(date)s")
        instead = _("as substitute of %(name)s")
        return (
            _("No. %(number)s") % {"number": one_line(line.number)},
            one_line(line.owner),
            own % {"date": self._format_date(line.deadline)} if line.deadline else "",
            instead % {"name": one_line(line.stands_for)} if line.stands_for else "",
            _("milestone") if line.milestone else "",
            _("secondary source") if line.source_secondary else "",
            _("default term (policy), none in the text") if line.default_term else "",
        )

    def _reason(self, code: str) -> str:
        words = self._translations
        if code == REGISTERED_LATE.code:
            return words.gettext("put on control after its date")
        if code not in RULE_BY_CODE:
            return words.gettext(REASONS[code])
        rule = RULE_BY_CODE[code]
        if rule.every:
            return words.gettext("weekly reminder of an overdue instruction")
        if rule.at == 0:
            return words.gettext("reminder on the day")
        days = abs(rule.at)
        if rule.at < 0:
            text = words.ngettext(
                "reminder %(num)d working day before the date", "reminder %(num)d working days before the date", days
            )
        else:
            text = words.ngettext(
                "reminder %(num)d working day after the date", "reminder %(num)d working days after the date", days
            )
        return text % {"num": days}


def one_line(value: object) -> str:
    """Text on one line: line breaks, tabs and runs of spaces become a space, control characters vanish."""
    text = " ".join(str(value).split())
    return text if text.isprintable() else "".join(char for char in text if char.isprintable())
