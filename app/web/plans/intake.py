"""From a form to a plan that was read: the file, what it holds, what cannot be used said beside the field."""

import hashlib
from typing import Any

from app.domain.enums import LEVEL_OF_ROLE, GiverLevel, GiverRole
from app.i18n import gettext
from app.importing.errors import ImportRefused
from app.importing.plan_errors import PlanRefused
from app.importing.plan_reading import read_plan
from app.labels import error_sentence
from app.services.plans import NewPlan, PlanFile
from app.web.documents import uploads
from app.web.plans.forms import FileForm, PlanForm
from app.web.session import settings
from app.web.tasks.lists import member

LONGEST_NAME = 200


def plan_file(form: FileForm) -> PlanFile | None:
    """The plan that came with the form; None when the form has errors now. A file that was read is kept with the form."""
    data, name = _sent(form)
    if data is None:
        _refuse(form, gettext("Choose a file."))
        return None
    try:
        read = read_plan(data, name)
    except (ImportRefused, PlanRefused) as refusal:
        form.kept.data = form.kept_name.data = ""
        _refuse(form, error_sentence(refusal))
        return None
    form.kept.data, form.kept_name.data = uploads.keep(data, settings().data), name
    return PlanFile(read, name, hashlib.sha256(data).hexdigest())


def new_plan(form: PlanForm) -> NewPlan:
    """What the form says of the plan."""
    role = member(GiverRole, form.giver_role.data) or GiverRole.OTHER
    return NewPlan(
        title=form.title.data or "",
        giver_role=role,
        giver_level=member(GiverLevel, form.giver_level.data) or LEVEL_OF_ROLE[role],
        approved_on=form.approved_on.data,
        giver_name=form.giver_name.data or "",
    )


def done_with(form: FileForm) -> None:
    """The file's rows are in the register now."""
    uploads.drop(form.kept.data or "", settings().data)


def _sent(form: FileForm) -> tuple[bytes | None, str]:
    upload: Any = form.file.data
    if upload:
        with upload.stream as stream:
            return stream.read(), (upload.filename or "").replace("\0", "")[:LONGEST_NAME]
    kept = uploads.take(form.kept.data or "", settings().data)
    return kept, (form.kept_name.data or "").replace("\0", "")[:LONGEST_NAME]


def _refuse(form: FileForm, sentence: str) -> None:
    form.file.errors = [*form.file.errors, sentence]
