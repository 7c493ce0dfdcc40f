"""Starts processes of the register quickly: everything is imported once, each process is a fork that runs one command.

A process of its own (`python -m tests.faults.forker`): a line of JSON on standard input asks, a line on standard output
answers. Forked processes are real ones, with a pid to kill; they share nothing with each other or with the tests.
"""

import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any


def preload() -> None:
    """Import what commands import."""
    for name in ("psycopg", "waitress", "app.cli", "app.scheduler", "app.sender", "app.web.application", "app.schema"):
        importlib.import_module(name)


def run_child(asked: dict[str, Any]) -> int:
    """The forked process: its own environment and output, the command, its exit status."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    output = os.open(asked["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(output, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    Path(asked["pid_file"]).write_text(str(os.getpid()), encoding="utf8")
    for name, value in asked["constants"].items():
        module, _, constant = name.rpartition(".")
        setattr(sys.modules[module], constant, value)
    from app.cli import main

    try:
        main(asked["arguments"], prog_name="tapsyrma")
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def serve() -> None:
    """Fork and tell until standard input ends."""
    preload()
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201
    for line in sys.stdin:
        asked = json.loads(line)
        if "poll" in asked:
            pid, status = os.waitpid(asked["poll"], os.WNOHANG)
            answer = {"status": os.waitstatus_to_exitcode(status) if pid else None}
        else:
            pid = os.fork()
            if pid == 0:
                status = run_child(asked)
                sys.stdout.flush()
                os._exit(status)
            answer = {"pid": pid}
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    serve()
