"""What a completion report gives for each line of the form of completion, and the gate: nothing missing.

The lines themselves are set in `requirements.py`, files kept by `attachments.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.enums import EvidenceKind
from app.domain.errors import InvalidInput
from app.domain.evidence import Given, is_given, plain_number
from app.models import Attachment, Report, ReportEvidence, Requirement, Task, User
from app.services.attachments import FileStore, NewFile, attach
from app.services.guard import written
from app.services.requirements import current


@dataclass(frozen=True)
class Proof:
    """The evidence for one line as it was typed. requirement: its id; file: a new document; attachment: the id of one
    that the task has already (an earlier report's, or a co-executor's).
    """

    requirement: int
    act_number: str = ""
    act_on: date | None = None
    fact: str = ""
    place: str = ""
    file: NewFile | None = None
    attachment: int | None = None


@dataclass(frozen=True)
class Filing:
    """What comes with a report: proofs of the form of completion, further files, where files are kept."""

    proofs: Sequence[Proof] = ()
    files: Sequence[NewFile] = ()
    store: FileStore | None = None


NOTHING = Filing()


def check_proofs(task: Task, proofs: Sequence[Proof], day: date) -> list[tuple[Requirement, Proof]]:
    """The lines with their proofs, numbers made plain.

    Raises InvalidInput: "evidence_missing" (`lines`: their words; `requirements`: their ids), "evidence_unknown",
    "number_wrong", "act_in_future".
    """
    by_line = {proof.requirement: proof for proof in proofs}
    lines = current(task)
    if by_line.keys() - {row.id for row in lines}:
        raise InvalidInput("evidence_unknown")
    known = {attachment.id for attachment in files_of(task)}
    missing, checked = [], []
    for row in lines:
        proof = by_line.get(row.id, Proof(row.id))
        if not is_given(row.kind, _given(proof, known)):
            missing.append(row)
        else:
            checked.append((row, proof))
    if missing:
        words = "; ".join(row.label for row in missing)
        raise InvalidInput("evidence_missing", lines=words, requirements=[row.id for row in missing])
    for _row, proof in checked:
        if proof.act_on is not None and proof.act_on > day:
            raise InvalidInput("act_in_future")
        plain_number(proof.fact)
    return checked


def files_of(task: Task) -> list[Attachment]:
    """The files that the task has: of its reports, then of the parts of co-executors."""
    return [
        *(file for report in task.reports for file in report.attachments),
        *(file for contribution in task.contributions for file in contribution.attachments),
    ]


def _given(proof: Proof, known: set[int]) -> Given:
    return Given(
        act_number=proof.act_number.strip(),
        act_on=proof.act_on,
        fact=proof.fact.strip(),
        place=proof.place.strip(),
        has_file=proof.file is not None or proof.attachment in known,
    )


def keep_proofs(
    session: Session,
    report: Report,
    checked: Sequence[tuple[Requirement, Proof]],
    store: FileStore | None,
    *,
    by: User | None,
    now: datetime,
) -> list[dict[str, Any]] | None:
    """Store the evidence of a report; returns it as the event keeps it, None for none."""
    facts = []
    for row, proof in checked:
        kept = _kept(session, report, proof, store, by=by, now=now) if row.kind is EvidenceKind.DOCUMENT else None
        act, indicator = row.kind is EvidenceKind.ACT, row.kind is EvidenceKind.INDICATOR
        evidence = ReportEvidence(
            requirement=row,
            act_number=written(proof.act_number) if act else "",
            act_on=proof.act_on if act else None,
            fact=plain_number(proof.fact) if indicator else "",
            place=written(proof.place) if row.kind is EvidenceKind.PLACE else "",
            attachment=kept,
        )
        report.evidence.append(evidence)
        facts.append(_fact(row, evidence))
    session.flush()
    return facts or None


def _kept(
    session: Session, report: Report, proof: Proof, store: FileStore | None, *, by: User | None, now: datetime
) -> Attachment | None:
    if proof.file is not None:
        return attach(session, report.task, [proof.file], store, by=by, now=now, report=report)[0]
    return session.get(Attachment, proof.attachment)


def _fact(row: Requirement, evidence: ReportEvidence) -> dict[str, Any]:
    said = {
        "requirement": row.id,
        "kind": row.kind.value,
        "label": row.label,
        "plan": row.plan,
        "unit": row.unit,
        "act_number": evidence.act_number,
        "act_on": evidence.act_on.isoformat() if evidence.act_on else "",
        "fact": evidence.fact,
        "place": evidence.place,
        "file": evidence.attachment.name if evidence.attachment else "",
        "sha256": evidence.attachment.sha256 if evidence.attachment else "",
    }
    return {key: value for key, value in said.items() if value != ""}
