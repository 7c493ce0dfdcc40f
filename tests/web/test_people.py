"""People: added, changed, invited, disabled and imported by the administrator alone; nothing slips in with a form."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import GiverLevel, Role
from app.domain.errors import ChangedMeanwhile, InvalidInput, PermissionDenied
from app.models import OutboxMessage, User
from app.queries.people import PeopleFilter, people
from app.services.people import PersonData, PersonRefused, add_person, change_person, disable, enable, invite
from app.services.people_csv import ListRefused, import_people, read_people
from tests import factories
from tests.conftest import NOW
from tests.web.pages import post, words

COORDINATOR = PersonData("new@example.kz", "Айгүл Серікқызы", Role.COORDINATOR, "Аппарат", factories.ENERGY)


def data_of(user: User, **changes: Any) -> PersonData:
    """The person's present data, with changes."""
    present = PersonData(
        email=user.email,
        name=user.name,
        role=user.role,
        office=user.office,
        agency=user.agency.code if user.agency else "",
        locale=user.locale,
        digest_hour=user.digest_hour,
        supervises=tuple(agency.code for agency in user.supervises),
        decides_up_to=user.decides_up_to,
    )
    return replace(present, **changes)


def administrator(session: Session) -> User:
    return factories.user(session, Role.ADMINISTRATOR, locale="en")


def form_of(user: User, **changes: Any) -> dict[str, Any]:
    data = data_of(user, **changes)
    return {
        "version": user.version,
        "name": data.name,
        "email": data.email,
        "office": data.office,
        "role": data.role.value,
        "agency": data.agency,
        "locale": data.locale,
        "digest_hour": data.digest_hour,
        "decides_up_to": data.decides_up_to.value if data.decides_up_to else "",
        "supervises": list(data.supervises),
        "deputy_of": data.deputy_of,
    }


def count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(User)) or 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICIAL, Role.SUPERVISOR])
def test_only_an_administrator_manages_people(session: Session, role: Role) -> None:
    by, other = factories.user(session, role), factories.user(session)
    for act in (
        lambda: add_person(session, COORDINATOR, by=by, now=NOW),
        lambda: change_person(session, other, data_of(other), by=by, now=NOW),
        lambda: invite(session, other, by=by, now=NOW),
        lambda: disable(session, other, by=by, now=NOW),
        lambda: enable(session, other, by=by, now=NOW),
        lambda: import_people(session, b"email;name;role\n", by=by, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "not an address"}, "email_unusable"),
        ({"email": "a@b>,<c@d"}, "email_unusable"),
        ({"email": "a@example.kz\r\nBcc: c@example.kz"}, "email_unusable"),
        ({"email": "a@example.kz, b@example.kz"}, "email_unusable"),
        ({"email": "почта@example.kz"}, "email_unusable"),
        ({"email": "TAKEN@example.kz"}, "email_taken"),
        ({"name": "  "}, "name_required"),
        ({"name": "Имя\r\nBcc: c@example.kz"}, "line_unusable"),
        ({"office": "x" * 201}, "line_unusable"),
        ({"agency": ""}, "agency_required"),
        ({"agency": "no_such_body"}, "agency_unknown"),
        ({"role": Role.SUPERVISOR}, "level_required"),
        ({"locale": "de"}, "locale_unknown"),
        ({"digest_hour": 24}, "hour_unusable"),
        ({"deputy_of": "nobody@example.kz"}, "deputy_unknown"),
    ],
)
def test_what_cannot_be_kept_is_refused(session: Session, changes: dict[str, Any], code: str) -> None:
    by = administrator(session)
    factories.user(session, email="taken@example.kz")
    with pytest.raises(InvalidInput) as refused:
        add_person(session, replace(COORDINATOR, **changes), by=by, now=NOW)
    assert refused.value.code == code


def test_fields_that_a_role_does_not_have_are_dropped(session: Session) -> None:
    by = administrator(session)
    given = replace(COORDINATOR, decides_up_to=GiverLevel.PRESIDENT, supervises=(factories.FINANCE,))
    added = add_person(session, given, by=by, now=NOW)
    assert (added.decides_up_to, added.supervises, added.password_hash) == (None, [], "")
    change_person(session, added, replace(given, role=Role.SUPERVISOR), by=by, now=NOW)
    assert added.agency is None
    assert [agency.code for agency in added.supervises] == [factories.FINANCE]


def test_nobody_disables_or_demotes_himself(session: Session) -> None:
    by = administrator(session)
    with pytest.raises(PersonRefused):
        disable(session, by, by=by, now=NOW)
    with pytest.raises(PersonRefused):
        change_person(session, by, data_of(by, role=Role.OFFICIAL, agency=factories.ENERGY), by=by, now=NOW)
    assert by.is_active


def test_a_stale_page_overwrites_nothing(session: Session) -> None:
    by, person = administrator(session), factories.user(session)
    seen = person.version
    change_person(session, person, data_of(person, office="Первый"), by=by, now=NOW, version=seen)
    with pytest.raises(ChangedMeanwhile):
        change_person(session, person, data_of(person, office="Второй"), by=by, now=NOW, version=seen)
    assert person.office == "Первый"


def test_adding_a_person_sends_an_invitation_in_the_persons_language(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    form = {
        "name": "Айгүл",
        "email": "New@Example.kz",
        "role": "coordinator",
        "agency": factories.ENERGY,
        "locale": "kk",
        "digest_hour": "7",
        "decides_up_to": "",
        "deputy_of": "",
        "invite": "1",
    }
    answer = post(client, "/people/new", form)
    added = session.scalars(sa.select(User).where(User.email == "new@example.kz")).one()
    assert answer.location == f"/people/{added.id}"
    letter = session.scalars(sa.select(OutboxMessage)).one()
    assert (letter.recipient_id, letter.kind, letter.language) == (added.id, "invite", "kk")
    assert "http://localhost/link/" in letter.text
    assert "cannot sign in before" in words(client.get(f"/people/{added.id}"))


def test_a_form_that_is_not_right_keeps_everything_typed(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    before = count(session)
    form = {"name": "Новое имя", "email": "a@b>,<c@d", "role": "coordinator", "locale": "ru", "digest_hour": "99"}
    answer = post(client, "/people/new", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Новое имя"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="email-help email-errors"' in page
    assert '<a href="#digest_hour">' in page
    assert count(session) == before


def test_nothing_slips_in_with_a_form(client: FlaskClient, session: Session) -> None:
    person = factories.user(session, locale="en")
    factories.sign_in(client, person)
    before = data_of(person)
    smuggled = {
        "role": "administrator",
        "agency_id": "1",
        "agency": factories.FINANCE,
        "is_admin": "1",
        "session_epoch": "9",
        "password_hash": "x",
        "email": "other@example.kz",
        "disabled_at": "",
        "decides_up_to": "president",
        "version": "99",
    }
    assert post(client, "/profile", {"locale": "kk", "digest_hour": "7", **smuggled}).status_code == 302
    assert post(client, "/language", {"locale": "en", **smuggled}).status_code == 302
    session.refresh(person)
    assert data_of(person) == replace(before, locale="en", digest_hour=7)
    assert (person.session_epoch, person.password_hash) == (0, "")


def test_the_administrators_form_takes_its_own_fields_only(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    person = factories.user(session)
    smuggled = {"password_hash": "x", "session_epoch": "9", "created_at": "2020-01-01", "id": "1"}
    answer = post(client, f"/people/{person.id}/edit", form_of(person, office="Новый отдел") | smuggled)
    assert answer.status_code == 302
    session.refresh(person)
    assert (person.office, person.password_hash, person.session_epoch) == ("Новый отдел", "", 0)
    assert person.created_at == NOW


def test_a_stale_form_is_a_conflict(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    person = factories.user(session)
    form = form_of(person, office="Из старой страницы")
    post(client, f"/people/{person.id}/edit", form_of(person, office="Раньше"))
    assert post(client, f"/people/{person.id}/edit", form).status_code == 409
    session.refresh(person)
    assert person.office == "Раньше"


def test_disabling_asks_first_and_can_be_undone(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    person = factories.user(session)
    page = client.get(f"/people/{person.id}/disable")
    assert "Open sessions end at once" in words(page)
    assert person.is_active
    assert post(client, f"/people/{person.id}/disable", {"version": person.version}).status_code == 302
    session.refresh(person)
    assert not person.is_active
    assert post(client, f"/people/{person.id}/invite").status_code == 422
    assert post(client, f"/people/{person.id}/enable", {"version": person.version}).status_code == 302
    session.refresh(person)
    assert person.is_active


def test_the_list_is_filtered_and_comes_in_pages(session: Session) -> None:
    factories.user(session, Role.ADMINISTRATOR)
    for name in ("Қайрат", "Ерлан", "Ёлкина", "Алия"):
        factories.user(session, code=factories.FINANCE).name = f"{name} Проверкина"
    session.flush()
    wanted = PeopleFilter(text="проверкина", agency=factories.FINANCE)
    first = people(session, wanted, rows=3)
    assert (first.total, len(first.rows), first.previous_after) == (4, 3, None)
    assert first.next_after == first.rows[-1].id
    second = people(session, wanted, after=first.next_after, rows=3)
    assert {line.id for line in first.rows}.isdisjoint(line.id for line in second.rows)
    assert (len(second.rows), second.next_after, second.previous_after) == (1, None, 0)
    assert people(session, PeopleFilter(text="қайрат")).total == 1
    assert people(session, PeopleFilter(text="проверкина", role=Role.OFFICIAL)).total == 0
    assert people(session, PeopleFilter(text="проверкина", state="invited")).total == 4
    assert people(session, PeopleFilter(text="проверкина", state="active")).total == 0


@pytest.mark.parametrize(
    "query", ["role=no_such", "after=-1", "after=abc", "after=99999999999999", "agency='--", "state=x"]
)
def test_strange_filters_are_no_error(client: FlaskClient, session: Session, query: str) -> None:
    factories.sign_in(client, administrator(session))
    assert client.get(f"/people?{query}").status_code == 200


LIST = """e-mail;ФИО;роль;орган;язык;час;уровень;курирует;заместитель
boss@example.kz;Руководитель;supervisor;;ru;9;president;min_energy|min_finance;
deputy@example.kz;Заместитель;Контролёр;;kk;;prime_minister;;boss@example.kz
one@example.kz;Первый;coordinator;МЭ;en;7;;;
"""


def test_a_list_is_added_as_a_whole(session: Session) -> None:
    by = administrator(session)
    text = LIST.replace("Контролёр", "supervisor")
    added = import_people(session, text.encode("cp1251"), by=by, now=NOW, invite=True)
    boss, deputy, one = added
    assert [agency.code for agency in boss.supervises] == ["min_energy", "min_finance"]
    assert (deputy.deputy_of_id, deputy.locale, deputy.digest_hour) == (boss.id, "kk", 8)
    assert (one.agency.code if one.agency else "", one.locale, one.digest_hour) == ("min_energy", "en", 7)
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 3


def test_one_wrong_row_means_nobody_is_added(session: Session) -> None:
    by = administrator(session)
    factories.user(session, email="taken@example.kz")
    before = count(session)
    text = (
        "email,name,role,agency,digest_hour,deputy_of\n"
        "good@example.kz,Хороший,coordinator,min_energy,8,\n"
        "taken@example.kz,Занятый,coordinator,min_energy,8,\n"
        "good@example.kz,Повтор,coordinator,min_energy,8,\n"
        "x,,king,nowhere,25,nobody@example.kz\n"
    )
    rows = read_people(session, text.encode())
    assert [[problem.code for problem in row.problems] for row in rows] == [
        [],
        ["email_taken"],
        ["csv_repeated"],
        ["email_unusable", "csv_role", "csv_agency", "hour_unusable", "deputy_unknown", "name_required"],
    ]
    assert [row.line for row in rows] == [2, 3, 4, 5]
    with pytest.raises(ListRefused) as refused:
        import_people(session, text.encode(), by=by, now=NOW)
    assert (refused.value.code, refused.value.data) == ("csv_has_problems", {"count": 3})
    assert count(session) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"email;name;role\n", "csv_empty"),
        (b"name;role\nx;y\n", "csv_column_missing"),
        (b"email;name;role\n" + b"a;b;c\n" * 1001, "csv_too_large"),
        (b"x" * (1024 * 1024 + 1), "csv_too_large"),
        (b'email;name;role\n"' + b"x" * 140_000, "csv_unreadable"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(session: Session, data: bytes, code: str) -> None:
    with pytest.raises(ListRefused) as refused:
        read_people(session, data)
    assert refused.value.code == code


def test_a_list_is_shown_first_and_added_after_a_second_click(client: FlaskClient, session: Session) -> None:
    factories.sign_in(client, administrator(session))
    before = count(session)
    template = client.get("/people/import/template.csv").get_data()
    shown = post(client, "/people/import", {"file": (BytesIO(template), "people.csv"), "invite": "y"})
    assert shown.status_code == 200
    assert "1 person can be added" in words(shown)
    assert count(session) == before
    done = post(client, "/people/import/confirm", {"text": template.decode(), "invite": "1"})
    assert done.location == "/people"
    assert count(session) == before + 1
    again = post(client, "/people/import", {"text": template.decode()})
    assert again.status_code == 422
    assert "is in the register already" in words(again)
    assert post(client, "/people/import/confirm", {"text": template.decode()}).status_code == 422
    assert count(session) == before + 1


def test_a_name_is_never_markup(client: FlaskClient, session: Session) -> None:
    person = factories.user(session)
    person.name = "<script>alert(1)</script>"
    session.flush()
    factories.sign_in(client, administrator(session))
    for path in ("/people", f"/people/{person.id}", f"/people/{person.id}/disable"):
        assert "<script>alert" not in client.get(path).get_data(as_text=True)
