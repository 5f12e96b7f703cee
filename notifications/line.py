"""A channel at work: its lanes, one per receiver, and what becomes of each message in them.

A message waits for its turn in its lane: so many at once, so many a second, and none while its
receiver is left alone. Those of one receiver never hold up those of another for long: whoever waits
while others cannot even be claimed is set aside.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.errors import TransportError
from notifications.backoff import Backoff, Jitter
from notifications.channels.channel import Channel, Deliver, Limits
from notifications.circuit import Admission, Circuit
from notifications.circuits import Receiver
from notifications.outbox import CLAIM_HOLDS, Claimed
from notifications.pace import Pace
from notifications.settling import Delivered, Failed, GivenBack, Outcome

PATIENCE_SECONDS = 5.0  # in a lane, while others wait outside

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What all lines of a round go by.

    Attributes:
        clock: What time it is.
        backoff: How long to wait after failures.
        jitter: The dice of the wait.
        is_crowded: Whether messages are due that there is no room to claim.
    """

    clock: Callable[[], datetime]
    backoff: Backoff
    jitter: Jitter
    is_crowded: Callable[[], bool]


@dataclass(slots=True)
class Lane:
    """The messages in hand for one receiver."""

    room: asyncio.Semaphore
    pace: Pace
    circuit: Circuit
    _probe: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def probing(self, now: datetime) -> AsyncIterator[None]:
        """Let them through together, but one by one while the receiver is in doubt."""
        if self.circuit.admits(now) is not Admission.PROBE:
            yield
            return
        async with self._probe:
            yield


class Line:
    """An open channel with its lanes."""

    def __init__(
        self,
        channel: Channel,
        deliver: Deliver,
        rules: Rules,
        word: str,
        circuits: dict[Receiver, Circuit],
    ) -> None:
        """Start with empty lanes and what earlier rounds knew of the receivers."""
        self._channel = channel
        self._deliver = deliver
        self._rules = rules
        self._word = word
        self._circuits = circuits
        self._lanes: dict[str, Lane] = {}
        self._room = asyncio.Semaphore(self._limits.at_once)
        self._pace = Pace(self._limits.per_second)
        self.changed: dict[Receiver, Circuit] = {}

    async def bring(self, claimed: Claimed) -> Outcome:
        """Bring one message away when its turn comes; return what came of it."""
        receiver = self._receiver(claimed)
        lane = self._lane(receiver)
        if not await self._has_room(lane):
            return GivenBack(claimed, self._rules.clock() + CLAIM_HOLDS, is_aside=True)
        try:
            async with lane.probing(self._rules.clock()):
                outcome = await self._in_turn(lane, claimed)
                self._learn(lane, receiver, outcome)
                return outcome
        finally:
            lane.room.release()

    @property
    def _limits(self) -> Limits:
        return self._channel.limits

    def _receiver(self, claimed: Claimed) -> str:
        """Return the name of the lane; an address that makes no sense must stop no round."""
        try:
            return self._channel.receiver_of(claimed.envelope)
        except Exception as defect:  # noqa: BLE001  (the channel says what is wrong, when it sends)
            _log.error(
                "no receiver", extra={"channel": self._word, "defect": type(defect).__name__}
            )
            return ""

    def _lane(self, receiver: str) -> Lane:
        if receiver not in self._lanes:
            self._lanes[receiver] = Lane(
                asyncio.Semaphore(self._limits.at_once_per_receiver),
                Pace(self._limits.per_second_per_receiver),
                self._circuits.setdefault((self._word, receiver), Circuit()),
            )
        return self._lanes[receiver]

    async def _has_room(self, lane: Lane) -> bool:
        """Wait for a place; return False when others should have this message's place instead."""
        if not lane.room.locked():
            return await lane.room.acquire()
        while True:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await lane.room.acquire()
            except TimeoutError:
                if self._rules.is_crowded():
                    return False

    async def _in_turn(self, lane: Lane, claimed: Claimed) -> Outcome:
        if refused := self._refused(lane, claimed):
            return refused
        await lane.pace.turn()
        async with self._room:
            await self._pace.turn()
            return self._refused(lane, claimed) or await self._send(claimed)

    def _refused(self, lane: Lane, claimed: Claimed) -> Outcome | None:
        """Return what becomes of a message that must not be sent now."""
        now = self._rules.clock()
        until = lane.circuit.open_until
        if until is not None and lane.circuit.admits(now) is Admission.NOTHING:
            return self._held(claimed, until, is_wait=not lane.circuit.is_asked)
        if now + timedelta(seconds=self._limits.deadline_seconds) >= claimed.until:
            return GivenBack(claimed, now)  # somebody else might have it before we are done
        return None

    def _held(self, claimed: Claimed, until: datetime, *, is_wait: bool) -> Outcome:
        if is_wait and claimed.waits >= self._rules.backoff.waits:
            problem = f"de ontvanger antwoordde niet, ook niet na {claimed.waits} keer wachten"
            return Failed(claimed, self._failure(problem, permanent=True))
        problem = "het bericht wacht, want de ontvanger antwoordt niet"
        if not is_wait:
            problem = "het bericht wacht, want de ontvanger vraagt om uitstel"
        return GivenBack(claimed, until, self._failure(problem), is_wait)

    async def _send(self, claimed: Claimed) -> Outcome:
        """Hand one message to its channel; whatever happens becomes a value."""
        facts = {"uid": claimed.envelope.uid, "channel": self._word, "try": claimed.attempt}
        try:
            async with asyncio.timeout(self._limits.deadline_seconds) as deadline:
                await self._deliver(claimed.envelope)
        except TransportError as failure:
            _log.warning("message not delivered", extra={**facts, "permanent": failure.permanent})
            return Failed(claimed, failure)
        except Exception as defect:  # noqa: BLE001  (the loop must go on; a defect stays its own)
            if deadline.expired():
                _log.warning("message took too long", extra=facts)
                problem = f"niet klaar binnen {self._limits.deadline_seconds:g} seconden"
                return Failed(claimed, self._failure(problem, is_receivers=True))
            # Its own words are left out: they may hold an address or a text.
            _log.error("channel failed", extra={**facts, "defect": type(defect).__name__})
            return Failed(claimed, self._failure(f"onverwachte fout ({type(defect).__name__})"))
        _log.info("message delivered", extra=facts)
        return Delivered(claimed)

    def _learn(self, lane: Lane, receiver: str, outcome: Outcome) -> None:
        """Let the circuit know how the receiver fared, and keep what is new of it."""
        if isinstance(outcome, GivenBack):
            return
        was_sound = lane.circuit.is_sound
        failure = outcome.failure if isinstance(outcome, Failed) else None
        if failure is not None and failure.is_receivers:
            rules, asked = self._rules, failure.retry_after_seconds
            lane.circuit.failed(rules.clock(), rules.backoff, rules.jitter, asked)
        else:
            lane.circuit.answered()
        if not (was_sound and lane.circuit.is_sound):
            self.changed[self._word, receiver] = lane.circuit

    def _failure(
        self, problem: str, *, permanent: bool = False, is_receivers: bool = False
    ) -> TransportError:
        return TransportError(
            channel=self._word, problem=problem, permanent=permanent, is_receivers=is_receivers
        )
