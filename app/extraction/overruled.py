"""Instructions that a rule found and that all signals together speak against: what a rule proves, and what it does not.

The other way round, what no rule knew, is in `recovered.py`; how likely a sentence is, `weighing/likelihood.py` says.
"""

import re

from app.domain.enums import FindingKind, GiverRole
from app.extraction.carrying import carried
from app.extraction.kazakh.judging import told_to_act
from app.extraction.parts.head import Head
from app.extraction.parts.verdicts import Memory, Verdict, is_act
from app.extraction.text.context import Unit
from app.extraction.text.view import View
from app.extraction.weighing.likelihood import weigh
from app.extraction.words.cues import DIRECTIVE, cues

# Probabilities, chosen on six sets of texts that the tables had not seen (decision 0020). Below HOPELESS a text of some length
# is believed rather than a rule; below UNLIKELY (ABSURD in Kazakh) any text, unless a leader is said to have given the order.
HOPELESS, UNLIKELY, ABSURD = 0.03, 0.02, 0.002
OF_NOBODY = 0.2  # below it a rule that found nobody to do it, and no leader who says so, is refused
_SAID = frozenset({"giver.subject", "giver.reported"})
_BY_HIS = re.compile(r"(?<![\w-])по (?:его|ее|мнению|словам|убеждению)(?![\w-])")
_NEAR = 40  # letters: room for an office behind «по мнению»
_CHIEFS = frozenset({GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER})


def unlike(view: View, head: Head, verdict: Verdict, kazakh: bool, memory: Memory) -> bool:
    """Whether the signals speak against an instruction that a rule found.

    In a text long enough for them to mean something they may also overrule that a leader is said to have given it, but not that
    the President or the Premier ordered it, nor a list that an order heads or minutes that name who executes an item.
    """
    if verdict.kind is not FindingKind.INSTRUCTION or _listed(view, head, verdict, kazakh, memory):
        return False
    chief = _of_a_chief(view, head, verdict)
    if view.document.told_at_length and not chief and weigh(view.document, view.unit) < HOPELESS:
        return True
    if chief or verdict.giver_rule in _SAID or (kazakh and told_to_act(view)):
        return False
    told_of_nobody = head.frame is not None and head.frame.id == "instruct" and verdict.giver_rule == "giver.leader"
    if head.frame is not None and (head.frame.voice == "passive" or told_of_nobody):
        return False  # «поручено», «закреплено за …», «ремонт поручили акиматам»
    zone = view.unit.zone
    opens = not any(token.word for token in view.tokens[: head.at]) and head.kind in ("infinitive", "imperative")
    if opens and zone is not None and zone.who and cues(view.document.folded.low, *zone.who).all & DIRECTIVE:
        return False  # «Подготовить план», – поручил Президент
    goes_on = head.kind == "imperative" and memory.paragraph == view.unit.paragraph and memory.owners
    if goes_on and zone is not None and verdict.giver_rule == "giver.speaker":
        return False  # «Министру надлежит составить перечень. Если объект пуст, исключайте его»
    likely = weigh(view.document, view.unit)
    if likely < (ABSURD if kazakh else UNLIKELY):
        return True
    alone = not (verdict.chosen or view.groups) and head.kind != "imperative" and likely < OF_NOBODY
    return alone and not carried(view.document, view.unit, memory, (view.unit.start, view.unit.end))


def _of_a_chief(view: View, head: Head, verdict: Verdict) -> bool:
    """«Глава государства поручил …», «Бюро, по его словам, надо …»: whose order it is leads the country, in any text."""
    active = head.frame is not None and head.frame.voice == "active" and verdict.giver_rule == "giver.subject"
    here = (c for c in verdict.chosen if c.unit is view.unit and not c.mention.together)
    named = any(body.code for c in here for body in c.bodies)
    told = verdict.giver_rule == "giver.reported" and _by_his(view, view.unit)
    told = named and (told or (head.frame is not None and head.frame.voice == "modal" and _goes_on(view)))
    told = told or (named and head.frame is not None and head.frame.voice == "first")
    return (active or told) and verdict.giver is not None and verdict.giver.role in _CHIEFS


def _by_his(view: View, unit: Unit) -> bool:
    return _BY_HIS.search(view.document.folded.low, unit.start, unit.end) is not None


def _goes_on(view: View) -> bool:
    """«По мнению Президента, агентство опаздывает. Нужно, чтобы оно следило за счетами»: his view is told further."""
    before = next(iter(view.document.before(view.unit, 1)), None)
    if (
        before is None
        or before.paragraph != view.unit.paragraph
        or view.unit.zone is not None
        or before.zone is not None
    ):
        return False
    match = _BY_HIS.search(view.document.folded.low, before.start, before.end)
    named = view.document.people.within(match.end(), match.end() + _NEAR) if match is not None else []
    return bool(named) and named[0].role in _CHIEFS


def _listed(view: View, head: Head, verdict: Verdict, kazakh: bool, memory: Memory) -> bool:
    """Whether it is an item of a list that an order heads, or of minutes or a plan that names who executes it."""
    header = memory.header
    below = header is not None and header.giver_rule in _SAID and head.kind == "item"
    if below or verdict.giver_rule == "giver.header":
        return True
    if head.kind == "item" and is_act(view.document) and any(body.code for c in verdict.chosen for body in c.bodies):
        return True
    return kazakh and header is not None and any(c.rule == "owner.responsible" for c in header.chosen)
