"""The page of the first run; its steps also stand on the first pages of administrators and supervisors until all are done."""

from flask import Blueprint, render_template

from app.domain.permissions import Duty
from app.web.security import requires
from app.web.start.steps import first_steps, steps_of_reader

blueprint = Blueprint("start", __name__)
blueprint.add_app_template_global(first_steps)


@blueprint.get("/start")
@requires(Duty.SEE_FIRST_STEPS)
def index() -> str:
    """The three steps, with what is done and what is next."""
    steps = steps_of_reader()
    return render_template("start/index.html", steps=steps, done=all(step.state == "done" for step in steps))
