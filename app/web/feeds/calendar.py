"""Dates as an iCalendar file: each an event of a whole day whose UID stays while the day may move.

Which dates there are is `app.queries.feeds`'s; who may read them `app.services.feeds`'s.
"""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from app.i18n import N_, gettext
from app.queries.feeds import FeedDate

ONE_DAY = timedelta(days=1)
REFRESH = timedelta(hours=1)
SUMMARIES = {
    "task": N_("Deadline: %(title)s"),
    "part": N_("Our part: %(title)s"),
    "interim": N_("Interim information: %(title)s"),
}


def calendar_file(name: str, dates: Iterable[FeedDate], *, base_url: str, host: str) -> bytes:
    """The file, in the language that is set. The same dates give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tapsyrma//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for each in dates:
        calendar.add_component(_event(each, base_url, host))
    return calendar.to_ical()


def _event(each: FeedDate, base_url: str, host: str) -> Event:
    event = Event()
    url = f"{base_url}/tasks/{each.number}"
    event.add("uid", f"{each.about}-{each.key}@{host}")
    event.add("dtstamp", each.changed_at)
    event.add("last-modified", each.changed_at)
    event.add("sequence", each.version)
    event.add("dtstart", each.on)
    event.add("dtend", each.on + ONE_DAY)
    event.add("summary", gettext(SUMMARIES[each.about], title=each.title))
    lines = [
        gettext("No. %(number)s", number=each.number),
        gettext("Main executor: %(name)s", name=each.lead),
        each.giver and gettext("Given by: %(name)s", name=each.giver),
        each.note,
        url,
    ]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event
