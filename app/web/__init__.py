"""Pages: one folder a section, views.py and forms.py; small modules that all sections share stand here.

A new section is a folder with a `blueprint` and one line in `SECTIONS`. Writes belong to `app.services`, reads to
`app.queries`.
"""

from flask import Flask

from app.web import exports
from app.web.absence import views as absence
from app.web.attachments import views as attachments
from app.web.auth import views as auth
from app.web.bodies import views as bodies
from app.web.calendar import views as calendar
from app.web.contributions import views as contributions
from app.web.demo import views as demo_doors
from app.web.discipline import views as discipline
from app.web.documents import views as documents
from app.web.drafts import views as drafts
from app.web.feeds import views as feeds
from app.web.health import views as health
from app.web.links import views as links
from app.web.mywork import views as mywork
from app.web.outbox import views as outbox
from app.web.overdue import reminding
from app.web.overdue import views as overdue
from app.web.people import views as people
from app.web.plans import views as plans
from app.web.policy import views as policy
from app.web.profile import views as profile
from app.web.projects import views as projects
from app.web.register import views as register
from app.web.review import views as review
from app.web.saved import views as saved
from app.web.search import views as search
from app.web.start import views as start
from app.web.tasks import views as tasks

SECTIONS = (
    auth,
    profile,
    mywork,
    overdue,
    reminding,
    calendar,
    exports,
    saved,
    discipline,
    review,
    documents,
    plans,
    search,
    register,
    tasks,
    attachments,
    contributions,
    drafts,
    projects,
    people,
    absence,
    bodies,
    policy,
    outbox,
    links,
    feeds,
    health,
    start,
)
DEMO_SECTIONS = (demo_doors,)


def register_sections(app: Flask, *, demo: bool) -> None:
    """Register the blueprints; the doors of the demo exist in the demo only."""
    for section in (*SECTIONS, *(DEMO_SECTIONS if demo else ())):
        app.register_blueprint(section.blueprint)
