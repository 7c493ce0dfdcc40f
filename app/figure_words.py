"""Words for the figures of discipline: what each is called, the formula beside it, and how a value is written.

What the figures are is said in `app.domain.discipline`.
"""

from babel.numbers import format_decimal

from app.domain.discipline import UNITS, Figure, Line, Total, Unit
from app.domain.holders import Holder
from app.i18n import N_, get_locale, gettext

NAMES: dict[Figure, str] = {
    Figure.ON_TIME_ORIGINAL: N_("On time against the original date"),
    Figure.ON_TIME_CURRENT: N_("On time against the date in force"),
    Figure.SLIP: N_("Mean slip, working days"),
    Figure.EXTENSIONS: N_("Extensions a task"),
    Figure.LATE_REQUESTS: N_("Late requests for an extension"),
    Figure.FIRST_PASS: N_("Accepted at the first attempt"),
    Figure.RETURNS: N_("Reports returned"),
    Figure.DAYS_LEAD: N_("Days lost at the main executor"),
    Figure.DAYS_CO_EXECUTOR: N_("Days lost as a co-executor"),
    Figure.DAYS_CONTROLLER: N_("Days lost at the controller"),
    Figure.DAYS_DECISION: N_("Days lost at the decision on an extension"),
    Figure.CONTRIBUTIONS: N_("Own parts handed in on time"),
    Figure.OPEN_OVER_YEAR: N_("Open for more than a year"),
    Figure.SILENT: N_("Silent tasks"),
}

FORMULAS: dict[Figure, str] = {
    Figure.ON_TIME_ORIGINAL: N_(
        "Tasks whose report (accepted or waiting) was filed by the original date ÷ tasks that have a report, have ended, or "
        "whose original date is over"
    ),
    Figure.ON_TIME_CURRENT: N_(
        "The same tasks against the date in force; a task whose moved date is still ahead is left out"
    ),
    Figure.SLIP: N_(
        "Working days from the original date to the report (to the end of control, or to this day), none counted before the "
        "date ÷ the tasks of the first figure"
    ),
    Figure.EXTENSIONS: N_("Extensions granted ÷ tasks"),
    Figure.LATE_REQUESTS: N_("Requests with less lead than policy wants ÷ all requests"),
    Figure.FIRST_PASS: N_("Tasks whose first decided report was accepted ÷ tasks with a decided report"),
    Figure.RETURNS: N_("Reports returned ÷ reports decided on"),
    Figure.DAYS_LEAD: N_("Days after the date in force ÷ all days on which the main executor held the task"),
    Figure.DAYS_CO_EXECUTOR: N_(
        "Days after the date in force ÷ all days on which the body, as a co-executor, owed its part after the day it was due"
    ),
    Figure.DAYS_CONTROLLER: N_("Days after the date in force ÷ all days on which the report waited for a decision"),
    Figure.DAYS_DECISION: N_("Days after the date in force ÷ all days on which a request for an extension waited"),
    Figure.CONTRIBUTIONS: N_("Parts that the main executor had by the day they were due ÷ parts that were due"),
    Figure.OPEN_OVER_YEAR: N_("Open tasks given more than a year ago ÷ open tasks, whatever their date"),
    Figure.SILENT: N_("Open tasks without a word of an executor for 30 days ÷ open tasks, whatever their date"),
}

LINES: dict[Line, str] = {
    Line.COUNTED: N_("Instructions with a date of their own"),
    Line.DEFAULT_TERM: N_("With a default term (policy) that nobody confirmed"),
    Line.BY_AGREEMENT: N_("Led by a body outside the chain of command (by agreement)"),
}

HOLDERS: dict[Holder, str] = {
    Holder.LEAD: N_("main executor"),
    Holder.CO_EXECUTOR: N_("co-executor"),
    Holder.CONTROLLER: N_("controller"),
    Holder.DECISION: N_("decision on an extension"),
}


def figure_name(figure: Figure) -> str:
    """What the figure is called, in the reader's language."""
    return gettext(NAMES[figure])


def figure_formula(figure: Figure) -> str:
    """How it is counted."""
    return gettext(FORMULAS[figure])


def line_name(line: Line) -> str:
    """The heading of a line of figures."""
    return gettext(LINES[line])


def holder_name(holder: Holder) -> str:
    """The part in which somebody holds a task."""
    return gettext(HOLDERS[holder])


def shown(figure: Figure, total: Total) -> str:
    """The value: a percentage, a mean with one decimal, or days; a dash when there is nothing to count. Counts go beside."""
    if total.value is None:
        return "–"
    match UNITS.get(figure, Unit.SHARE):
        case Unit.SHARE:
            return f"{_decimal(_half_up(1000 * total.part, total.base))}%"
        case Unit.MEAN:
            return _decimal(_half_up(100 * total.part, 10 * total.base))
        case Unit.DAYS:
            return str(total.part)
    return ""


def _decimal(value: float) -> str:
    """One decimal, after the comma or point of the reader's language."""
    return format_decimal(value, format="0.0", locale=get_locale())


def _half_up(tenths: int, base: int) -> float:
    """tenths / base rounded half up to whole tenths, as a number with one decimal: the same on every machine."""
    return (2 * tenths + base) // (2 * base) / 10
