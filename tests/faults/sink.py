"""A scripted SMTP server in a process of its own, with a ledger of every message that it accepted.

    python -m tests.faults.sink FOLDER

FOLDER holds `port` (written when it listens), `ledger` (a line `Message-ID recipient` for each accepted message, written
before the answer), `script` (JSON, read again at each command: the answers to give by command, optionally only for one
recipient) and `kill` (`COMMAND PID_FILE`: at that command the process is killed before the answer, once).
"""

import asyncio
import email
import json
import os
import re
import signal
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from notifications.mailcatcher import SmtpServer

FOLDER = Path(sys.argv[1]) if __name__ == "__main__" else Path()
STALL = "stall"
DROP = "drop"


class Handler:
    """Answers as the script says."""

    def __init__(self) -> None:
        self.places: Counter[str] = Counter()

    async def answer(self, server: Any, command: str, recipient: str = "") -> str:
        """The scripted answer: a reply, `drop` to cut the connection, `stall` to say nothing."""
        self.kill(command)
        script = json.loads((FOLDER / "script").read_text(encoding="utf8"))
        found = script.get(f"{command} {recipient}", script.get(command, "250 OK"))
        if isinstance(found, list):
            # One after another, the last one for ever.
            place, self.places[command] = self.places[command], self.places[command] + 1
            found = found[min(place, len(found) - 1)]
        if found == STALL:
            await asyncio.Event().wait()
        if found == DROP:
            server.transport.abort()
        return found

    def kill(self, command: str) -> None:
        """Kill who is to be killed at this command, and wait until it is dead."""
        order = FOLDER / "kill"
        if not order.is_file():
            return
        wanted, pid_file = order.read_text(encoding="utf8").split(" ", 1)
        if wanted == command:
            order.unlink()
            pid = int(Path(pid_file).read_text(encoding="utf8"))
            os.kill(pid, signal.SIGKILL)
            while re.search(r"\) [^Z]", _stat(pid)):
                os.sched_yield()

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        answer = await self.answer(server, "MAIL")
        envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        answer = await self.answer(server, "RCPT", address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        script = json.loads((FOLDER / "script").read_text(encoding="utf8"))
        accepted = str(script.get("DATA", "250")).startswith("2")
        if accepted:
            message = email.message_from_bytes(envelope.original_content)
            with (FOLDER / "ledger").open("a", encoding="utf8") as ledger:
                ledger.write(f"{message['Message-ID']} {envelope.rcpt_tos[0]}\n")
        return await self.answer(server, "DATA")


def _stat(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf8")
    return ""


def main() -> None:
    """Listen until killed."""
    given = FOLDER / "port"
    port = int(given.read_text(encoding="utf8")) if given.is_file() else 0
    with SmtpServer(Handler()) as server:
        if server.port != port and port:
            server.stop()
            server.start(port=port)
        (FOLDER / "port.new").write_text(str(server.port), encoding="utf8")
        (FOLDER / "port.new").replace(given)
        signal.pause()


if __name__ == "__main__":
    main()
