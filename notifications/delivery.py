"""Bringing away what is due: claim, send with no transaction open, settle.

One event loop, with some hundreds of messages in hand at most, whatever there is in the outbox.
Each in hand is a task that waits for its turn (``notifications.line``); what comes of them is
settled many at a time.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import Engine

from models.errors import TransportError
from notifications.backoff import Backoff, Jitter, any_moment
from notifications.books import Books, open_books
from notifications.channels.channel import Channel
from notifications.circuit import Circuit
from notifications.circuits import Receiver, read_circuits
from notifications.line import Line, Rules
from notifications.outbox import (
    STRONGLY_SUSPECTED,
    SUSPECTED,
    UNSUSPECTED,
    Claimed,
    claim,
    recall,
    recall_from_the_future,
    waiting,
)
from notifications.quiet import IsQuiet, never
from notifications.settling import Failed, GivenBack, Outcome, Settled, settle

IN_HAND = 400
BATCH = 200
# A sender that dies keeps what it claimed from others for a while: it begins with little.
FIRST_BATCH = 25
# Suspects go when nothing else is in hand, so many at a time.
_SUSPECTS = ((SUSPECTED, 10), (STRONGLY_SUSPECTED, 1))

# So much is settled together as comes in while this passes; a sender that is killed in it makes
# its receivers get these twice.
_GATHERING_SECONDS = 0.03
_LOOK_AGAIN_SECONDS = 5.0

_NEVER_SETTLED = "keer begonnen en nooit afgerond: wat verstuurde, viel telkens uit"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a round of sending came to.

    Attributes:
        sent: Messages that their receivers have.
        failed: Tries that failed and will be repeated.
        dead: Messages given up in this round.
        waiting: Messages that nobody has yet and that will be tried again, those of earlier
            rounds included.
        later: Messages that wait for their hour: that of their reader, or the end of quiet hours.
        problems: What went wrong, each sentence once, in Dutch, for the person who runs this.
    """

    sent: int = 0
    failed: int = 0
    dead: int = 0
    waiting: int = 0
    later: int = 0
    problems: tuple[str, ...] = ()


def send_messages(  # noqa: PLR0913  (which, when, how, and by what dice)
    engine: Engine,
    *,
    now: datetime | Callable[[], datetime],
    channels: Mapping[str, Channel],
    of_day: date | None = None,
    is_quiet: IsQuiet = never,
    backoff: Backoff | None = None,
    jitter: Jitter = any_moment,
) -> Delivery:
    """Send all that is due; one channel or receiver that fails stops no other.

    Args:
        engine: no transaction may be open on this thread.
        now: the clock, or the one instant of a day that is run as if it were today.
        channels: by the word that a contact carries.
        of_day: send the messages of this day only.
        is_quiet: when people are left alone; what failed or was left lying by day waits as well.
        backoff: how long to wait after a failure, and when to give up.
        jitter: the dice of the wait.

    Raises:
        DatabaseLockedError: the outbox cannot be read or settled; what was claimed stays due.
    """
    if callable(now):
        recall_from_the_future(engine, now=now())
    clock = now if callable(now) else lambda: now
    with open_books(engine) as books:
        round_ = Round(books, clock, of_day, is_quiet, backoff or Backoff(), jitter)
        return asyncio.run(_send(books, round_, channels))


async def _send(books: Books, round_: "Round", channels: Mapping[str, Channel]) -> Delivery:
    circuits = await books.do(read_circuits)
    async with AsyncExitStack() as opened:
        for word, channel in channels.items():
            deliver = await opened.enter_async_context(channel.open())
            round_.lines[word] = Line(channel, deliver, round_.rules, word, circuits)
        await round_.run()
    now = round_.rules.clock()
    return round_.delivery(*await books.do(partial(waiting, now=now)))


class Round:
    """One round of sending: what is in hand, and what has come of the rest."""

    def __init__(
        self,
        books: Books,
        clock: Callable[[], datetime],
        of_day: date | None,
        is_quiet: IsQuiet,
        backoff: Backoff,
        jitter: Jitter,
    ) -> None:
        """Start with empty hands."""
        self.rules = Rules(clock, backoff, jitter, self._is_crowded)
        self.lines: dict[str, Line] = {}
        self._books = books
        self._of_day = of_day
        self._is_quiet = is_quiet
        self._in_hand = 0
        self._is_dry = False
        self._left_hand = asyncio.Event()
        self._outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
        self._unsettled: list[Outcome] = []
        self._aside: deque[tuple[int, int]] = deque()
        self._settled: list[Settled] = []
        self._problems: dict[str, None] = {}

    async def run(self) -> None:
        """Claim and send until nothing is due and nothing is in hand.

        Raises:
            DatabaseLockedError, OperationalError: the outbox stayed out of reach.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                settling = tasks.create_task(self._keep_settling())
                async for batch in self._claims():
                    for claimed in batch:
                        tasks.create_task(self._bring(claimed))
                settling.cancel()
        except ExceptionGroup as problems:
            first = problems.exceptions[0]
            raise first from first.__cause__
        finally:
            self._take_up_outcomes()
            if self._unsettled:
                await self._settle(is_patient=False)

    def delivery(self, waiting: int, later: int) -> Delivery:
        """Return what the round came to."""
        return Delivery(
            sent=sum(each.sent for each in self._settled),
            failed=sum(each.failed for each in self._settled),
            dead=sum(each.dead for each in self._settled),
            waiting=waiting,
            later=later,
            problems=tuple(self._problems),
        )

    async def _claims(self) -> AsyncIterator[Sequence[Claimed]]:
        """Yield what is claimed as room comes free, until nothing is left to do."""
        size = FIRST_BATCH
        while True:
            await self._until_in_hand(IN_HAND - BATCH)
            batch = await self._claim(size)
            self._is_dry = len(batch) < size
            if batch:
                yield batch
                size = min(2 * size, BATCH)
            elif self._aside and self._in_hand <= BATCH // 2:
                await self._recall()
            elif self._in_hand:
                await self._until_in_hand(BATCH // 2 if self._aside else 0, _LOOK_AGAIN_SECONDS)
            elif suspects := await self._claim_suspects():
                yield suspects
            else:
                return

    async def _claim(self, batch: int, unsettled: range = UNSUSPECTED) -> list[Claimed]:
        now = self.rules.clock()
        work = partial(
            claim,
            now=now,
            batch=batch,
            unsettled=unsettled,
            of_day=self._of_day,
            is_quiet=self._is_quiet(now),
        )
        claimed = await self._books.do(work)
        self._in_hand += len(claimed)
        return claimed

    async def _claim_suspects(self) -> list[Claimed]:
        for unsettled, batch in _SUSPECTS:
            if claimed := await self._claim(batch, unsettled):
                return claimed
        return []

    async def _recall(self) -> None:
        """Make those that were set aside due again, the first ones first."""
        aside = [self._aside.popleft() for _ in range(min(BATCH, len(self._aside)))]
        await self._books.do(partial(recall, aside=aside, now=self.rules.clock()))

    async def _bring(self, claimed: Claimed) -> None:
        """Bring one message away; what came of it is settled with others."""
        line = self.lines.get(claimed.channel)
        if claimed.unsettled > self.rules.backoff.tries:
            outcome: Outcome = _given_up(claimed, f"{claimed.unsettled - 1} {_NEVER_SETTLED}")
        elif line is None:
            outcome = Failed(claimed, _problem(claimed, "dit kanaal kent Mijlpaal niet"))
        else:
            outcome = await line.bring(claimed)
        self._outcomes.put_nowait(outcome)

    async def _keep_settling(self) -> None:
        while True:
            self._unsettled.append(await self._outcomes.get())
            await asyncio.sleep(_GATHERING_SECONDS)
            self._take_up_outcomes()
            await self._settle()

    def _take_up_outcomes(self) -> None:
        while not self._outcomes.empty():
            self._unsettled.append(self._outcomes.get_nowait())

    async def _settle(self, *, is_patient: bool = True) -> None:
        """Settle what has come; it is forgotten only once the database has it."""
        outcomes, rules = tuple(self._unsettled), self.rules
        work = partial(
            settle,
            outcomes=outcomes,
            now=rules.clock(),
            backoff=rules.backoff,
            jitter=rules.jitter,
            circuits=self._changed_circuits(),
        )
        self._settled.append(await self._books.do(work, is_patient=is_patient))
        del self._unsettled[: len(outcomes)]
        self._note(outcomes)
        self._in_hand -= len(outcomes)
        self._left_hand.set()

    def _changed_circuits(self) -> dict[Receiver, Circuit]:
        changed = {
            receiver: replace(circuit)
            for line in self.lines.values()
            for receiver, circuit in line.changed.items()
        }
        for line in self.lines.values():
            line.changed.clear()
        return changed

    def _note(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, GivenBack) and outcome.is_aside:
                self._aside.append((outcome.claimed.message_id, outcome.claimed.attempt - 1))
            elif isinstance(outcome, Failed):
                self._problems[outcome.failure.say()] = None
            elif isinstance(outcome, GivenBack) and outcome.why is not None:
                self._problems[outcome.why.say()] = None

    def _is_crowded(self) -> bool:
        """Return whether messages may be due that there is no room to claim."""
        return not self._is_dry and self._in_hand > IN_HAND - BATCH

    async def _until_in_hand(self, most: int, seconds: float | None = None) -> None:
        """Wait until so few messages are in hand, or until so much time has passed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._in_hand > most:
                    self._left_hand.clear()
                    await self._left_hand.wait()


def _given_up(claimed: Claimed, problem: str) -> Failed:
    return Failed(claimed, _problem(claimed, problem, permanent=True))


def _problem(claimed: Claimed, problem: str, *, permanent: bool = False) -> TransportError:
    return TransportError(channel=claimed.channel, problem=problem, permanent=permanent)
