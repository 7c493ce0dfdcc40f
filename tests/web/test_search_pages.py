"""The search as people use it: the box of the head, what is shown to whom, the filters of lists."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.enums import Role
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, document, sign_in, task, user
from tests.queries.test_work_queries import statements
from tests.web.pages import words


@pytest.fixture
def supervisor(session: Session, client: FlaskClient) -> FlaskClient:
    sign_in(client, user(session, Role.SUPERVISOR))
    return client


def test_the_head_offers_the_box_to_people_who_signed_in(supervisor: FlaskClient) -> None:
    assert 'action="/search"' in supervisor.get("/work").text
    with supervisor.session_transaction() as cookies:
        cookies.clear()
    assert 'action="/search"' not in supervisor.get("/sign-in").text


def test_everything_that_has_the_words_is_shown_with_marks(session: Session, supervisor: FlaskClient) -> None:
    made = task(session, title="Министерству энергетики завершить ремонт котла")
    text = document(session, "Протокол совещания\n\nО ремонте котлов в министерстве энергетики.")
    page = supervisor.get("/search?q=министерство+энергетика")
    assert f"/tasks/{made.number}" in page.text
    assert f"/documents/{text.id}" in page.text
    assert f"/tasks?agency={ENERGY}" in page.text
    assert "<mark>Министерству</mark> <mark>энергетики</mark>" in page.text
    assert "<mark>министерстве</mark>" in page.text


def test_one_kind_is_shown_alone_and_page_by_page(session: Session, supervisor: FlaskClient) -> None:
    for _ in range(51):
        task(session, title="Ремонт котла")
    document(session, "О котлах.")
    few = supervisor.get("/search?q=котёл").text
    assert few.count('class="task-number"') == 8
    assert "/search?q=%D0%BA%D0%BE%D1%82%D1%91%D0%BB&amp;kind=task" in few
    first = supervisor.get("/search?q=котёл&kind=task").text
    assert first.count('class="task-number"') == 50
    assert "/documents/" not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert supervisor.get(following).text.count('class="task-number"') == 1


def test_the_number_of_a_task_leads_to_it(session: Session, client: FlaskClient) -> None:
    own, foreign = task(session, ENERGY), task(session, FINANCE)
    sign_in(client, user(session))
    assert client.get(f"/search?q={own.number}").location == f"/tasks/{own.number}"
    assert client.get(f"/search?q=№ {own.number} ").location == f"/tasks/{own.number}"
    other = client.get(f"/search?q={foreign.number}")
    assert other.status_code == 200
    assert f"/tasks/{foreign.number}" not in other.text


def test_people_find_what_is_theirs(session: Session, client: FlaskClient) -> None:
    own = task(session, ENERGY, title="Ремонт котла")
    task(session, ALMATY_REGION, title="Ремонт котла чужого")
    document(session, "О котлах чужих.")
    sign_in(client, user(session))
    page = client.get("/search?q=котёл")
    assert f"/tasks/{own.number}" in page.text
    assert "чуж" not in words(page)
    assert "kind=document" not in page.text
    assert client.get("/search?q=котёл&kind=document").text.count("<mark>") == 1
    sign_in(client, user(session, Role.ADMINISTRATOR))
    page = client.get("/search?q=котёл")
    assert "<mark>" not in page.text
    assert f"/bodies/{ENERGY}" in client.get("/search?q=энергетика").text


@pytest.mark.parametrize("address", ["/search", "/search?q=", "/search?q=и", "/search?q=*", "/search?q=гиппопотам"])
def test_an_empty_answer_says_why(supervisor: FlaskClient, address: str) -> None:
    assert 'class="empty-state"' in supervisor.get(address).text


@pytest.mark.parametrize(
    "query",
    ['q=" OR NOT (', "q=%00", "q=%27%3A*", "q=котёл&kind=nonsense", "q=котёл&kind=task&at=x~y", "q=" + "а" * 9000],
)
def test_nonsense_is_no_error(supervisor: FlaskClient, query: str) -> None:
    assert supervisor.get(f"/search?{query}").status_code == 200


def test_what_was_typed_is_escaped(session: Session, supervisor: FlaskClient) -> None:
    task(session, title="Ремонт <b>котла</b>")
    page = supervisor.get("/search?q=<script>котла").text
    assert "<script>котла" not in page
    page = supervisor.get("/search?q=котла").text
    assert "&lt;b&gt;<mark>котла</mark>" in page


def test_lists_of_tasks_find_inflected_words(session: Session, supervisor: FlaskClient) -> None:
    kazakh = task(session, title="Қарағанды облысының жолдарын жөндеу")
    for address in ("/tasks", "/overdue", "/overdue/week", "/tasks?as_of=2026-11-20"):
        sign = "&" if "?" in address else "?"
        assert supervisor.get(f"{address}{sign}q=караганды жол").status_code == 200
        assert kazakh.number not in supervisor.get(f"{address}{sign}q=астана жол").text
    assert kazakh.number in supervisor.get("/tasks?q=караганды жол").text
    assert kazakh.number in supervisor.get(f"/tasks?q={kazakh.number[:8]}").text


def test_documents_are_narrowed_by_words(session: Session, supervisor: FlaskClient) -> None:
    boiler, school = document(session, "О ремонте котлов."), document(session, "О школах.")
    page = supervisor.get("/documents?q=котёл").text
    assert f'href="/documents/{boiler.id}"' in page
    assert f'href="/documents/{school.id}"' not in page
    assert 'class="empty-state"' in supervisor.get("/documents?q=трактор").text


def test_statements_do_not_grow_with_what_is_found(
    session: Session, supervisor: FlaskClient, database_url: str
) -> None:
    def counted() -> int:
        session.flush()
        session.expunge_all()
        with statements(database_url) as seen:
            assert supervisor.get("/search?q=котёл").status_code == 200
        return len(seen)

    task(session, title="Ремонт котла")
    document(session, "О котле.")
    counted()  # a process asks for the revision of the database once
    few = counted()
    for number in range(7):
        task(session, title="Ремонт котла")
        document(session, f"О котле {number}.")
    assert counted() == few
    assert few <= 20
