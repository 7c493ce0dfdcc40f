"""A refused candidate with the bodies and the term that its words name: a reviewer sees them, and keeps them if he takes it.

They are what is written there, not what follows: nothing is carried over from other sentences, nothing decides here.
"""

from app.domain.enums import OwnerBasis
from app.extraction.drafts import plain_finding
from app.extraction.findings import Finding
from app.extraction.kazakh.owners import kazakh_owners
from app.extraction.parts.head import Head
from app.extraction.parts.owners import as_owners, explicit
from app.extraction.parts.terms import choose, in_range, original
from app.extraction.parts.verdicts import Verdict
from app.extraction.text.view import View


def refused_finding(view: View, head: Head, verdict: Verdict, kazakh: bool) -> Finding:
    """The finding of kind refused; its rule is the veto."""
    document, unit = view.document, view.unit
    finding = plain_finding(document, view, head, verdict)
    if head.frame is None:
        chosen = []
    else:
        chosen = kazakh_owners(view, head, (), verdict.giver) if kazakh else explicit(view, head, ())
    term = choose(in_range(document, unit, unit.start, unit.end), document.published)
    return finding._replace(
        owners=as_owners(document, chosen, OwnerBasis.EXPLICIT),
        deadline=original(document, term.deadline),
        deadline_basis=term.basis if term.deadline else None,
        recurrence=term.recurrence,
    )
