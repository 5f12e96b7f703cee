"""Senders that are killed at random moments while they bring away an outbox, and the reckoning."""

import multiprocessing
import random
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import Engine, func, insert, select
from sqlmodel import Session, col

from models import clock
from models.storage.database import create_schema, make_engine, reading, transaction
from models.tables import Attempt, Message
from notifications.rows import table_of
from tests.chaos.receivers import HOST, Arrivals, a_mail_server, a_web_server
from tests.chaos.sender import Post, send
from tests.factories import a_contact, a_ledger

_FIRST_DAY = date(2026, 1, 1)
_GRACEFUL = 2
_PATIENCE_SECONDS = 120.0

_forks = multiprocessing.get_context("forkserver")
# A fork is quicker than an interpreter, when all is imported that a sender needs.
_forks.set_forkserver_preload(["tests.chaos.sender", "notifications.channels.webhook"])


@dataclass(frozen=True)
class Plan:
    """How much chaos.

    Attributes:
        messages: Half of them mails, half events.
        kills: How many senders are killed, at least.
        senders: How many there are at a time.
        seconds: Over how long a time the messages fall due.
        life_seconds: How long a sender lives at most, once it is about to claim.
    """

    messages: int = 2_000
    kills: int = 50
    senders: int = 4
    seconds: float = 15.0
    life_seconds: float = 2.0


@dataclass(frozen=True)
class Reckoning:
    """What came of it.

    Attributes:
        messages: How many there were.
        lost: Which did not arrive, or are not known to have arrived.
        duplicates: Arrivals beyond the first.
        unexplained: Duplicates beyond the claims that a killed sender left unsettled, arrivals
            of unknown ids, and events whose header and body name different ids.
        kills: How many senders were killed.
    """

    messages: int
    lost: int
    duplicates: int
    unexplained: int
    kills: int

    def __str__(self) -> str:
        """Return the one line of it."""
        return (
            f"messages {self.messages} lost {self.lost}"
            f" unexplained-duplicates {self.unexplained} kills {self.kills}"
        )


def run_chaos(url: str, home: Path, plan: Plan, dice: random.Random) -> Reckoning:
    """Send the messages of the plan from senders that are killed; return the reckoning."""
    arrivals = Arrivals()
    engine = make_engine(url)
    create_schema(engine)
    with ExitStack() as open_:
        web_port = open_.enter_context(a_web_server(arrivals, dice))
        smtp_port = open_.enter_context(a_mail_server(arrivals, dice))
        uids = _fill(engine, plan, web_port, dice)
        post = Post(url, home, smtp_port)
        kills = _kill_senders(post, plan, dice)
        _finish(post)
    reckoning = _reckon(engine, uids, arrivals, kills)
    engine.dispose()
    return reckoning


def _kill_senders(post: Post, plan: Plan, dice: random.Random) -> int:
    """Keep senders alive, each for a moment, until enough were killed; return how many."""
    kills = 0
    senders: list[_Doomed] = []
    last = time.monotonic() + plan.seconds
    while kills < plan.kills or time.monotonic() < last:
        while len(senders) < plan.senders:
            senders.append(_Doomed(_a_sender(post), dice.uniform(0, plan.life_seconds)))
        for doomed in [each for each in senders if each.is_due(post)]:
            assert doomed.sender.exitcode is None, "a sender ended by itself"
            _kill(doomed.sender)
            senders.remove(doomed)
            kills += 1
        time.sleep(0.005)
    for doomed in senders:
        _kill(doomed.sender)
    return kills


@dataclass
class _Doomed:
    """A sender, how long it may send, and until when that is."""

    sender: ForkServerProcess
    seconds: float
    end: float | None = None

    def is_due(self, post: Post) -> bool:
        if self.end is None and post.begun(self.sender.pid).exists():
            self.end = time.monotonic() + self.seconds
        return self.end is not None and self.end <= time.monotonic()


def _kill(sender: ForkServerProcess) -> None:
    sender.kill()
    sender.join()


def _finish(post: Post) -> None:
    """Let senders that live bring away what is left."""
    post.stop.touch()
    senders = [_a_sender(post) for _ in range(_GRACEFUL)]
    deadline = time.monotonic() + _PATIENCE_SECONDS
    for sender in senders:
        sender.join(max(0.0, deadline - time.monotonic()))
        if sender.exitcode is None:  # what is still open counts as lost
            _kill(sender)


def _a_sender(post: Post) -> ForkServerProcess:
    sender = _forks.Process(target=send, args=(post,), daemon=True)
    sender.start()
    return sender


def _fill(engine: Engine, plan: Plan, web_port: int, dice: random.Random) -> set[str]:
    """Put the messages in the outbox; return their ids."""
    now = clock.now()
    addresses = {"email": "eigenaar@voorbeeld.example", "webhook": f"http://{HOST}:{web_port}/"}
    with transaction(engine) as session:
        rows = [
            row
            for word, address in addresses.items()
            for row in _rows(session, plan, word, address, now, dice)
        ]
        session.connection().execute(insert(table_of(Message)), rows)
    return {str(row["uid"]) for row in rows}


def _rows(
    session: Session, plan: Plan, word: str, address: str, now: datetime, dice: random.Random
) -> list[dict[str, object]]:
    contact = a_contact(a_ledger(session), word, channel=word)
    return [
        {
            "uid": f"{word}-{number}",
            "contact_id": contact.id,
            "day": _FIRST_DAY + timedelta(days=number),
            "channel": word,
            "address": address,
            "language": "nl",
            "subject": "Mijlpalen",
            "body_text": "Eén mijlpaal nadert de grens.\n",
            "body_html": "<p>Eén mijlpaal nadert de grens.</p>\n",
            "created_at": now,
            "next_attempt_at": now + timedelta(seconds=dice.uniform(0, plan.seconds)),
        }
        for number in range(plan.messages // 2)
    ]


def _reckon(engine: Engine, uids: set[str], arrivals: Arrivals, kills: int) -> Reckoning:
    told = select(func.count()).where(col(Attempt.message_id) == col(Message.id))
    query = select(
        col(Message.uid),
        col(Message.sent_at).is_not(None),
        col(Message.attempts) - told.scalar_subquery(),
    )
    counts = arrivals.counts
    lost = duplicates = unexplained = 0
    with reading(engine) as session:
        for uid, is_sent, unsettled in session.execute(query):
            more = max(0, counts[uid] - 1)
            lost += not (is_sent and counts[uid])
            duplicates += more
            unexplained += max(0, more - unsettled)
    strangers = sum(count for uid, count in counts.items() if uid not in uids)
    return Reckoning(len(uids), lost, duplicates, unexplained + strangers + arrivals.torn, kills)
