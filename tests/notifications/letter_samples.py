"""Letters with every value that they can have, for tests of their form: the same in text and HTML, safe, translatable."""

import dataclasses
from datetime import date, datetime, timedelta, timezone
from typing import Any

from notifications.messages import (
    AddressRefusedLetter,
    AgencyOverdue,
    ContributionAwaitedLetter,
    DigestLetter,
    ExtensionDecidedLetter,
    InviteLetter,
    LeadChangedLetter,
    Letter,
    PasswordResetLetter,
    QuestionAnsweredLetter,
    QuestionAskedLetter,
    RemindLetter,
    ReportReturnedLetter,
    TaskAssignedLetter,
    TaskLine,
)

BASE = "https://tapsyrma.example"
TODAY = date(2026, 11, 23)
ALMATY = timezone(timedelta(hours=5))
READER: dict[str, Any] = {
    "reader": "Канцелярия министерства",
    "office": "Akimat of the Almaty oblast",
    "day": TODAY,
    "language": "en",
}
ORDER = {**READER, "stands_for": "Н. Ержанов", "receipt_url": f"{BASE}/letter/r1"}

LATE = TaskLine(
    number="2026-1",
    title="Extend the term of the zone",
    url=f"{BASE}/tasks/1",
    due_on=date(2026, 11, 14),
    days_late=9,
    owner="Akimat",
    reasons=("late_weekly", "rework"),
    next_action="Submit the report",
    default_term=True,
)
SOON = TaskLine(
    number="2026-7",
    title="Start of works: Towers",
    url=f"{BASE}/tasks/7",
    due_on=date(2026, 11, 25),
    days_left=2,
    owner="City Authority",
    reasons=("before_3",),
    next_action="Record the fact",
    milestone=True,
    source_secondary=True,
)
PART = TaskLine(
    number="2026-8",
    title="Draw the map",
    url=f"{BASE}/tasks/8",
    due_on=date(2026, 11, 27),
    days_left=4,
    owner="City Authority",
    reasons=("before_5",),
    next_action="Take into work",
    act_url=f"{BASE}/letter/t1",
    about="part",
    deadline=date(2026, 12, 4),
    stands_for="Н. Ержанов",
)
INTERIM = TaskLine(
    number="2026-10",
    title="Report on the way",
    url=f"{BASE}/tasks/10",
    due_on=TODAY,
    days_left=0,
    reasons=("on_the_day",),
    about="interim",
    deadline=date(2026, 12, 31),
)
ENDED = TaskLine(number="2026-9", title="Build the twin", url=f"{BASE}/tasks/9", reasons=("accepted",))

SAMPLES: dict[str, Letter] = {
    "digest": DigestLetter(
        **READER,
        home_url=f"{BASE}/work",
        must_act=(LATE, SOON, PART, INTERIM),
        must_act_more=3,
        waits=(SOON,),
        changed=(ENDED,),
        changed_more=1,
        overdue_by_agency=(
            AgencyOverdue(agency="Akimat", lines=(LATE,), more=12, url=f"{BASE}/overdue?agency=3&kind=all"),
            AgencyOverdue(agency="Ministry of Energy", lines=(LATE,)),
        ),
        seal="3f9ab2c4" * 8,
        sealed_on=date(2026, 11, 22),
        overdue_more=40,
        overdue_url=f"{BASE}/overdue",
        settings_url=f"{BASE}/profile",
    ),
    "task_assigned": TaskAssignedLetter(
        **ORDER, task=SOON, giver="President", part="co", text="Begin\n\n\n\nthe works."
    ),
    "report_returned": ReportReturnedLetter(
        **ORDER,
        task=LATE,
        returned_by="B. Omarov",
        reason="No evidence",
        comment="Attach the act.\nAnd the map.",
        interim_on=date(2026, 11, 27),
    ),
    "extension_decided": ExtensionDecidedLetter(
        **ORDER,
        task=SOON,
        granted=True,
        decided_by="B. Omarov",
        previous_due_on=date(2026, 11, 20),
        asked_due_on=date(2026, 12, 7),
        comment="The last one.",
    ),
    "lead_changed": LeadChangedLetter(
        **ORDER,
        task=SOON,
        previous_lead="Ministry of Energy",
        new_lead="City Authority",
        changed_by="B. Omarov",
        yours=True,
        comment="By place.",
    ),
    "remind": RemindLetter(
        **ORDER, tasks=(LATE, SOON), reminded_by="B. Omarov", home_url=f"{BASE}/work", more=2, comment="Today, please."
    ),
    "contribution_awaited": ContributionAwaitedLetter(
        **ORDER,
        task=SOON,
        lead="City Authority",
        reminded_by="A. Sadykova",
        part_due_on=date(2026, 11, 23),
        comment="The map, please.",
    ),
    "question_asked": QuestionAskedLetter(**READER, task=LATE, asked_by="A. Sadykova", question="Which borders?"),
    "question_answered": QuestionAnsweredLetter(
        **READER, task=LATE, question="Which borders?", answered_by="B. Omarov", answer="Those of 2024."
    ),
    "invite": InviteLetter(
        **READER,
        url=f"{BASE}/invite/abc",
        expires_at=datetime(2026, 11, 25, 18, 30, tzinfo=ALMATY),
        invited_by="B. Omarov",
    ),
    "password_reset": PasswordResetLetter(
        **READER, url=f"{BASE}/reset/abc", expires_at=datetime(2026, 11, 23, 18, 30, tzinfo=ALMATY)
    ),
    "address_refused": AddressRefusedLetter(
        **READER,
        person="Б. Омаров",
        address="b.omarov@gov.example",
        answer="550 5.1.1 No such user",
        url=f"{BASE}/outbox",
    ),
}
VARIANTS: dict[str, Letter] = {
    **SAMPLES,
    "digest of a supervisor": dataclasses.replace(SAMPLES["digest"], must_act=(), must_act_more=0, sealed_on=None),
    "digest of news": DigestLetter(
        **READER,
        home_url=f"{BASE}/work",
        changed=(ENDED,),
        settings_url=f"{BASE}/profile",
        unsubscribe_url=f"{BASE}/unsubscribe/u1",
    ),
    "assigned without a date": TaskAssignedLetter(**READER, task=ENDED, giver="President"),
    "extension refused": dataclasses.replace(SAMPLES["extension_decided"], granted=False, comment=""),
    "lead lost": dataclasses.replace(SAMPLES["lead_changed"], yours=False),
    "one reminder": dataclasses.replace(SAMPLES["remind"], tasks=(LATE,), more=0),
}
