"""Settings, clock, seeds and the processes they start: each in a process of its own where that is the point."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock, reference
from app.config import DEMO_SECRET, Settings
from app.models import Agency, CalendarDay
from app.queries import reference as tables
from seeds.loader import load_reference
from tests.conftest import tapsyrma

SAFE = {
    "DATABASE_URL": "postgresql:///tapsyrma",
    "SECRET_KEY": "k" * 40,
    "SMTP_URL": "smtps://relay.example.kz",
    "BASE_URL": "https://control.example.kz",
    "MAIL_FROM": "Tapsyrma <control@example.kz>",
}


def test_safe_settings_have_no_problem() -> None:
    assert Settings.from_env(SAFE).problems() == []


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("SECRET_KEY", "", "SECRET_KEY"),
        ("SECRET_KEY", DEMO_SECRET, "SECRET_KEY"),
        ("BASE_URL", "http://control.example.kz", "BASE_URL"),
        ("SMTP_URL", "", "SMTP_URL"),
        ("SMTP_URL", "smtp://relay.example.kz", "SMTP_URL"),
        ("MAIL_FROM", "tapsyrma@localhost", "MAIL_FROM"),
        ("TAPSYRMA_CLOCK", "+1d", "TAPSYRMA_CLOCK"),
    ],
)
def test_each_unsafe_setting_is_named(name: str, value: str, named: str) -> None:
    (problem,) = Settings.from_env({**SAFE, name: value}).problems()
    assert named in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "http://example.kz"),
        ("SMTP_URL", "smtp://relay.example.kz"),
        ("DATABASE_URL", "postgresql:///real"),
    ],
)
def test_the_demo_refuses_another_host_relay_and_database(tmp_path: Path, name: str, value: str) -> None:
    demo = {"TAPSYRMA_DEMO": "1", "TAPSYRMA_DATA": str(tmp_path)}
    assert Settings.from_env(demo).problems() == []
    assert len(Settings.from_env({**demo, name: value}).problems()) == 1


def test_the_demo_refuses_a_database_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "tapsyrma.db").touch()
    demo = {"TAPSYRMA_DEMO": "1", "TAPSYRMA_DATA": str(tmp_path)}
    assert "not made by the demo" in Settings.from_env(demo).problems()[0]
    (tmp_path / "demo.marker").touch()
    assert Settings.from_env(demo).problems() == []


def test_check_lists_problems_and_exits_1(tmp_path: Path) -> None:
    result = tapsyrma("check", SECRET_KEY="", BASE_URL="http://x", SMTP_URL="", TAPSYRMA_DATA=str(tmp_path))
    assert result.returncode == 1
    assert "SECRET_KEY" in result.stdout


def test_production_refuses_to_start_with_unsafe_settings(tmp_path: Path) -> None:
    result = tapsyrma("serve", SECRET_KEY="short", TAPSYRMA_CLOCK="", TAPSYRMA_DATA=str(tmp_path))
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_without_structure_is_named(tmp_path: Path) -> None:
    result = tapsyrma("job", "run", "deliver", TAPSYRMA_DATA=str(tmp_path), TAPSYRMA_DEMO="1")
    assert result.returncode != 0
    assert "tapsyrma db upgrade" in result.stderr


def test_database_commands_run_in_order(tmp_path: Path) -> None:
    data = {"TAPSYRMA_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    assert tapsyrma("db", "check", **data).returncode == 1
    assert tapsyrma("db", "upgrade", **data).returncode == 0
    assert tapsyrma("db", "check", **data).returncode == 0
    assert tapsyrma("db", "downgrade", "base", **data).returncode == 0


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("@2026-11-22T06:00+05:00", datetime(2026, 11, 22, 1, tzinfo=UTC)),
        ("@2026-11-22T06:00", datetime(2026, 11, 22, 1, tzinfo=UTC)),
    ],
)
def test_a_standing_clock(monkeypatch: pytest.MonkeyPatch, setting: str, expected: datetime) -> None:
    monkeypatch.setenv("TAPSYRMA_CLOCK", setting)
    assert clock.now() == expected


def test_a_clock_file_is_read_again_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "clock"
    monkeypatch.setenv("TAPSYRMA_CLOCK", str(file))
    for day in ("01", "02"):
        file.write_text(f"@2026-11-{day}T12:00+05:00", encoding="utf8")
        assert clock.today() == date(2026, 11, int(day))


def test_an_offset_moves_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPSYRMA_CLOCK", "+48h")
    ahead = clock.now()
    monkeypatch.setenv("TAPSYRMA_CLOCK", "")
    assert timedelta(hours=47) < ahead - clock.now() < timedelta(hours=49)


def test_an_unreadable_clock_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPSYRMA_CLOCK", "@yesterday")
    with pytest.raises(clock.UnusableClock):
        clock.now()


def test_a_deadline_is_over_at_the_end_of_the_local_day() -> None:
    assert clock.today(datetime(2026, 11, 20, 18, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert clock.today(datetime(2026, 11, 20, 19, 0, tzinfo=UTC)) == date(2026, 11, 21)
    # Almaty left UTC+6 for UTC+5 at midnight before 1 March 2024.
    assert clock.today(datetime(2024, 2, 29, 17, 59, tzinfo=UTC)) == date(2024, 2, 29)
    assert clock.check_tzdata() is None


def test_reference_data_load_twice_without_a_change(session: Session) -> None:
    before = session.scalar(sa.select(sa.func.count()).select_from(Agency))
    session.add(
        CalendarDay(
            day=date(2031, 5, 5), kind="holiday", name_ru="x", name_kk="x", name_en="x", source="", badge="policy"
        )
    )
    session.flush()
    counts = load_reference(session)
    assert not session.dirty
    assert session.scalar(sa.select(sa.func.count()).select_from(Agency)) == before == counts["agencies"]
    assert session.get(CalendarDay, date(2031, 5, 5)) is not None


def test_tables_and_files_hold_the_same_reference_data(session: Session) -> None:
    assert tables.agency_directory(session) == reference.agency_directory()
    assert tables.work_calendar(session) == reference.work_calendar()
    assert set(tables.term_rules(session).rules) == set(reference.term_rules().rules)
