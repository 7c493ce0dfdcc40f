"""Rows 1 and 2: senders killed after the server took a letter, before it did, and at any moment."""

import random

import pytest

from tests.faults.world import TALLY, Sink, World, letters_tally, times, until

LETTERS_A_KILL = 2


def kill_senders(world: World, sink: Sink, command: str, kills: int) -> dict[str, int]:
    world.people(3)
    for number in range(kills):
        world.write_letters(LETTERS_A_KILL, f"k{number}")
        sink.kill_at(command, world.pid_file)
        assert world.start("sender", "--once").wait() == -9
        assert sink.killed
        world.later(minutes=11)
    world.drain()
    return letters_tally(world, sink)


def test_killed_after_the_server_took_a_letter(world: World, sink: Sink) -> None:
    kills = times(5, 300)
    found = kill_senders(world, sink, "DATA", kills)
    TALLY.add("sender, after 250 to DATA", kills=kills, **found)
    assert found == {"sent": kills * LETTERS_A_KILL, "lost": 0, "duplicated": kills}
    assert max(sink.accepted().values()) <= 1 + kills


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_killed_before_the_server_took_a_letter(world: World, sink: Sink, command: str) -> None:
    kills = times(2, 75)
    found = kill_senders(world, sink, command, kills)
    TALLY.add(f"sender, at {command}", kills=kills, **found)
    assert found == {"sent": kills * LETTERS_A_KILL, "lost": 0, "duplicated": 0}


def test_killed_at_any_moment(world: World, sink: Sink) -> None:
    chance, wanted, kills, rounds = random.Random(20261120), times(3, 100), 0, 0
    world.people(3)
    while kills < wanted:
        rounds += 1
        world.write_letters(5, f"r{rounds}")
        process = world.start("sender", "--once")
        until(world.pid_file.is_file, "the sender runs")
        pause = chance.uniform(0, 0.3)
        begun = until_ended_or(process.ended, pause)
        if not begun:
            process.kill()
            kills += 1
        world.later(minutes=11)
    world.drain()
    found = letters_tally(world, sink)
    TALLY.add("sender, at any moment", kills=kills, **found)
    assert (found["sent"], found["lost"]) == (rounds * 5, 0)
    assert found["duplicated"] <= kills


def until_ended_or(ended: object, seconds: float) -> bool:
    """Whether the process ended by itself within that time."""
    try:
        return bool(until(ended, "", seconds))  # type: ignore[arg-type]
    except AssertionError:
        return False
