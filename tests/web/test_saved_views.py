"""Saved views: a person names the filters of a list, opens the list with them, puts them in order, takes one back."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.enums import Role
from app.domain.errors import NotFound
from app.labels import error_sentence
from app.models import SavedView
from app.services.saved_views import MOST, ViewRefused, parameters, save_view
from tests.conftest import NOW, TODAY
from tests.factories import ENERGY, FINANCE, sign_in, task, user
from tests.web.office import Office
from tests.web.pages import words
from tests.web.real_forms import send_form


@pytest.fixture
def office(session: Session, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(session, client, settings, monkeypatch)
    return made.let(user(session, Role.SUPERVISOR))


def views(session: Session) -> list[SavedView]:
    return list(session.scalars(sa.select(SavedView).where(SavedView.deleted_at.is_(None)).order_by(SavedView.id)))


def test_a_view_is_kept_opened_put_first_and_taken_back(session: Session, office: Office) -> None:
    task(session, ENERGY, due_on=TODAY - timedelta(days=3))
    page = f"/overdue?agency={ENERGY}&sort=latest&at=a~2026-01-01~5&utm=1"
    office.sends(page, "/views", name="Энергетика, свежие")
    (view,) = views(session)
    assert parameters("overdue", view.query) == {"agency": ENERGY, "sort": "latest"}
    shown = office.html("/overdue?view=all")
    link = re.search(rf'href="(/overdue\?[^"]*view={view.id}[^"]*)"', shown)
    assert link is not None
    opened = office.html(link[1].replace("&amp;", "&"))
    assert 'aria-current="page">Энергетика, свежие' in opened
    assert f'selected value="{ENERGY}"' in opened
    assert office.client.get("/overdue").status_code == 200, "it is not the first view yet"

    office.sends("/views", f"/views/{view.id}/first")
    first = office.client.get("/overdue")
    assert first.status_code == 302
    assert f"agency={ENERGY}" in first.location
    assert office.client.get("/overdue?view=all").status_code == 200, "the whole list stays one click away"
    assert office.client.get("/overdue/week").status_code == 200, "other lists open as before"

    said = office.sends("/views", f"/views/{view.id}/delete")
    assert "Энергетика, свежие" in said
    assert views(session) == []
    assert office.client.get("/overdue").status_code == 200
    office.sends(f"/views?deleted={view.id}", f"/views/{view.id}/restore")
    assert [row.id for row in views(session)] == [view.id]
    assert office.client.get("/overdue").status_code == 302


def test_rename_and_a_name_that_is_taken(session: Session, office: Office) -> None:
    for name in ("Первый", "Второй"):
        save_view(session, office.person, "tasks", name, "status=open", now=NOW)
    one, other = views(session)
    office.sends("/views", f"/views/{one.id}", name="Иной")
    assert [row.name for row in views(session)] == ["Иной", "Второй"]
    office.sends("/views", f"/views/{one.id}", refused=422, name="второй")
    office.sends("/views", f"/views/{other.id}", refused=422, name=" ")
    assert [row.name for row in views(session)] == ["Иной", "Второй"]


def test_the_same_name_replaces_what_the_view_showed(session: Session, office: Office) -> None:
    for query in ("status=open", "status=ended"):
        save_view(session, office.person, "tasks", "Мой", query, now=NOW)
    (view,) = views(session)
    assert view.query == "status=ended"


def test_one_view_alone_is_first(session: Session, office: Office) -> None:
    for name in ("Первый", "Второй"):
        save_view(session, office.person, "tasks", name, "status=open", first=True, now=NOW)
    assert [row.is_first for row in views(session)] == [False, True]


def test_there_is_an_end_to_the_number_of_views(session: Session, office: Office) -> None:
    for number in range(MOST):
        save_view(session, office.person, "tasks", f"Вид {number}", "status=open", now=NOW)
    with pytest.raises(ViewRefused):
        save_view(session, office.person, "tasks", "Ещё", "status=open", now=NOW)
    with pytest.raises(ViewRefused):
        save_view(session, office.person, "nothing", "Ещё", "status=open", now=NOW)


def test_a_view_comes_back_only_where_there_is_room(session: Session, office: Office) -> None:
    kept = [save_view(session, office.person, "tasks", f"Вид {n}", "status=open", now=NOW) for n in range(MOST)]
    office.sends("/views", f"/views/{kept[0].id}/delete")
    page = office.html(f"/views?deleted={kept[0].id}")
    save_view(session, office.person, "tasks", "Ещё", "status=open", now=NOW)
    assert send_form(office.client, page, f"/views/{kept[0].id}/restore").status_code == 422
    assert len(views(session)) == MOST


def test_colleagues_see_a_shared_view_and_cannot_touch_it(session: Session, office: Office) -> None:
    owner = office.person
    owner.office = "Отдел контроля"
    save_view(session, owner, "tasks", "Общий", "status=open", shared=True, first=True, now=NOW)
    save_view(session, owner, "tasks", "Личный", "status=open", now=NOW)
    colleague, stranger = user(session, Role.SUPERVISOR), user(session, Role.COORDINATOR, FINANCE)
    colleague.office = owner.office
    session.flush()
    office.let(colleague)
    assert "Общий" in office.reads("/tasks")
    assert "Личный" not in office.reads("/tasks")
    assert "Общий" not in office.reads("/views"), "it is the owner's to put in order"
    elsewhere = user(session, Role.SUPERVISOR)
    elsewhere.office = "Другой отдел"
    session.flush()
    for other in (stranger, elsewhere):
        assert "Общий" not in office.let(other).reads("/tasks")


def test_who_has_no_office_shares_with_nobody(session: Session, office: Office) -> None:
    assert office.person.office == ""
    save_view(session, office.person, "tasks", "Общий", "status=open", shared=True, now=NOW)
    assert "Общий" in office.reads("/tasks")
    assert "Общий" not in office.let(user(session, Role.SUPERVISOR)).reads("/tasks")


def test_old_parameters_do_no_harm(session: Session, office: Office) -> None:
    view = save_view(session, office.person, "tasks", "Старый", "status=open", first=True, now=NOW)
    view.query = "status=no_such&colour=red&at=a~1&sort=%00&agency=gone&document=99999999999&view=7&&&=="
    session.flush()
    answer = office.client.get("/tasks")
    assert answer.status_code == 302
    opened = office.client.get(answer.location)
    assert opened.status_code == 200
    assert "Старый" in words(opened)
    assert "colour" not in answer.location


def test_nothing_to_keep_nothing_offered(office: Office) -> None:
    assert 'action="/views"' not in office.html("/tasks")
    assert 'action="/views"' in office.html("/tasks?status=open")
    assert 'class="empty-state"' in office.html("/views")


def test_a_view_of_one_person_is_nobody_elses(session: Session, client: FlaskClient, office: Office) -> None:
    save_view(session, office.person, "tasks", "Личный", "status=open", first=True, now=NOW)
    sign_in(client, user(session, Role.SUPERVISOR))
    assert client.get("/tasks").status_code == 200


def test_a_second_click_on_deleting_shows_the_same_page(session: Session, office: Office) -> None:
    old, new = (
        save_view(session, office.person, "tasks", name, "status=open", now=NOW) for name in ("Старый", "Новый")
    )
    page, old_id, new_id = office.html("/views"), old.id, new.id
    again, later = (page.replace('name="once" value="', f'name="once" value="{word}') for word in ("again", "later"))
    for shown in (page, again):
        assert send_form(office.client, shown, f"/views/{old_id}/delete").location == f"/views?deleted={old_id}"
    office.sends("/views", f"/views/{new_id}/delete")
    gone = send_form(office.client, later, f"/views/{old_id}/delete")
    assert gone.status_code == 404, "taken away for good"
    assert error_sentence(NotFound("view_gone")) in words(gone)
    assert 'class="btn btn-primary" href="/views"' in gone.text
