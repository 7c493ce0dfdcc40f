"""Which lists of bodies own a Kazakh candidate: in the case that its frame asks for, before the directive word.

Those who only get a paper, who are denied or whose meeting it is are no owners. Which words are directive belongs to
`heads.py`; what a name means here to `resolution.py`.
"""

import re

from app.extraction.kazakh.rows import stands, superior
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon.beside_orders import LED_KK
from app.extraction.parts.head import Head
from app.extraction.text.view import Group, View

_OWN_ACT = re.compile(f"{table.OWN_ACT}$")
_SUBMITS = re.compile(table.SUBMITS_KK)
_OF_BODY = re.compile(table.OF_BODY_KK)
_THING_OF_NAME = re.compile(table.THING_OF_NAME_KK)
_IF_CLAUSE = re.compile(table.IF_CLAUSE_KK)
_LEADS_TO = re.compile(table.LEADS_TO_KK)
_ADVISED_ACT = re.compile(table.ADVISED_ACT)
_POSSESSED = re.compile(table.POSSESSED_KK)
_OWN_OBJECT = re.compile(r"[а-яәғқңөұүһі]{2,}(?:у|ю)[ыі]н$")
_OBJECT = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[дтн][ыі]|[ыі]н)$")
_OWN_PASSIVE = re.compile(
    rf"(?!{table.ACTIVE_KK})(?:[а-яәғқңөұүһі]{{2,}}(?:[ыі][лн]|[ае]л|болу|келу|жет|өсу|жақсару|азаю)у?|арту)[ыі]$"
)
_RESPONSIBLE = re.compile(table.RESPONSIBLE_KK)
_RESPONSIBLES = re.compile(r"(?:жауапты|орындаушы)(?:сы|лары|лар|ы)?$")
_TOLD = re.compile(table.TOLD_KK)
_CONTENTS = frozenset({"optative", "modal", "imperative"})


def kazakh_groups(view: View, head: Head, giver: tuple[int, int] | None = None) -> list[Group]:
    """Owners of a candidate: lists in the case that its frame asks for, before the directive word.

    giver: range of the text that names who speaks; a list that it lies in is no owner.
    """
    if head.frame is None:
        return []
    groups = [
        g
        for g in view.groups
        if not (_names(g, giver) or _follows(view, g, "емес") or _attributive(view, g) or _heads_line(view, g, head))
    ]
    told = [g for g in view.groups if g.last <= head.at and _asked(view, g)]
    if told := told or [g for g in view.groups if _in_brackets(view, g)]:
        return told[:1]
    before = _behind_what_led(view, head, [g for g in groups if head.lo <= g.first < head.at])
    if made := [g for g in before if _made_responsible(view, g)]:
        return made
    if head.frame.voice == "answer":  # «жауапты – Энергетика министрлігі»
        before += [g for g in groups if head.at < g.first <= head.at + 2]
    for slot in head.frame.owners:
        if slot == "dat" and head.frame.voice == "modal" and head.at and _OWN_ACT.match(view.tokens[head.at - 1].low):
            continue
        found = [g for g in before if in_front(view, g) if slot == "before"] if slot == "before" else []
        found = found or [g for g in before if slot != "before" and stands(g, slot)]
        found = _without_recipients(view, found, head.lo) if slot == "dat" else found
        if slot == "nom" and head.frame.voice in _CONTENTS:  # «Премьер-министр атап өткендей, министрлік … тиіс»
            found = [g for g in found if not gives(g)] or found
        if slot == "gen":
            found = [g for g in found if _acts_itself(view, head, g)]
        if found:
            return found[: 1 + _follows(view, found[0], "ғана", "емес")]
    if head.frame.voice in _CONTENTS and (told := [g for g in before if _told(view, g)]):
        return told[:1]
    if head.frame.voice in _CONTENTS and (told := [g for g in groups if g.first > head.at and _answers(view, g)]):
        return told[:1]
    if head.frame.voice in ("passive", "active"):
        here = [g for g in groups if head.lo <= g.first < head.hi and stands(g, "dat")]
        return [g for g in here if not _receives(view, g, head.lo)][:1]
    return []


def _behind_what_led(view: View, head: Head, groups: list[Group]) -> list[Group]:
    """«Қаржы министрлігі қаражат бөлді, сондықтан Б министрлігі … тиіс»: who acts, without who is told of before."""
    own = [g for g in groups if not _LED.match(view.tokens[min(view.clause_end(g.first), head.at) - 1].low)]
    return own or groups


_LED = re.compile(LED_KK)


def _made_responsible(view: View, group: Group) -> bool:
    """«… комитетін жауапты етіп бекітті», «… әкімдігі жауапты орган болып белгіленді»: who is to answer for the act."""
    if not group.head.stands("acc", "nom") or group.last >= len(view.tokens):
        return False
    return _RESPONSIBLE.match(view.document.folded.low, view.tokens[group.last].start, view.unit.end) is not None


def _asked(view: View, group: Group) -> bool:
    """«Көлік министрі, сізден … сұраймын»: whom the speaker turns to by his office."""
    following = [token.low for token in view.tokens[group.last : group.last + 2]]
    return group.head.stands("nom") and following[:1] == [","] and following[1:] in _YOU


def _in_brackets(view: View, group: Group) -> bool:
    """«… аяқтау қажет (жауапты – Көлік министрлігі)»."""
    first = group.first
    while first and view.tokens[first - 1].text in '«"':
        first -= 1
    before = [token.low for token in view.tokens[max(0, first - 4) : first]]
    return before[-3:-1] == ["(", "жауапты"] or (before[:1] == ["("] and before[1:2] == ["жауапты"])


def _answers(view: View, group: Group) -> bool:
    """«… тазаланып қойылсын, жауаптысы – құрылыс басқармасы»: who answers is named behind."""
    first = group.first - (group.first > 0 and view.tokens[group.first - 1].text in '«"')
    mark, noun = [token.low for token in view.tokens[max(0, first - 1) : first]], view.tokens[max(0, first - 2)].low
    return mark in (["–"], [":"]) and _RESPONSIBLES.match(noun) is not None


def answers(view: View, before: Head, head: Head) -> bool:
    """Whether a candidate «жауапты – …» only says who answers for the act before it, which names nobody."""
    if (
        head.frame is None
        or head.frame.voice != "answer"
        or before.frame is None
        or before.frame.voice not in _CONTENTS
    ):
        return False
    named = any(stands(g, "nom") for g in view.groups if g.first < before.at)
    return not named and any(_answers(view, g) for g in view.groups if g.first > before.at)


_YOU = (["сізден"], ["сіздерден"], ["сізге"], ["сіздерге"])


def _acts_itself(view: View, head: Head, group: Group) -> bool:
    """«… министрлігінің бақылауды күшейтуін / күшейтуі қажеттігін», «… күшейткені жөн»: the genitive acts; no passive.

    Before a duty it does not where something is its own: «Ұлттық Банктің саясаты бағаны тежеуі тиіс».
    """
    act = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    voice = head.frame.voice if head.frame is not None else ""
    if voice != "modal" and _OWN_OBJECT.match(act):
        return True
    own = _OWN_ACT.match(act) is not None and not _OWN_PASSIVE.match(act)
    if voice == "modal":
        advised = view.tokens[head.trigger[0]].low in table.ADVISED and _ADVISED_ACT.match(act) is not None
        advised = advised and not act.startswith("бол")
        own_thing = not view.inside_mention(group.last) and _POSSESSED.match(view.tokens[group.last].low)
        return (own or advised) and not own_thing
    return voice == "said" and own


def _without_recipients(view: View, groups: list[Group], lo: int) -> list[Group]:
    """«… Үкіметке енгізуді министрлікке тапсырды»: who only gets what is made is no owner, if superior or not alone."""
    makers = [g for g in groups if not _before_submitting(view, g)]
    return makers or [g for g in groups if not superior(g) and not _receives(view, g, lo)]


def handed_over(view: View, head: Head) -> bool:
    """«Сметаны Қаржы министрлігіне жолдау қажет»: who gets a paper is named, and not who makes it."""
    return any(_receives(view, g, head.lo) for g in view.groups if g.last <= head.at and stands(g, "dat"))


def _before_submitting(view: View, group: Group) -> bool:
    return group.last < len(view.tokens) and _SUBMITS.match(view.tokens[group.last].low) is not None


def _receives(view: View, group: Group, lo: int) -> bool:
    """«Бұл ұсыныстарды Үкімет Аппаратына енгізу тапсырылды»: what is handed in stands before who gets it."""
    before = [token for place, token in enumerate(view.tokens[lo : group.first], lo) if place not in view.named]
    return _before_submitting(view, group) and any(_OBJECT.match(token.low) for token in before)


def _follows(view: View, group: Group, *words: str) -> bool:
    """Words behind a list: «… министрлігіне емес» denies it, «… министрлігіне ғана емес» adds another to it."""
    return tuple(token.low for token in view.tokens[group.last : group.last + len(words)]) == words


def _attributive(view: View, group: Group) -> bool:
    """«Үкімет отырысын қорытындылап, …»: the body only says whose meeting it is."""
    after = view.tokens[group.last].low if group.last < len(view.tokens) else ""
    if group.head.stands("dat") and _LEADS_TO.match(after):  # «аудан орталықтарына апаратын жолдар»
        return True
    if group.head.stands("nom") and _IF_CLAUSE.match(view.document.folded.low, group.mentions[-1].end, view.unit.end):
        return True
    unknown = view.tokens[group.last - 1].text in '»"' and not any(b.code for m in group.mentions for b in m.bodies)
    if unknown and _THING_OF_NAME.match(after):  # «Таза Қазақстан» акциясына
        return True
    return group.head.stands("nom") and _OF_BODY.match(after) is not None


def _heads_line(view: View, group: Group, head: Head) -> bool:
    """«Денсаулық сақтау министрлігі: ауырған адам … қаралуы қажет»: whose words they are, and no subject of them."""
    after = view.tokens[group.last].text if group.last < len(view.tokens) else ""
    return after == ":" and head.frame is not None and head.frame.voice == "modal" and group.head.stands("nom")


def _told(view: View, group: Group) -> bool:
    """«… министрлігіне айтарым: … жасақтаңыздар», «Көлік министрлігіне: … жаңартылсын» at the head of a sentence."""
    if not stands(group, "dat") or group.last >= len(view.tokens):
        return False
    if view.tokens[group.last].text == ":" and not any(
        t.word and t.low not in table.BEFORE_ADDRESSEE_KK for t in view.tokens[: group.first]
    ):
        return True
    return _TOLD.match(view.document.folded.low, view.tokens[group.last].start, view.unit.end) is not None


def _names(group: Group, giver: tuple[int, int] | None) -> bool:
    if giver is None or not group.head.stands("nom", "gen", "any"):
        return False
    return any(m.start < giver[1] and giver[0] < m.end for m in group.mentions)


def in_front(view: View, group: Group) -> bool:
    """«әкімдердің алдына … міндетін қойды»."""
    last = group.last + (group.last < len(view.tokens) and view.tokens[group.last].low == "жеке")
    return last < len(view.tokens) and view.tokens[last].low in table.IN_FRONT_KK


def gives(group: Group) -> bool:
    """The leader himself: «Премьер-министр … деп тапсырды»."""
    return any(body.code in ("president", "pm") for body in group.head.bodies)
