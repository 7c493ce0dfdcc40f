"""The log: one event a line, whoever writes it."""

import json
import subprocess
import sys

WRITERS = """
import logging, threading
import structlog
from app import logs

logs.configure("json")
own, library = structlog.get_logger("tapsyrma.clock"), logging.getLogger("apscheduler.executors.default")

def of_its_own():
    for number in range(3000):
        own.info("job", number=number)

def of_a_library():
    for number in range(3000):
        library.warning("run %s skipped\\nfor a reason", number)

threads = [threading.Thread(target=each) for each in (of_its_own, of_a_library, of_its_own, of_a_library)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_every_line_is_one_event_though_libraries_write_from_other_threads() -> None:
    done = subprocess.run([sys.executable, "-c", WRITERS], capture_output=True, text=True, check=True)
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert len(events) == 12000
    assert {each["level"] for each in events} == {"info", "warning"}
    assert all(each["at"] for each in events)
    assert {each["logger"] for each in events if each["level"] == "warning"} == {"apscheduler.executors.default"}


def test_an_error_that_a_library_met_is_told_whole() -> None:
    program = """
import logging
from app import logs

logs.configure("json")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("waitress").exception("in a request")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    event = json.loads(done.stderr)
    assert (event["event"], event["level"], event["logger"]) == ("in a request", "error", "waitress")
    assert "ZeroDivisionError" in event["exception"]
