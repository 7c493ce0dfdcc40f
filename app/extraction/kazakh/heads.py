"""Kazakh candidates: the directive word stands last in its clause, the owner before it.

A clause runs from the end of the one before to its directive word («тапсырды», «тиіс», «…-сын»); the stretch of a
candidate is that clause and what follows up to the next owner. Rows that share one directive word at the end are cut
in `rows.py`.
"""

import re
from itertools import pairwise

from app.domain.enums import GiverRole
from app.extraction.kazakh.acts import orders, tells
from app.extraction.kazakh.joining import joined
from app.extraction.kazakh.rows import announces_list, rows, stands
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon.frames_ru import Frame
from app.extraction.parts.head import Head
from app.extraction.text.view import BOUNDARIES, Group, View
from app.extraction.words.cues import is_plan_kk
from app.extraction.words.frames import frames_of, noun_pattern

_OPTATIVE = re.compile(f"(?:{table.OPTATIVE})$")
_NOT_OPTATIVE = re.compile(f"(?:{table.NOT_OPTATIVES})$")
_IMPERATIVE = re.compile(f"(?:{table.PLURAL_IMPERATIVE})$")
_SINGULAR = re.compile(f"(?:{table.SINGULAR_IMPERATIVE})$")
_NOT_IMPERATIVE = re.compile(f"(?:{table.NOT_IMPERATIVES_KK})$")
_FORBIDS = re.compile(f"(?:{table.NEGATIVE_IMPERATIVE})$")
_VERBAL_NOUN = re.compile(f"(?:{table.VERBAL_NOUN})$")
_ACCUSATIVE_ACT = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[ую][дн][ыі]|[ую][ыі]н|[мбп][ае]у[дғг][ыіае])$")
_PURPOSE = re.compile(r"[а-яәғқңөұүһі]{2,}(?:у|ю)[ғг][ае]$")
_ADVISED_ACT = re.compile(table.ADVISED_ACT)
_PAST_FIRST = re.compile(r"[а-яәғқңөұүһі]{2,}[дт][ыі][мқк]$")  # «тапсырма бердік», told of the past
_ITEM_END = re.compile(f"(?:{table.ROW_ACT})$")
_AUXILIARY = re.compile(r"(?:[а-яәғқңөұүһі]+(?:п|ып|іп)|дайын|есеп|қамтамасыз|бас|жол|назар|көмек|мән)$")
_ATTRIBUTIVE = re.compile(f".*{table.ATTRIBUTIVE}$")
_OWN_ACT = re.compile(f"{table.OWN_ACT}$")
_CONTRAST = re.compile(f".*{table.CONTRAST}$")
_PROGRESSIVE = re.compile(f".*{table.PROGRESSIVE}$")
_BESIDE = re.compile(f".*{table.BESIDE}$")
_AWAITED = re.compile(f"(?:{table.AWAITED_KK})$")
_HANDED_OVER = re.compile(f"(?:{table.HANDED_OVER_KK})$")
_GIVEN_TASK = re.compile(
    r"(?:берілген|берілетін|жүктелген|қойылған|берер|қояр) (?:тапсырма|міндет|талап|нұсқау)(?:ым|ымыз|сы)?$"
)
_TASK_NOUN = re.compile(table.TASK_NOUNS_KK)
_FUTURE = re.compile(r"(?:ұсын|[а-яәғқңөұүһі]{2,}(?<![аеыі]л)(?<![ыі]н))(?:[ае]|й)д[ыі]$")  # no passive
_DICTATES = frozenset({GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER, GiverRole.DEPUTY_PM, GiverRole.AKIM})
_WORK_REACH, _BRACKETED = 30, 8
_INSTRUCTS = frozenset({"kk.instruct", "kk.be_instructed"})
_SAYING = re.compile(f"(?:{table.SAYING})")
ITEM = Frame("kk.item", "", "item", ("dat",), "", "")
ACTOR = Frame("kk.item", "", "item", ("nom",), "", "")
LET = Frame("kk.let", "", "optative", ("nom",), "", "")
WILL = Frame("kk.present", "", "optative", ("nom",), "", "")
IMPERATIVE = Frame("kk.imperative", "", "imperative", ("nom",), "", "")
YOU_WILL = Frame("kk.you_will", "", "imperative", ("nom",), "", "")
_SAID = ("деді", "деп", "дейді", "деген", "делінді", "делінген")
_ABOUT = frozenset("туралы жөнінде жөніндегі бағытында қатысты мақсатында байланысты бағытталған".split())
_ACT_REACH, _SAY_REACH, _PURPOSE_REACH = 14, 5, 8


def find_kazakh_heads(view: View, listed: bool = False, owned: bool = False) -> list[Head]:
    """Candidates of a Kazakh unit, in order.

    listed: the unit may be an item below a directive header; owned: it is one, and the header names the owners.
    """
    heads: list[Head] = []
    for index, token in enumerate(view.tokens):
        if not token.word or view.inside_mention(index):
            continue
        head = _frame_head(view, index)
        if head is None and ends_clause(view, index):
            head = _verb_head(view, index) or _item_head(view, index, listed, owned)
        if head and not (heads and head.trigger[0] < heads[-1].trigger[1]):
            heads.append(head)
    heads = _without_announcement(view, joined(view, heads))
    heads = [row for number, head in enumerate(heads) for row in rows(view, head, heads[:number])]
    _set_stretches(view, heads)
    return heads


def _without_announcement(view: View, heads: list[Head]) -> list[Head]:
    """«Премьер-Министр тапсырды: министрлік жоспар ұсынуы тиіс» is one: the modal tells who acts, else the order stays."""
    for order, modal in pairwise(heads):
        if order.frame is None or modal.frame is None or order.frame.voice == "modal" or modal.frame.voice != "modal":
            continue
        mark = order.trigger[1]
        if mark < len(view.tokens) and view.tokens[mark].text in (":", "–"):
            acts = any(mark < group.first < modal.at for group in view.groups)
            dropped = order if acts else modal
            return [head for head in heads if head is not dropped]
    return heads


def _frame_head(view: View, index: int) -> Head | None:
    for frame in frames_of(view.tokens[index].low, kazakh=True):
        first = index
        if frame.noun:
            first -= 2 if index > 1 and view.tokens[index - 1].low in table.PARTICLES_KK else 1
            if first < 0 or not noun_pattern(frame.noun).match(view.tokens[first].low):
                continue
        if not _complete(view, index, frame) or not _has_needed(view, first, index, frame.needs):
            continue
        if frame.id == "kk.be_instructed" and not _is_work(view, first, index):
            continue
        if frame.id == "kk.i_demand" and _PAST_FIRST.match(view.tokens[index].low) and not has_act(view, first, index):
            continue
        if frame.id in _INSTRUCTS and first and _HANDED_OVER.match(view.tokens[first - 1].low):
            continue
        if frame.strength == table.SOFT and frame.voice != "said" and not _names_soft_act(view, first):
            continue
        return Head("frame", index, first, frame, (first, index + 1))
    return None


def _names_soft_act(view: View, first: int) -> bool:
    """The act right before a soft word: «қарастыруды (қатаң) ескертті», «қарау қажет», «қарастырғаны жөн»."""
    low = view.tokens[first - 1].low if first else ""
    if low in table.MANNER_KK and first > 1:
        low = view.tokens[first - 2].low
    if _VERBAL_NOUN.match(low):
        return True
    return view.tokens[first].low in table.ADVISED and _ADVISED_ACT.match(low) is not None


def _has_needed(view: View, first: int, index: int, needs: str) -> bool:
    """Whether what a frame needs stands before its word."""
    if needs == "act":
        return has_act(view, first, index) or _says_act(view, first)
    if needs == "purpose":
        return _has_purpose(view, first)
    if needs == "listed":  # «… әкімдігіне де тапсырма бар: …»
        return [token.text for token in view.tokens[index + 1 : index + 2]] == [":"]
    if needs == "awaited":
        return _is_awaited(view, first)
    return needs != "own_act" or bool(first and _OWN_ACT.match(view.tokens[first - 1].low))


def _complete(view: View, index: int, frame: Frame) -> bool:
    """Whether the word ends its clause as a predicate: «тапсырған жұмыс» and «жауапты хатшы» do not."""
    low, following = view.tokens[index].low, view.tokens[index + 1].low if index + 1 < len(view.tokens) else ""
    if frame.voice in ("modal", "answer"):
        bracketed = index and view.tokens[index - 1].text == "("  # «… министрлігі (жауапты)»
        return not bracketed and ends_clause(view, index, modal=True)
    if frame.voice == "said":
        return any(_SAYING.match(token.low) for token in view.tokens[index + 1 : index + 1 + _SAY_REACH])
    if frame.voice in ("active", "passive") and _ATTRIBUTIVE.match(low):
        return following in table.AFTER_PARTICIPLE or ends_clause(view, index)
    if frame.voice in ("active", "passive") and _PROGRESSIVE.match(
        low
    ):  # «тапсыруда»; «есеп тапсыруда кешігу» is a noun
        return ends_clause(view, index)
    if frame.voice in ("active", "passive") and _BESIDE.match(low):
        return following in table.BESIDE_WORDS
    if frame.voice == "active" and _CONTRAST.match(low):
        return following == "," and not any(token.low == "егер" for token in view.tokens[:index])
    return True


def has_act(view: View, first: int, last: int) -> bool:
    """A verbal noun in the accusative before the verb, one right before it, what the task is about, a list after a colon."""
    before = view.tokens[max(0, first - _ACT_REACH) : first]
    if any(_ACCUSATIVE_ACT.match(token.low) for token in before) or (before and _VERBAL_NOUN.match(before[-1].low)):
        return True
    for about, token in pairwise(before):
        if (token.low in _ABOUT and about.word) or (token.low == "бойынша" and _VERBAL_NOUN.match(about.low)):
            return True
    if announces_list(view.document, view.unit):
        return True
    return any(token.text == ":" for token in view.tokens[last + 1 : last + 2]) and last + 2 <= len(view.tokens)


def _says_act(view: View, first: int) -> bool:
    """«… қайта қарап, маған енгізіңіздер деп (тапсырма берді)»."""
    said = first > 1 and view.tokens[first - 1].low == "деп"
    return (
        said
        and (_IMPERATIVE.match(view.tokens[first - 2].low) or _OPTATIVE.match(view.tokens[first - 2].low)) is not None
    )


def _has_purpose(view: View, first: int) -> bool:
    """«… жоюға екі апта уақыт берді», «жою үшін … уақыт беремін»: what the time is given for."""
    before = view.tokens[max(0, first - _PURPOSE_REACH) : first]
    if any(_PURPOSE.match(token.low) for token in before):
        return True
    return any(b.low == "үшін" and _VERBAL_NOUN.match(a.low) for a, b in pairwise(view.tokens[:first]))


def _is_work(view: View, first: int, last: int) -> bool:
    """Whether what is given is something to do; «мектеп әкімдікке тапсырылды» hands a thing over."""
    before = [
        view.tokens[i].low
        for i in range(max(0, first - _WORK_REACH), first)
        if i not in view.named and view.tokens[i].word
    ]
    return has_act(view, first, last) or any(_TASK_NOUN.match(low) or _VERBAL_NOUN.match(low) for low in before)


def _is_awaited(view: View, first: int) -> bool:
    """«… агенттігінен тізімді 1 мамырға дейін күтеді»: a body in the ablative, and a paper or an answer behind it."""
    from_whom = [g for g in view.groups if g.last <= first and stands(g, "abl")]
    behind = view.tokens[from_whom[-1].last : first] if from_whom else []
    return any(_AWAITED.match(token.low) for token in behind)


def _verb_head(view: View, index: int) -> Head | None:
    """«…-сын/-сін» and «…-ңыз/-ңіз», at the end of a clause."""
    low = view.tokens[index].low
    first = index
    while first > 0 and _AUXILIARY.match(view.tokens[first - 1].low) and index - first < 2:
        first -= 1
    if _OPTATIVE.match(low) and not _NOT_OPTATIVE.match(low):
        return Head("optative", index, first, LET, (first, index + 1))
    if _SINGULAR.match(low) and _addressed(view, index):
        return Head("imperative", index, first, IMPERATIVE, (first, index + 1))
    if _FORBIDS.match(low) or (_IMPERATIVE.match(low) and not _NOT_IMPERATIVE.match(low)):
        return Head("imperative", index, first, IMPERATIVE, (first, index + 1))
    if tells(view, index):
        return Head("imperative", index, first, YOU_WILL, (first, index + 1))
    if _FUTURE.match(low) and ((is_plan_kk(low) and _is_dictated(view, index)) or orders(view, index)):
        return Head("present", index, first, WILL, (first, index + 1))
    return None


def _is_dictated(view: View, index: int) -> bool:
    """«Көлік министрлігі жолды 1 мамырға дейін жөндейді»: a leader's speech that opens with a body, and has a term."""
    zone = view.unit.zone
    if zone is None or zone.person is None or zone.person.role not in _DICTATES or not view.groups:
        return False
    first = view.groups[0]
    opened = not any(token.word and token.low not in table.JOINERS for token in view.tokens[: first.first])
    terms = view.document.deadlines(view.unit)
    return opened and first.last < index and stands(first, "nom") and any(d.date is not None for d in terms)


def _addressed(view: View, index: int) -> bool:
    """«Құрылыс басқармасы, жолды бір айда бітір»: speech that opens with a body and a comma."""
    if view.unit.zone is None or not view.groups:
        return False
    first = view.groups[0]
    opened = not any(token.word for token in view.tokens[: first.first])
    return opened and first.last < index and view.tokens[first.last].text == "," and stands(first, "nom")


def _item_head(view: View, index: int, listed: bool, owned: bool) -> Head | None:
    """«Қаржы министрлігіне – резервтен қаражат бөлу»: an addressee, a dash and a verbal noun at the end, as in lists.

    In an item below a header the dash may be left out, and the addressee where the header has him.
    """
    if not _ITEM_END.match(view.tokens[index].low):
        return None
    last = not any(token.word for token in view.tokens[index + 1 :]) or _bracketed_to_end(view, index + 1)
    group = _addressee_of_item(view, index, listed, last)
    if group is None and owned and last:
        return Head("item", index, index, ITEM, (index, index + 1))
    if group is None or any(token.text in ".;–" for token in view.tokens[_behind(view, group) + 1 : index]):
        return None
    frame = ITEM if stands(group, "dat") else ACTOR
    return Head("item", index, index, frame, (index, index + 1))


def _bracketed_to_end(view: View, first: int) -> bool:
    """«… дайындығын арттыру (жауапты: Төтенше жағдайлар министрлігі)»."""
    texts = [token.text for token in view.tokens[first:] if token.text not in ".;"]
    return texts[:1] == ["("] and texts[-1:] == [")"] and texts.count("(") == 1


def _addressee_of_item(view: View, index: int, listed: bool, last: bool) -> Group | None:
    """The last list with a dash or a colon behind it, in an item also in the nominative; else one in the dative without."""
    before = [g for g in reversed(view.groups) if g.last < index and _begins_clause(view, g.first)]
    marked = [g for g in before if view.tokens[_behind(view, g)].text in "–:"]
    found = [g for g in marked if stands(g, "dat") or (listed and stands(g, "nom"))]
    if not found and listed and last:
        found = [g for g in before if view.tokens[g.last].text[0].isalnum() and stands(g, "dat")]  # «… 2027 жылғы»
    return next(iter(found), None)


def _behind(view: View, group: Group) -> int:
    """Token behind a list and what may follow: «… министрлігі (М. Такиев):», «… министрлігіне берілген тапсырма –»."""
    if _GIVEN_TASK.match(view.text(group.last, group.last + 2)):
        return min(group.last + 2, len(view.tokens) - 1)
    if view.tokens[group.last].text in '»"' and group.last + 1 < len(view.tokens):
        return group.last + 1
    if view.tokens[group.last].text != "(":
        return group.last
    closing = range(group.last, min(group.last + _BRACKETED, len(view.tokens) - 1))
    return next((i + 1 for i in closing if view.tokens[i].text == ")"), group.last)


def _begins_clause(view: View, first: int) -> bool:
    """Nothing but marks, the number of an item and a short name of what it belongs to («ҰҚК …») stands before a token."""
    first -= first > 0 and view.tokens[first - 1].text.isupper() and view.tokens[first - 1].word
    return first == 0 or not view.tokens[first - 1].word or view.tokens[first - 1].low in ("ал", "және")


def ends_clause(view: View, index: int, modal: bool = False) -> bool:
    """A mark, the end of the unit or «деп» follows; a modal may also have «екен», «болады» after it."""
    if index + 1 >= len(view.tokens):
        return True
    following = view.tokens[index + 1]
    if following.text in BOUNDARIES or following.text in '»")(' or following.low in _SAID:
        return True
    return modal and following.low in table.BECOMES


def _set_stretches(view: View, heads: list[Head]) -> None:
    """From the end of the head before to its own; a row of a shared predicate keeps the edges that it has."""
    edge = 0
    for number, head in enumerate(heads):
        head.lo = edge
        if not (head.kind == "row" and head.hi):
            head.hi = len(view.tokens)
            if number + 1 < len(heads):
                head.hi = head.trigger[1]
        edge = head.hi
