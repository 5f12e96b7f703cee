"""A sender that is killed between claim and settle loses nothing."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from notifications.channels.folder import mail_folder
from notifications.delivery import Delivery, send_messages
from notifications.outbox import CLAIM_HOLDS
from tests.notifications.post import MORNING, attempts, some_messages, the_message

KILLED = 17

# The channel really writes the file and then the process is gone, without any clean-up.
PROGRAM = """
import os, sys
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from models.storage.database import make_engine
from notifications.channels.folder import mail_folder
from notifications.delivery import send_messages

url, folder, now, moment = sys.argv[1:]
folder = mail_folder(Path(folder), "mijlpaal@localhost")

class Killed:
    limits = folder.limits

    def receiver_of(self, message):
        return "map"

    @asynccontextmanager
    async def open(self):
        async def deliver(message):
            self.deliver(message)
        yield deliver

    def deliver(self, message):
        if moment == "after":
            folder.write(message)
        os._exit(17)

send_messages(make_engine(url), now=datetime.fromisoformat(now), channels={"email": Killed()})
"""


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_sender_killed_before_or_after_delivery_loses_nothing(
    engine: Engine, tmp_path: Path, moment: str
) -> None:
    (uid,) = some_messages(engine)
    arguments = [url_of(engine), str(tmp_path), MORNING.isoformat(), moment]

    killed = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], check=False)

    assert killed.returncode == KILLED
    assert the_message(engine).sent_at is None
    assert attempts(engine) == []

    folder = {"email": mail_folder(tmp_path, "mijlpaal@localhost")}
    too_early = send_messages(engine, now=MORNING + timedelta(minutes=1), channels=folder)
    delivery = send_messages(engine, now=MORNING + CLAIM_HOLDS, channels=folder)

    assert (too_early, delivery) == (Delivery(waiting=1), Delivery(sent=1))
    assert attempts(engine) == [(2, "delivered", None)]
    # Delivered twice in one of the cases, and one file in both: the id is the same.
    assert [path.name for path in tmp_path.rglob("*")] == ["2026-09-23", f"{uid}.eml"]


@pytest.mark.slow
def test_two_processes_send_each_message_exactly_once(engine: Engine, tmp_path: Path) -> None:
    uids = some_messages(engine, 60)
    program = PROGRAM.replace("Killed()", "Noted()").replace(
        "send_messages(make",
        """
class Noted(Killed):
    def deliver(self, message):
        with (folder.folder / f"{os.getpid()}.txt").open("a") as file:
            file.write(message.uid + "\\n")

send_messages(make""",
    )
    command = [sys.executable, "-c", program, url_of(engine), str(tmp_path), MORNING.isoformat()]

    senders = [subprocess.Popen([*command, "after"]) for _ in range(2)]
    assert [sender.wait(60) for sender in senders] == [0, 0]

    sent = [line for path in tmp_path.glob("*.txt") for line in path.read_text().splitlines()]
    assert sorted(sent) == sorted(uids)
