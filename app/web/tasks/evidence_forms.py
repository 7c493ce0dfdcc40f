"""Forms about what proves completion: the lines of the form of completion, and a report's evidence for each of them."""

from collections.abc import Iterable
from typing import Any

import wtforms
from wtforms import FieldList, FormField, SelectField, StringField
from wtforms.i18n import get_translations

from app.domain.enums import EvidenceKind
from app.i18n import get_locale, gettext, lazy
from app.models import Requirement, Task
from app.services.contributions import not_contributed
from app.services.evidence import Filing, Proof, files_of
from app.services.requirements import NewRequirement, current
from app.web.forms import ChecklistField, choices, number
from app.web.tasks.fields import day, without_nul, words
from app.web.tasks.files import file, files, store, uploads
from app.web.tasks.lists import member
from app.web.tasks.submitting import VersionedForm

EMPTY_LINES = 3


class RequirementRow(wtforms.Form):
    """One line that the form of completion wants. What it must hold is the service's rule."""

    class Meta:
        """WTForms brings ru, kk and en."""

        def get_translations(self, form: Any) -> Any:  # noqa: ARG002
            """The catalog of WTForms for the reader."""
            return get_translations([get_locale()])

    kind = SelectField(
        lazy("Kind of evidence"), choices=lambda: choices(EvidenceKind, gettext("none")), validate_choice=False
    )
    label = StringField(lazy("What exactly"), filters=[without_nul])
    plan = StringField(lazy("Plan"), filters=[without_nul])
    unit = StringField(lazy("Unit"), filters=[without_nul])


def requirement_rows() -> FieldList:
    """A field with some empty lines; more are added later on the task's page."""
    return FieldList(
        FormField(RequirementRow), lazy("Evidence wanted"), min_entries=EMPTY_LINES, max_entries=EMPTY_LINES
    )


def typed_lines(rows: Iterable[Any]) -> list[NewRequirement]:
    """The lines as they were typed, empty ones among them."""
    return [
        NewRequirement(
            member(EvidenceKind, row.form.kind.data),
            row.form.label.data or "",
            row.form.plan.data or "",
            row.form.unit.data or "",
        )
        for row in rows
    ]


class FormOfCompletionForm(VersionedForm):
    """The form of completion is changed: its words, lines that go, lines that come."""

    form_of_completion = words(lazy("Form of completion in words"))
    remove = ChecklistField(lazy("Lines to take out"), validate_choice=False)
    rows = requirement_rows()
    text = words(lazy("Ground"))

    @property
    def removed(self) -> list[int]:
        """The ids of the lines ticked."""
        return [number(text) for text in self.remove.data or ()]


def offer_lines(form: Any, task: Task, sent: bool) -> None:
    """The present form of completion as the form's first contents."""
    form.remove.choices = [(str(row.id), line_words(row)) for row in current(task)]
    if not sent:
        form.form_of_completion.data = task.form_of_completion


def line_words(row: Requirement) -> str:
    """A line with its plan: “commissioned flats, 120 units”."""
    return ", ".join(filter(None, [row.label, " ".join(filter(None, [row.plan, row.unit]))]))


class ReportForm(VersionedForm):
    """A report on execution; the completion report of a task gets a field for each line of its form of completion."""

    text = words(lazy("What was done, and which document proves it"))
    files = files()
    # (line, names of its fields) for each line; sentences to read before sending.
    lines: tuple[tuple[Requirement, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    # Whether it ends the work: then what proves completion stands beside the words.
    proves: bool = False


def submit_form(task: Task) -> type[VersionedForm]:
    """The form of the completion report of that task."""
    fields: dict[str, Any] = {}
    lines = []
    for row in current(task):
        own = _fields(row, task)
        fields |= own
        lines.append((row, tuple(own)))
    return type("SubmitForm", (ReportForm,), {**fields, "lines": tuple(lines), "notes": _notes(task), "proves": True})


def _notes(task: Task) -> tuple[str, ...]:
    missing = set(not_contributed(task))
    names = [row.agency.name(get_locale()) for row in task.executors if row.agency.code in missing]
    if not names:
        return ()
    return (
        gettext(
            "These bodies have not contributed; the report can be submitted and will name them: %(names)s",
            names="; ".join(names),
        ),
    )


def _fields(row: Requirement, task: Task) -> dict[str, Any]:
    match row.kind:
        case EvidenceKind.ACT:
            return {f"number_{row.id}": _line(lazy("Number of the act")), f"on_{row.id}": day(lazy("Date of the act"))}
        case EvidenceKind.INDICATOR:
            return {f"fact_{row.id}": _line(lazy("Fact"))}
        case EvidenceKind.PLACE:
            return {f"place_{row.id}": _line(lazy("Place"))}
        case EvidenceKind.DOCUMENT:
            own: dict[str, Any] = {f"file_{row.id}": file(lazy("File"))}
            if known := [(str(each.id), each.name) for each in files_of(task)]:
                offered = [("", gettext("none")), *known]
                own[f"kept_{row.id}"] = SelectField(
                    lazy("or a file that the task has already"), choices=offered, validate_choice=False
                )
            return own


def _line(label: Any) -> StringField:
    return StringField(label, filters=[without_nul])


def filing_of(form: Any) -> Filing:
    """What the form brings beside its words."""
    proofs = [_proof(form, row) for row, _names in form.lines]
    return Filing(proofs, uploads(form.files), store())


def _proof(form: Any, row: Requirement) -> Proof:
    def said(name: str) -> Any:
        field = form._fields.get(f"{name}_{row.id}")
        return field.data if field is not None else None

    file_field = form._fields.get(f"file_{row.id}")
    sent = uploads(file_field) if file_field is not None else []
    return Proof(
        requirement=row.id,
        act_number=said("number") or "",
        act_on=said("on"),
        fact=said("fact") or "",
        place=said("place") or "",
        file=sent[0] if sent else None,
        attachment=number(said("kept")) or None,
    )
