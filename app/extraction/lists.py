"""Lists: the line that opens one, the owners and the term that it gives to all items, items that are one sentence.

«поручил Минэнерго в месячный срок:» is followed by lines; which words an item directs with is judged elsewhere.
"""

import re

from app.domain.enums import FindingKind, OwnerBasis
from app.extraction.drafts import Draft
from app.extraction.kazakh.rows import announces_list
from app.extraction.lexicon.speech import ANNOUNCED
from app.extraction.lexicon.vetoes import NO_ACT
from app.extraction.parts.head import Head
from app.extraction.parts.minutes import decided
from app.extraction.parts.owners import explicit
from app.extraction.parts.splitting import Part
from app.extraction.parts.terms import NO_TERM, Term, choose, in_range
from app.extraction.parts.verdicts import Memory, Verdict
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import View
from app.extraction.weighing.signals import language_of
from app.extraction.words.cues import KAZAKH

_ITEM = re.compile(r"\s*(?:[–•*☀-➿\U0001f300-\U0001faff-]|\d{1,3}(?:[.)]|\ufe0f?\u20e3)|[а-яa-z]\))\s*|\s*[а-я]")
_GOES_ON = (";", ",")


def is_item(document: Document, number: int) -> bool:
    """Whether a line has the mark of an item, or goes on in small letters."""
    paragraph = document.paragraphs[number]
    return _ITEM.match(document.folded.text, paragraph.start, paragraph.end) is not None


def opens_list(memory: Memory, view: View, head: Head, verdict: Verdict) -> bool:
    """«… поручил:» with nothing after the colon begins a list; «… дайындау керектігін ескертті: «…»» has its act."""
    vague = verdict.veto == NO_ACT and verdict.giver is not None
    if vague and not _of_somebody_else(view, verdict):
        memory.header, memory.header_paragraph = verdict, view.unit.paragraph
        memory.header_term = _term_of_line(view) if _ends_with_colon(view.document, view.unit) else None
        return False
    if verdict.kind is not FindingKind.INSTRUCTION or not _ends_with_colon(view.document, view.unit):
        return False
    said = head.frame is not None and head.frame.voice == "said"
    if any(i > head.at for i in head.infinitives) or head.kind != "frame" or said:
        return False
    memory.header = verdict
    memory.header_term = _term_of_line(view)
    return True


def _of_somebody_else(view: View, verdict: Verdict) -> bool:
    """«Президент поставил перед нами задачи», says the Prime Minister: what he goes on with are his own orders."""
    speaker = view.unit.zone.person if view.unit.zone is not None else None
    return speaker is not None and verdict.giver is not None and speaker.role is not verdict.giver.role


def group_header(memory: Memory, view: View) -> None:
    """«2. Акиматам областей:» above lettered items."""
    document, unit = view.document, view.unit
    said = unit.zone is None and ANNOUNCED.search(document.folded.low, unit.start, unit.end)
    if (said or _ends_with_colon(document, unit)) and (verdict := decided(view)):
        memory.header, memory.header_paragraph, memory.header_term = verdict, unit.paragraph, None
        if not any(g.head.stands("dat") for g in view.groups):
            return
    if not _ends_with_colon(document, unit) or not view.groups:
        return
    group = view.groups[0]
    kazakh = group.head.language == "kk" and group.head.stands("nom", "dat")
    if group.head.prep or not (kazakh or group.head.stands("dat", "any")):
        return
    head = Head("item", group.first, group.first, None, (group.first, group.last), group, 0, len(view.tokens))
    giver = memory.giver or chair_of(document)
    memory.header = Verdict(FindingKind.INSTRUCTION, "", giver, "giver.header", explicit(view, head, ()))
    memory.header_term = _term_of_line(view)


def _ends_with_colon(document: Document, unit: Unit) -> bool:
    if document.folded.text[unit.start : unit.end].rstrip(' \n«"').endswith(":"):
        return True
    return bool(document.cues(unit).all & KAZAKH) and announces_list(document, unit)


def _term_of_line(view: View) -> Term | None:
    """«поручил акимам в месячный срок:»: what the line itself gives to all items."""
    unit = view.unit
    term = choose(in_range(view.document, unit, unit.start, unit.end), view.document.published)
    return term if term.deadline is not None else None


def owned_in_kazakh(document: Document, memory: Memory) -> bool:
    """Whether a Kazakh header names the owners of the list below; its items need have no letter of their own."""
    chosen = memory.header.chosen[:1] if memory.header is not None else []
    return any(c.mention.language == "kk" or language_of(document, c.unit) == "kk" for c in chosen)


def headed(memory: Memory, part: Part, draft: Draft) -> Draft:
    """A draft below a header that names its owners: their list, and the header's term where the item has none."""
    header = memory.header
    inside = any(part.start <= chosen.mention.start < part.end for chosen in draft.chosen)
    if header is not None and not header.chosen and memory.header_term is not None and _below_colon(draft):
        draft.term = memory.header_term if draft.term == NO_TERM else draft.term
    if header is None or not header.chosen or inside:
        return draft
    if [c.bodies for c in draft.chosen] == [c.bodies for c in header.chosen]:
        draft.header = header
        if draft.term == NO_TERM and memory.header_term is not None:
            draft.term = memory.header_term
    return draft


def _below_colon(draft: Draft) -> bool:
    """Items below «Премьер-министр поручил до 1 февраля:», each with an owner of its own; marked, or one sentence with it."""
    document, number = draft.view.document, draft.view.unit.paragraph
    start = document.paragraphs[number].start
    return is_item(document, number) or document.folded.text[max(0, start - _BREAK) : start].rstrip().endswith(
        (":", ";")
    )


_BREAK = 4  # letters between two lines


def below_same_header(drafts: list[Draft]) -> list[Draft]:
    """The last draft, with those before it that are items of one sentence and have no term: «…; …; доложить. Срок – май.»"""
    first = len(drafts) - 1
    while first > 0 and drafts[first - 1].term == NO_TERM and _one_sentence(drafts[first - 1], drafts[first]):
        first -= 1
    return drafts[first:]


def one_of_lines(drafts: list[Draft]) -> list[Draft]:
    """Items that are one sentence, with one owner and one term, are one instruction with several acts."""
    found: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if last is not None and _one_sentence(last, draft) and _same_term(last.term, draft.term):
            found[-1].part.end = draft.part.end
            found[-1].part.actions += draft.part.actions
        else:
            found.append(draft)
        last = draft
    return found


def _one_sentence(draft: Draft, following: Draft) -> bool:
    """Whether two drafts are items of one list, the first of which ends with a semicolon or a comma."""
    document, number = draft.view.document, draft.view.unit.paragraph
    if draft.header is None or following.header is not draft.header or following.view.unit.paragraph != number + 1:
        return False
    line = document.paragraphs[number]
    return document.folded.text[line.start : line.end].rstrip().endswith(_GOES_ON)


def _same_term(term: Term, other: Term) -> bool:
    if term.recurrence != other.recurrence or (term.deadline is None) != (other.deadline is None):
        return False
    if term.deadline is None or other.deadline is None:
        return True
    if term.basis is OwnerBasis.EXPLICIT and term.deadline == other.deadline:
        return True
    return term.deadline.date is not None and term.deadline.date == other.deadline.date
