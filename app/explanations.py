"""Sentences that tell why: the steps from the words of a deadline to its date, the names of rules and of vetoes.

Tables, and one function that fills a sentence. Which steps there are is decided in `app.domain.terms`; which rule
or veto applies, in `app.extraction`.
"""

from collections.abc import Callable
from datetime import date

from app.domain.terms import Step
from app.i18n import N_

STEP_MESSAGES: dict[str, str] = {
    "phrase": N_("The text says: “{text}”."),
    "unit.hour": N_("It names an hour."),
    "unit.day": N_("It names a day."),
    "unit.weekday": N_("It names a day of the week."),
    "unit.week": N_("It names a week."),
    "unit.ten_days": N_("It names ten days of a month."),
    "unit.month": N_("It names a month."),
    "unit.quarter": N_("It names a quarter."),
    "unit.half_year": N_("It names a half-year."),
    "unit.season": N_("It names a season."),
    "unit.year": N_("It names a year."),
    "unit.decade": N_("It names a decade."),
    "part.start": N_("Of that, the beginning."),
    "part.middle": N_("Of that, the middle."),
    "part.end": N_("Of that, the end."),
    "part.half": N_("Of that, one half: {number}."),
    "part.ten_days": N_("Of that, one of the ten-day parts: {number}."),
    "part.week": N_("Of that, one week: {number}."),
    "part.month": N_("Of that, one month: {number}."),
    "part.quarter": N_("Of that, one quarter: {number}."),
    "part.day": N_("Of that, one day: {number}."),
    "part.working_day": N_("Of that, one working day by the work calendar: {number}."),
    "part.weekday": N_("Of that, one day of the week: {number}."),
    "part.weekend": N_("Of that, the weekend."),
    "year.said": N_("The year is named: {year}."),
    "year.relative": N_("It is seen from the day of publication, {published}."),
    "year.nearest": N_("No year is named: seen from {published}, the nearest term that is not over is meant ({year})."),
    "interval": N_("That is {first} to {last}."),
    "bound.day_itself": N_("The day itself is still on time: {date}."),
    "bound.last_day": N_("The last day of the period is still on time: {date}."),
    "bound.end": N_("“By the end” is the last day of the period: {date}."),
    "bound.middle": N_("“By the middle” is the middle day of the period: {date}."),
    "bound.before_start": N_("The term is over on the day before the period begins: {date}."),
    "bound.day_before": N_("The term is the day before: {date}."),
    "bound.start": N_("This is the beginning of something: {date}."),
    "count.months": N_("Months to count: {amount}."),
    "count.days": N_("Calendar days to count: {amount}."),
    "count.working_days": N_("Working days to count, by the work calendar: {amount}."),
    "count.hours": N_("Hours to count: {amount}."),
    "count.from": N_("Counted from {date}; that day itself does not count."),
    "count.uncovered": N_("The work calendar has no rows for {year}: holidays of that year are not known."),
    "date": N_("Last day on time: {date}."),
    "also": N_("A second term stands beside it, {date}; here the first one counts."),
    "series.weekly": N_("It is due again every week."),
    "series.monthly": N_("It is due again every month."),
    "series.quarterly": N_("It is due again every quarter."),
    "series.half_yearly": N_("It is due again every half-year."),
    "series.yearly": N_("It is due again every year."),
    "series.standing": N_("It is a standing instruction without an end."),
    "series.other": N_("It repeats at an interval that the register does not keep."),
    "shifted": N_("{first} is a day off; by the rule the term ends on {date}."),
    "series.day": N_("The words name its day; the first one after {after} is {date}."),
    "none.series": N_("A series has no single date."),
    "none.start": N_("A beginning is no deadline, so no date follows."),
    "none.event": N_("It depends on “{event}”, which no calendar fixes, so no date follows."),
    "none.vague": N_("It says that it is urgent or due, but not when, so no date follows."),
    "same": N_("It refers to “{text}”, named before."),
    "none.same": N_("It refers to a term named elsewhere, so no date follows from these words."),
    "none.object": N_("It belongs to the thing that is named, not to an act, so no deadline follows."),
    "none.impossible": N_("There is no such day, so no date follows."),
    "none.out_of_range": N_("The day lies too far away, so no date follows."),
}

RULE_NAMES: dict[str, str] = {
    "until.day": N_("“Until” a day, which is included"),
    "until.weekday": N_("“Until” a day of the week, which is included"),
    "until.week": N_("“Until” a week: the day before it begins"),
    "until.month": N_("“Until” a month: the day before it begins"),
    "until.quarter": N_("“Until” a quarter: the day before it begins"),
    "until.half_year": N_("“Until” a half-year: the day before it begins"),
    "until.season": N_("“Until” a season: the day before it begins"),
    "until.year": N_("“Until” a year: the day before it begins"),
    "until.decade": N_("“Until” a decade: the day before it begins"),
    "until.start": N_("“Until the beginning”: the day before it"),
    "until.middle": N_("“Until the middle”: the middle day"),
    "until.end": N_("“Until the end”: the last day"),
    "until.part": N_("“Until” a part of a period: the day before it begins"),
    "not_later.day": N_("“Not later than” a day, which is included"),
    "not_later.period": N_("“Not later than” a period: its last day"),
    "within.day": N_("On a day"),
    "within.period": N_("Within a period: its last day"),
    "before.day": N_("Just before a day or a period"),
    "from.period": N_("A beginning, which is no deadline"),
    "range.until": N_("From one day up to another"),
    "range.within": N_("From one day to another, which is included"),
    "count.calendar": N_("A length of time from the day of publication"),
    "count.over": N_("A length of time that the act takes, from the day of publication"),
    "count.working_days": N_("Working days from the day of publication"),
    "count.from_day": N_("A length of time from a day that is named"),
    "count.from_event": N_("A length of time from an event without a date"),
    "event.open": N_("An event whose day is decided each time"),
    "object.period": N_("How long a thing lasts, which is no deadline"),
    "vague.term": N_("Urgency without a date"),
    "same.term": N_("A term named elsewhere in the text"),
    "series.weekly": N_("A weekly series"),
    "series.monthly": N_("A monthly series"),
    "series.quarterly": N_("A quarterly series"),
    "series.half_yearly": N_("A half-yearly series"),
    "series.yearly": N_("A yearly series"),
    "series.standing": N_("A standing instruction"),
    "series.other": N_("A series at another interval"),
}

# What makes a sentence directive, by the id of its row in `extraction/lexicon/frames_*.py` or by its shape.
DIRECTIVE_NAMES: dict[str, str] = {
    "give_task": N_("Somebody gave an instruction"),
    "give_term": N_("Somebody gave time to do it"),
    "set_task": N_("Somebody set a task"),
    "instruct": N_("Somebody instructed"),
    "oblige": N_("Somebody obliged the addressee"),
    "demand": N_("Somebody demanded"),
    "decree": N_("Somebody decreed"),
    "order": N_("Somebody ordered"),
    "prescribe": N_("Somebody prescribed"),
    "point_out": N_("Somebody directed that it be done"),
    "point_need": N_("Somebody stressed that it is necessary"),
    "ask": N_("A leader asked for it"),
    "call_on": N_("A leader called on the addressee"),
    "recommend": N_("A leader recommended it"),
    "forbid": N_("Somebody forbade it"),
    "charge": N_("Somebody made the addressee responsible"),
    "await": N_("A leader awaits a report or proposals"),
    "be_given_task": N_("An instruction was given"),
    "be_given_term": N_("Time was given to do it"),
    "get_task": N_("The addressee received an instruction"),
    "be_set_task": N_("A task is set"),
    "be_instructed": N_("The addressee is instructed"),
    "be_prescribed": N_("It is prescribed"),
    "be_pointed": N_("It was directed that it be done"),
    "be_recommended": N_("It is recommended"),
    "be_charged": N_("The addressee is made responsible"),
    "be_decided": N_("It is decided that the addressee does it"),
    "be_stressed": N_("It was stressed that it is necessary"),
    "be_obliged": N_("The addressee is obliged"),
    "i_instruct": N_("The speaker instructs"),
    "i_give_task": N_("The speaker gives an instruction"),
    "i_give_term": N_("The speaker gives time to do it"),
    "i_demand": N_("The speaker demands"),
    "i_ask": N_("The speaker asks for it"),
    "i_await": N_("The speaker awaits the result"),
    "i_want": N_("The speaker asks for it"),
    "i_address": N_("The speaker turns to the addressee"),
    "i_forbid": N_("The speaker forbids it"),
    "i_recommend": N_("The speaker recommends it"),
    "i_deem": N_("The speaker thinks it necessary"),
    "to_instruct": N_("Minutes: to instruct"),
    "to_oblige": N_("Minutes: to oblige"),
    "to_charge": N_("Minutes: to make responsible"),
    "to_recommend": N_("Minutes: to recommend"),
    "must": N_("The addressee must do it, in a leader's own words"),
    "obliged": N_("The addressee has a duty to do it"),
    "need": N_("It is necessary, in a leader's own words"),
    "due": N_("It falls to the addressee"),
    "item": N_("An addressee and an act without a directive verb, as in lists"),
    "imperative": N_("An imperative in a leader's speech"),
    "infinitive": N_("A bare infinitive in a leader's speech or list"),
    "present": N_("The present tense orders, as in acts"),
    "weighed": N_(
        "No rule of its own: the words, the day, the speaker and the place together speak for an instruction"
    ),
    "split_by_term": N_("Another term in the same sentence starts another instruction"),
}
_KAZAKH = {
    "instruct": "instruct",
    "charge": "charge",
    "demand": "demand",
    "give_task": "give_task",
    "get_task": "be_given_task",
    "warn": "ask",
    "be_instructed": "be_instructed",
    "be_charged": "be_charged",
    "be_given_task": "be_given_task",
    "i_instruct": "i_instruct",
    "i_demand": "i_demand",
    "must": "obliged",
    "need": "need",
    "imperative": "imperative",
    "be_recommended": "be_recommended",
    "set_task": "set_task",
    "give_term": "give_term",
    "be_demanded": "be_stressed",
    "responsible": "charge",
    "answer": "charge",
    "said_need": "point_need",
    "forbid": "forbid",
    "be_forbidden": "forbid",
    "i_forbid": "i_forbid",
    "await": "await",
    "i_await": "i_await",
    "i_propose": "be_recommended",
    "said_await": "await",
    "mobilise": "charge",
}
DIRECTIVE_NAMES |= {f"kk.{code}": DIRECTIVE_NAMES[same] for code, same in _KAZAKH.items()}
DIRECTIVE_NAMES["kk.present"] = DIRECTIVE_NAMES["present"]
DIRECTIVE_NAMES["kk.you_will"] = DIRECTIVE_NAMES["kk.imperative"]
DIRECTIVE_NAMES["kk.item"] = DIRECTIVE_NAMES["item"]
DIRECTIVE_NAMES["kk.let"] = N_("“Let them do it” in a leader's speech or list")

OWNER_NAMES: dict[str, str] = {
    "owner.item": N_("The body that the item begins with"),
    "owner.imperative": N_("The body that is spoken to"),
    "owner.infinitive": N_("The body named beside the infinitive"),
    "owner.present": N_("The subject of the sentence"),
    "owner.partner": N_("Named as a partner: “together with”"),
    "owner.lead_mark": N_("Marked as the one who collects the answers"),
    "owner.plain_noun": N_("The words that open the sentence; no body of the register"),
    "owner.addressee": N_("Addressed in another sentence of the same speech"),
    "owner.object": N_("The body that the act is about"),
    "owner.sentence_before": N_("Named in the sentence before"),
    "owner.title": N_("The body that the title names"),
    "owner.agent": N_("By whom it is to be done"),
    "owner.region": N_("The akimat of the region that the text is about"),
    "owner.responsible": N_("The next sentence names who answers for it"),
}
_OWNER_OF_VERB = N_("Stands beside the directive words as their addressee")

RULE_NAMES |= {
    "giver.subject": N_("The subject of the directive verb"),
    "giver.speaker": N_("The speaker of the quoted words"),
    "giver.leader": N_("The leader who acts in the text before, or chairs the meeting"),
    "giver.header": N_("The giver of the list that the item stands in"),
    "giver.agent": N_("Named as the one by whom it was instructed"),
    "giver.reported": N_("The one whose words are reported"),
    "giver.named": N_("Named beside the mention of the instruction"),
    "giver.unknown": N_("The text does not say who gave it"),
    "milestone.plan": N_("A dated step of a plan or project"),
    "goal.aim": N_("An aim without an addressed act"),
    "reference.earlier_instruction": N_("An instruction given earlier, told again"),
    "reference.mentioned": N_("An earlier instruction is mentioned"),
}
RULE_NAMES |= {f"owner.{code}": _OWNER_OF_VERB for code in DIRECTIVE_NAMES} | OWNER_NAMES
RULE_NAMES |= {f"{kind}.{code}": name for kind in ("instruction", "foreign") for code, name in DIRECTIVE_NAMES.items()}

VETO_NAMES: dict[str, str] = {
    "veto.opinion": N_("An opinion of somebody who cannot direct: an expert, a journalist, a private person"),
    "veto.negation": N_("It says that nothing was instructed"),
    "veto.condition": N_("It stands in a condition"),
    "veto.question": N_("It is a question"),
    "veto.past_duty": N_("A duty of the past"),
    "veto.giver_without_authority": N_("The giver has no authority over the addressee"),
    "veto.no_giver": N_("Nobody who could give an instruction is in sight"),
    "veto.addressee_not_a_body": N_("The addressee is no body or official"),
    "veto.no_act": N_("No act to carry out is named"),
    "veto.inanimate_subject": N_("A thing “must”, not a body"),
    "veto.aim": N_("An aim for a year, which no body is told to reach"),
    "veto.rule_of_law": N_("A law, a contract or a rule requires it, nobody instructs"),
    "veto.relative_clause": N_("An aside about something else in the sentence"),
    "veto.unlike_instructions": N_(
        "A directive word is there, but all the rest of the sentence speaks against an instruction"
    ),
}

# Circumstances that speak for or against an instruction, where the words alone do not decide (`signals.py`).
_ADDRESSED, _NAMED = N_("a body is addressed"), N_("a body is named")
_LAY = N_("somebody without authority acts or speaks")
_ABROAD = N_("a leader of another state")
_PAST, _FUTURE = N_("it is told as past"), N_("it is told as future")
_NEAR, _SERIES = N_("a day ahead is named"), N_("it is due again and again")
_INFINITIVE, _COMMAND = N_("an infinitive of its own"), N_("an imperative")
SIGNAL_NAMES: dict[str, str] = {
    "@dat": _ADDRESSED,
    "@dat/gen": _ADDRESSED,
    "@dat/loc": _ADDRESSED,
    "@abl": _ADDRESSED,
    "@от.any": _ADDRESSED,
    "@от.acc/gen": _ADDRESSED,
    ":body.named": _NAMED,
    ":body.akimat": _NAMED,
    ":body.ministry": _NAMED,
    ":body.department": _NAMED,
    ":names.lay.nom": _LAY,
    ":last.lay": _LAY,
    ":last.here.lay": _LAY,
    ":speech.lay": _LAY,
    ":speech.nobody": _LAY,
    ":chair.foreign": _ABROAD,
    ":last.foreign": _ABROAD,
    ":names.foreign.nom": _ABROAD,
    ":speech.leader": N_("a leader’s own words"),
    ":last.here.leader": N_("a leader was named just before"),
    ":chair.nobody": N_("nobody in the text gives instructions"),
    ":verb.infinitive": _INFINITIVE,
    ":verb.imperative": _COMMAND,
    ":verb1.imperative": _COMMAND,
    ":opens.imperative": _COMMAND,
    ":verb.past": _PAST,
    ":verb1.past": _PAST,
    ":verb.future": _FUTURE,
    ":verb1.future": _FUTURE,
    ":no_verb": N_("no verb"),
    ":day.near": _NEAR,
    ":term": _NEAR,
    ":term.series": _SERIES,
    ":item": N_("an item of a list"),
    ":lead": N_("the opening of the text"),
    ":interview": N_("an interview"),
    ":turn.answer": N_("an answer in an interview"),
    ":ends?": N_("a question"),
}

DATES = frozenset({"date", "first", "last", "published", "after"})


def explain_step(step: Step, gettext: Callable[[str], str], format_date: Callable[[date], str]) -> str:
    """The sentence of a step in the reader's language; a code without a sentence is shown as it is."""
    message = STEP_MESSAGES.get(step.code)
    if message is None:
        return step.code
    values = dict(step.data)
    for name in DATES & values.keys():
        values[name] = format_date(date.fromisoformat(values[name]))
    return gettext(message).format(**values)
