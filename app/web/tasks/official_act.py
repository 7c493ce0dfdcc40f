"""The act that names who answers at an executor for its part."""

from wtforms import SelectField

from app.domain.enums import ExecutorRole, Role
from app.domain.workflow import Action
from app.i18n import N_, get_locale, gettext, lazy
from app.models import Task
from app.queries.recipients import people_of
from app.services.officials import choose_official
from app.web.session import db, person
from app.web.tasks.act import Act, Sent
from app.web.tasks.submitting import VersionedForm


class OfficialForm(VersionedForm):
    """The body and the person as one choice: CODE:ID, an empty id means nobody by name."""

    official = SelectField(lazy("Responsible official"), validate_choice=False)


def _offer(form: OfficialForm, task: Task, sent: bool) -> None:
    """The people of each executor; a coordinator chooses for his own body."""
    user, offered = person(), []
    for row in task.executors:
        if user.role is Role.COORDINATOR and row.agency_id != user.agency_id:
            continue
        body = row.agency.name(get_locale())
        offered.append((f"{row.agency.code}:", gettext("%(body)s: nobody by name", body=body)))
        offered += [(f"{row.agency.code}:{each.id}", f"{body}: {each.name}") for each in people_of(db(), row.agency_id)]
        if not sent and not form.official.data and (row.role is ExecutorRole.LEAD or user.role is Role.COORDINATOR):
            form.official.data = f"{row.agency.code}:{row.official_id or ''}"
    form.official.choices = offered


def _choose(sent: Sent) -> None:
    code, _, official = (sent.form.official.data or "").partition(":")
    chosen = int(official) if official.isascii() and official.isdecimal() and len(official) < 10 else None
    choose_official(sent.session, sent.task, code, chosen, **sent.checked)


OFFICIAL_ACTS: dict[Action, Act] = {
    Action.CHOOSE_OFFICIAL: Act(
        OfficialForm,
        _choose,
        N_("The responsible official is chosen."),
        N_("The person at the body who answers for its part; letters about it come to him as well."),
        filled=_offer,
    )
}
