"""Migrations: up, down, up again with rows present; models and database do not drift; triggers, checks and partial
indexes, which the drift check cannot see, are compared with a written list after every revision.
"""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import schema
from app.db import engine
from app.domain.history import EventKind
from app.models import Seal, TaskEvent
from app.services.execution import add_note
from app.services.sweep import flag_overdue
from seeds.loader import load_reference
from tests import factories
from tests.conftest import NOW, TODAY

LIST = Path(__file__).parent / "schema_objects.txt"


def written_list(url: str) -> dict[str, list[str]]:
    """revision -> objects that exist after it: `trigger NAME`, `check NAME`, `partial NAME`, `full text NAME`."""
    database, other = ("sqlite ", "postgresql ") if url.startswith("sqlite") else ("postgresql ", "sqlite ")
    objects: dict[str, list[str]] = {}
    revision = ""
    for line in LIST.read_text(encoding="utf8").splitlines():
        if line and not line.startswith(("#", " ")):
            revision = line
            objects[revision] = list(objects[list(objects)[-1]]) if objects else []
        elif line.strip() and revision and not line.strip().startswith(other):
            objects[revision].append(line.strip().removeprefix(database))
    return {name: sorted(found) for name, found in objects.items()}


def existing_objects(url: str) -> list[str]:
    """What the database has of the same kinds."""
    with engine(url).connect() as connection:
        if connection.dialect.name == "postgresql":
            triggers = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").scalars()
            partial = connection.exec_driver_sql(
                "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL"
            ).scalars()
            checks = connection.exec_driver_sql(
                "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
            ).scalars()
            full = connection.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%% USING gin %%'")
            found = [f"trigger {n}" for n in triggers] + [f"partial {n}" for n in partial]
            found += [f"full text {n}" for n in full.scalars()]
            return sorted(found + [f"check {n}" for n in checks])
        found = [
            f"trigger {name}"
            for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars()
        ]
        partial = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='index' AND sql LIKE '% WHERE %'"
        ).scalars()
        found += [f"partial {name}" for name in partial]
        full = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%'"
        found += [f"full text {name}" for name in connection.exec_driver_sql(full).scalars()]
        inspector = sa.inspect(connection)
        found += [f"check {c['name']}" for t in inspector.get_table_names() for c in inspector.get_check_constraints(t)]
        return sorted(found)


def test_every_revision_has_the_written_objects_up_and_down(empty_database: str) -> None:
    expected = written_list(empty_database)
    assert list(expected) == schema.revisions()
    for revision in schema.revisions():
        schema.upgrade(empty_database, revision)
        assert existing_objects(empty_database) == expected[revision], revision
    for before, revision in reversed(list(zip(["base", *schema.revisions()], schema.revisions(), strict=False))):
        assert schema.current(empty_database) == revision
        schema.downgrade(empty_database, before)
        assert existing_objects(empty_database) == expected.get(before, []), f"below {revision}"


def test_models_and_database_do_not_drift(empty_database: str) -> None:
    schema.upgrade(empty_database)
    assert schema.drift(empty_database) == []


def test_a_planted_drift_is_found(empty_database: str) -> None:
    schema.upgrade(empty_database)
    with engine(empty_database).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE task ADD COLUMN planted TEXT")
    assert any("planted" in str(difference) for difference in schema.drift(empty_database))


def test_a_lost_trigger_is_found(empty_database: str) -> None:
    schema.upgrade(empty_database)
    with engine(empty_database).begin() as connection:
        on = " ON task_event" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER task_event_no_update{on}")
    assert existing_objects(empty_database) != written_list(empty_database)[schema.head()]


def test_up_down_up_with_rows_present(empty_database: str) -> None:
    schema.upgrade(empty_database)
    with Session(engine(empty_database)) as session, session.begin():
        load_reference(session)
        task = factories.task(session, due_on=TODAY.replace(day=2))
        add_note(session, task, "идёт", by=factories.user(session), now=NOW)
        flag_overdue(session, TODAY, now=NOW)
    engine(empty_database).dispose()
    for revision in reversed(["base", *schema.revisions()[:-1]]):
        schema.downgrade(empty_database, revision)
    schema.upgrade(empty_database)
    assert schema.drift(empty_database) == []
    with Session(engine(empty_database)) as session, session.begin():
        assert load_reference(session)["agencies"] > 200


@pytest.mark.parametrize("statement", ["UPDATE task_event SET seq = 9", "DELETE FROM task_event"])
def test_history_refuses_update_and_delete(session: Session, statement: str) -> None:
    task = factories.task(session)
    assert task.event_count == 1
    with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
        session.execute(sa.text(statement))


def test_seals_refuse_update(session: Session) -> None:
    session.add(Seal(day=TODAY, hash="0", tasks=0, events=0, sealed_at=NOW))
    session.flush()
    with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
        session.execute(sa.text("UPDATE seal SET hash = '1'"))


def test_the_original_deadline_is_immutable_once_the_text_gave_it(session: Session) -> None:
    task = factories.task(session, due_on=TODAY)
    with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
        session.execute(sa.text("UPDATE task SET original_due_on = '2030-01-01' WHERE id = :id"), {"id": task.id})
    default = factories.task(session, due_on=None)
    session.execute(sa.text("UPDATE task SET original_due_on = '2030-01-01' WHERE id = :id"), {"id": default.id})


def test_a_documents_text_is_immutable(session: Session) -> None:
    document = factories.document(session, "Премьер-министр поручил.")
    with pytest.raises(sa.exc.DBAPIError, match="refused by trigger"), session.begin_nested():
        session.execute(sa.text("UPDATE document SET text = 'x' WHERE id = :id"), {"id": document.id})


def test_event_kinds_fit_the_column() -> None:
    width = TaskEvent.__table__.c.kind.type.length
    assert max(len(kind.value) for kind in EventKind) <= width
