"""What an audit found, in English sentences: the command line and logs speak it."""

from collections.abc import Iterator

from app.clock import ZONE
from app.domain.chains import Fault, FaultKind
from app.services.audit import Audit

SHOWN_FAULTS = 50

SENTENCES: dict[FaultKind, str] = {
    FaultKind.EVENT_ALTERED: "was changed after it was written: its hash does not fit",
    FaultKind.EVENT_MISSING: "is missing, or stands in another place",
    FaultKind.EVENT_UNLINKED: "does not continue the event before it",
    FaultKind.EVENT_BACKDATED: "bears a date before a sealed day's end, but the seal of that day does not hold it",
    FaultKind.EVENT_AFTER_HEAD: "stands beyond the end that the task's row keeps",
    FaultKind.HEAD_WITHOUT_EVENT: "is missing: the task's row knows of it",
    FaultKind.HEAD_DIFFERS: "has another hash than the task's row keeps",
    FaultKind.SEALED_EVENT_MISSING: "is missing, and was sealed: the end of the history was cut off",
    FaultKind.SEALED_EVENT_DIFFERS: "or one before it was rewritten: it was sealed with another hash",
    FaultKind.TASK_MISSING: "belongs to a task that is gone",
    FaultKind.ROW_DIFFERS: "is the last one, and the task's row says something else than its history",
    FaultKind.SEAL_DIFFERS: "its hash does not fit the ends of chains that it covers",
    FaultKind.SEAL_ROW_MISSING: "is in the folder, but not in the database: an old copy was restored, or rows were removed",
    FaultKind.SEAL_LINE_MISSING: "is in the database, but not in the folder",
    FaultKind.SEAL_LINE_DIFFERS: "is another one in the folder than in the database",
    FaultKind.SEAL_HEAD_DIFFERS: "was sealed as another one in the folder than in the database",
}


def sentences(audit: Audit) -> Iterator[str]:
    """What was read, what is wrong (the first bad row first), what is not yet sealed."""
    yield f"Read: {audit.tasks} tasks, {audit.events} events, {audit.seals} seals."
    if audit.faults:
        yield "First bad row: " + sentence(audit.faults[0])
        for fault in audit.faults[1:SHOWN_FAULTS]:
            yield "Also: " + sentence(fault)
        if len(audit.faults) > SHOWN_FAULTS:
            yield f"And {len(audit.faults) - SHOWN_FAULTS} more."
    else:
        yield "Every chain and every seal is what it was."
    if audit.last_seal is not None:
        yield f"Sealed up to the end of {audit.last_seal.isoformat()}."
    if audit.unwritten is not None:
        yield f"The seal of {audit.unwritten.isoformat()} is not in the folder yet: tapsyrma job run seal-file"
    if audit.oldest_unsealed is not None:
        at, number, seq = audit.oldest_unsealed
        yield (
            f"Not yet sealed: {audit.unsealed_events} events of {audit.unsealed_tasks} tasks,"
            f" the oldest {number} event {seq} of {at.astimezone(ZONE):%Y-%m-%d %H:%M}."
        )


def sentence(fault: Fault) -> str:
    """A fault in words, with the place where it is."""
    where = f"task {fault.number}, event {fault.seq}" if fault.number else f"seal of {fault.day}"
    seal = f" (seal of {fault.day})" if fault.number and fault.day else ""
    detail = f" ({fault.detail})" if fault.detail else ""
    return f"{where}{seal}: {SENTENCES[fault.kind]}{detail}."
