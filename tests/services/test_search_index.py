"""The index of the search on a real database: what is written is found at once, on both databases, whatever is typed."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app import schema
from app.db import engine
from app.domain.enums import Recurrence, Role, TaskKind
from app.models import Agency, Document, SearchEntry, Task
from app.models.search import SearchKind, entry_id
from app.queries.matching import matching
from app.queries.search import found_bodies, found_count, found_documents, found_tasks
from app.search_cli import complete_index
from app.services.bodies import NewBody, add_body, add_name
from app.services.occurrences import create_occurrences
from app.services.register import NewTask, register_task
from app.services.search_index import drop_orphans, index_batch, index_document, index_task
from tests.conftest import NOW, TODAY, tapsyrma
from tests.domain.test_search_words import FOUND, NOT_FOUND
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, agency, document, task, user


def found(session: Session, text: str) -> set[int]:
    """The tasks found, whoever sees them."""
    return set(session.scalars(sa.select(Task.id).where(matching(SearchKind.TASK, text, Task.id))))


def words(session: Session) -> dict[int, str]:
    return {entry.id: entry.words for entry in session.execute(sa.select(SearchEntry.id, SearchEntry.words))}


def test_the_databases_find_what_the_analyser_promises(session: Session) -> None:
    for query, text in FOUND:
        assert task(session, title=text).id in found(session, query), (query, text)
    for query, text in NOT_FOUND:
        assert task(session, title=text).id not in found(session, query), (query, text)


@hypothesis.settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(min_size=1, max_size=60))
@hypothesis.example('" OR words:*')
@hypothesis.example("NEAR(a b) - ^ + {")
@hypothesis.example("'котёл':* & !'x' <-> \\")
@hypothesis.example("котёл\x00")
@hypothesis.example("a" * 5000 + " " + "б-" * 3000)
@hypothesis.example("\ud800 İ ½ ﷺ ͅ")
def test_no_text_is_an_error(session: Session, text: str) -> None:
    found(session, text)
    for kind in SearchKind:
        found_count(session, user_of(session), kind, text)


def user_of(session: Session) -> Any:
    """One supervisor a session."""
    if "searcher" not in session.info:
        session.info["searcher"] = user(session, Role.SUPERVISOR)
    return session.info["searcher"]


@hypothesis.settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40))
def test_any_text_can_be_indexed_and_is_found_by_itself(session: Session, text: str) -> None:
    made = session.scalars(sa.select(Task).limit(1)).first() or task(session)
    made.title = made.text = text
    index_task(session, made)
    assert (made.id in found(session, text)) is bool(found(session, text))
    assert made.id in found(session, made.number)


def test_the_index_follows_a_title_that_changes(session: Session) -> None:
    made = task(session, title="Отремонтировать котёл")
    made.title = made.text = "Построить школу"
    index_task(session, made)
    assert found(session, "школа") == {made.id}
    assert found(session, "котёл") == set()


def test_what_is_undone_is_not_found(session: Session) -> None:
    with pytest.raises(ZeroDivisionError), session.begin_nested():
        task(session, title="Отремонтировать котёл")
        raise ZeroDivisionError
    assert found(session, "котёл") == set()


def test_later_occurrences_of_a_series_are_found(session: Session) -> None:
    new = NewTask("Докладывать о котлах", TODAY, ENERGY, kind=TaskKind.SERIES, recurrence=Recurrence.MONTHLY)
    first = register_task(session, new, by=None, now=NOW)
    create_occurrences(session, first.due_on.replace(day=11), now=NOW)
    assert len(found(session, "котёл")) == 2


def test_documents_are_found_by_title_and_text(session: Session) -> None:
    made = document(session, "Протокол\n\nМинистерству энергетики завершить ремонт котлов.")
    supervisor, coordinator = user(session, Role.SUPERVISOR), user(session, Role.COORDINATOR)
    assert [each.id for each in found_documents(session, supervisor, "протоколы котёл").rows] == [made.id]
    assert found_documents(session, supervisor, "трактор").rows == []
    assert found_documents(session, coordinator, "котёл").rows == []
    assert found_count(session, coordinator, SearchKind.DOCUMENT, "котёл").value == 0


@pytest.mark.parametrize("text", ["министерству энергетики", "энергетика министрлігінің", "ministry of energy", ENERGY])
def test_bodies_are_found_by_all_their_names(session: Session, text: str) -> None:
    assert ENERGY in [body.code for body in found_bodies(session, user(session), text).rows]


def test_new_bodies_and_names_are_found_at_once(session: Session) -> None:
    new = NewBody("Агентство по тракторам", "Трактор агенттігі", "Tractor Agency", "agency", aliases_ru=("Трактор",))
    body = add_body(session, new, by=None, now=NOW)
    add_name(session, body, "ru", "Госпахота", by=None, now=NOW)
    for text in ("трактору", "агенттігінің трактор", "госпахоты"):
        assert body.code in [each.code for each in found_bodies(session, user(session), text).rows], text


def test_each_person_finds_what_he_sees(session: Session) -> None:
    own, foreign = task(session, ENERGY, title="Ремонт котла"), task(session, ALMATY_REGION, title="Ремонт котла")
    everybody = {own.number, foreign.number}
    for person, seen in (
        (user(session), {own.number}),
        (user(session, code=FINANCE), set()),
        (user(session, Role.SUPERVISOR), everybody),
        (user(session, Role.SUPERVISOR, supervises=(ALMATY_REGION,)), {foreign.number}),
        (user(session, Role.ADMINISTRATOR), set()),
    ):
        for text in ("котлы", foreign.number, own.number):
            numbers = {row.line.number for row in found_tasks(session, person, text, locale="ru").rows}
            assert numbers <= seen, (person.name, text)
            assert found_count(session, person, SearchKind.TASK, text).value == len(numbers)
        assert {row.line.number for row in found_tasks(session, person, "котлы", locale="ru").rows} == seen


def test_pages_are_walked_in_both_directions(session: Session) -> None:
    made = [task(session, title="Ремонт котла").number for _ in range(5)]
    supervisor = user(session, Role.SUPERVISOR)
    first = found_tasks(session, supervisor, "котёл", locale="ru", rows=3)
    second = found_tasks(session, supervisor, "котёл", cursor=first.next, locale="ru", rows=3)
    again = found_tasks(session, supervisor, "котёл", cursor=second.previous, locale="ru", rows=3)
    assert [row.line.number for row in (*first.rows, *second.rows)] == made[::-1]
    assert again.rows == first.rows
    assert (first.previous, second.next) == ("", "")


def test_batches_add_what_is_missing_and_write_nothing_twice(session: Session) -> None:
    task(session, title="Ремонт котла")
    text = document(session, "Построить школу.")
    before = words(session)
    assert index_batch(session, SearchKind.TASK, 0, missing=True) is None
    session.execute(sa.delete(SearchEntry))
    assert found(session, "котёл") == set()
    for kind in SearchKind:
        after = 0
        while done := index_batch(session, kind, after, missing=True):
            after = done[0]
    assert words(session) == before
    assert len(found(session, "котёл")) == 1
    index_document(session, text)
    assert words(session) == before


def test_entries_of_rows_that_are_gone_are_dropped(session: Session) -> None:
    made = task(session, title="Ремонт котла")
    gone = SearchEntry(
        id=entry_id(SearchKind.DOCUMENT, 999_999), kind=SearchKind.DOCUMENT, ref_id=999_999, words="котел"
    )
    session.add(gone)
    session.flush()
    assert drop_orphans(session) == 1
    assert found(session, "котёл") == {made.id}


def test_an_older_register_is_indexed_after_the_upgrade(own_database: str) -> None:
    with Session(engine(own_database)) as session, session.begin():
        task(session, title="Ремонт котла")
        document(session, "Построить школу.")
    engine(own_database).dispose()
    schema.downgrade(own_database, "0012_preferences")
    schema.upgrade(own_database)
    with Session(engine(own_database)) as session:
        rows = sum(
            session.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in (Task, Document, Agency)
        )
        assert found(session, "котлы") == set()
    assert complete_index(own_database) == rows
    assert complete_index(own_database) == 0
    with Session(engine(own_database)) as session:
        assert len(found(session, "котлы")) == 1
        assert [body.code for body in found_bodies(session, user(session), "минфин").rows][:1] == [
            agency(session, FINANCE).code
        ]


def test_the_command_line_completes_and_rebuilds(empty_database: str, tmp_path: Path) -> None:
    given = {
        "DATABASE_URL": empty_database,
        "TAPSYRMA_DATA": str(tmp_path),
        "TAPSYRMA_TESTING": "1",
        "SECRET_KEY": "x" * 40,
    }
    assert tapsyrma("db", "upgrade", "0012_preferences", **given).returncode == 0
    with engine(empty_database).begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO document (title, text, url, published_on, published_basis, language, media_type, note, sha256, "
            "training, secondary, file_name, file_path, added_at) VALUES ('Протокол', 'Ремонт котла', '', '2026-01-16', "
            "'person', 'ru', 'text/plain', '', 'x', false, false, '', '', '2026-01-16')"
        )
    assert "1 rows were added" in tapsyrma("db", "upgrade", **given).stdout
    assert "added" not in tapsyrma("db", "upgrade", **given).stdout
    rebuilt = tapsyrma("search", "rebuild", **given)
    assert "1 of kind document" in rebuilt.stdout, rebuilt.stderr
