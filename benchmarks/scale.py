"""What a day costs as the work grows three and ten times: milestones, what is due, people, and all.

Each is grown alone, and then all together, from one small world. The cost is that of the sweep, of
writing the messages and of claiming and settling them, to receivers that take no time. A ratio is
against the small world; milestones that are not due should cost nothing, and the rest at most what
it grew by. The curves are drawn in ``build/scale.svg``; ``docs/scale.md`` says what follows.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.measure import Figure, Line, NotMeasured, Side, at_most
from benchmarks.plot import Curve, plot
from benchmarks.sweep import FIRST_COPY, TODAY, copies_in, on_postgresql, on_sqlite
from models.clock import morning_of
from models.storage.database import transaction
from notifications.channels import Deliver, Envelope, Limits
from notifications.deadlines import check_deadlines
from notifications.delivery import send_messages
from notifications.planning import plan_messages
from tests.factories import a_contact, a_ledger, a_rulebook

FACTORS = (1, 3, 10)
GROWN = ("milestones", "due", "people", "all")
ROUNDS = 7
PLOT = Path("build/scale.svg")

_NOW = morning_of(TODAY)
_RULEBOOK = a_rulebook()
_FREE = 1.5  # what does not count should not cost: half as much again is noise


@dataclass(frozen=True, slots=True)
class World:
    """How much there is."""

    milestones: int = 3_000
    due: int = 300
    people: int = 30


SMALL = World()


@dataclass(frozen=True, slots=True)
class Day:
    """What a day cost, in seconds."""

    sweep: float
    plan: float
    send: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.sweep + self.plan + self.send


Round = Mapping[World, Day]
Database = Callable[[Path], AbstractContextManager[Engine]]


@dataclass(frozen=True, slots=True)
class _Nobody:
    """A channel whose receivers take no time."""

    limits: Limits = field(default_factory=Limits)

    def receiver_of(self, message: Envelope) -> str:
        return message.address

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        async def deliver(_message: Envelope) -> None:
            await asyncio.sleep(0)

        yield deliver


def figures(folder: Path) -> list[Line]:
    """Return the figures for SQLite on disk and for PostgreSQL, and draw them."""
    lines: list[Line] = []
    curves: list[Curve] = []
    for name, database in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        try:
            rounds = _rounds(database, folder)
        except RuntimeError as problem:  # the wheel with the server is not here
            lines.append(NotMeasured(f"scale, {name}", str(problem).splitlines()[0]))
            continue
        for what in GROWN:
            for factor in FACTORS[1:]:
                lines += _lines(what, factor, name, rounds)
            totals = (_least(rounds, _grown(what, factor), "total") for factor in FACTORS)
            curves.append(Curve(f"{what}, {name}", tuple(totals)))
    PLOT.parent.mkdir(exist_ok=True)
    PLOT.write_text(plot(FACTORS, curves), encoding="utf-8")
    return lines


def _grown(what: str, factor: int) -> World:
    if what == "all":
        return World(SMALL.milestones * factor, SMALL.due * factor, SMALL.people * factor)
    return replace(SMALL, **{what: getattr(SMALL, what) * factor})


def _rounds(database: Database, folder: Path) -> Sequence[Round]:
    """Return some days of every world, which take turns: all have the same minutes."""
    with ExitStack() as opened:
        engines = {}
        for what in GROWN:
            for world in (_grown(what, factor) for factor in FACTORS):
                if world not in engines:
                    place = Path(tempfile.mkdtemp(dir=folder))
                    engines[world] = opened.enter_context(database(place))
                    _fill(engines[world], world)
        return [
            {world: _day(engine, world) for world, engine in engines.items()} for _ in range(ROUNDS)
        ]


def _lines(what: str, factor: int, name: str, rounds: Sequence[Round]) -> Iterator[Line]:
    world = _grown(what, factor)
    aim = at_most(_FREE if what == "milestones" else max(_FREE, factor), Side.RATIO)
    for part in ("sweep", "plan", "send", "total"):
        ours, floor = _least(rounds, world, part), _least(rounds, SMALL, part)
        yield Figure(f"{part}, ×{factor} {what}, {name}", ours, floor, ours / floor, "s", aim)


def _least(rounds: Sequence[Round], world: World, part: str) -> float:
    """Return the least that it cost: what others do on the machine only ever adds."""
    cost: float = min(getattr(days[world], part) for days in rounds)
    return cost


def _day(engine: Engine, world: World) -> Day:
    _forget(engine)
    begin = time.perf_counter()
    with transaction(engine) as session:
        swept = check_deadlines(session, today=TODAY, now=_NOW, calendar=_RULEBOOK.calendar)
    after_sweep = time.perf_counter()
    with transaction(engine) as session:
        planned = plan_messages(session, today=TODAY, now=_NOW, rulebook=_RULEBOOK)
    after_plan = time.perf_counter()
    sent = send_messages(engine, now=_NOW, channels={"email": _Nobody()})
    after_send = time.perf_counter()
    assert swept.reminders == world.due, swept
    assert planned.messages == sent.sent == world.people, (planned, sent)
    return Day(after_sweep - begin, after_plan - after_sweep, after_send - after_plan)


def _forget(engine: Engine) -> None:
    """Begin the day anew, with yesterday's sweep behind it."""
    yesterday = TODAY - timedelta(days=1)
    with transaction(engine) as session:
        for table in ("attempt", "reminder", "message", "sweep"):
            session.execute(text(f"DELETE FROM {table}"))
        check_deadlines(
            session,
            today=yesterday,
            now=morning_of(yesterday),
            calendar=_RULEBOOK.calendar,
        )


def _fill(engine: Engine, world: World) -> None:
    copies_in(engine)(FIRST_COPY, world.milestones, due=world.due)
    spread_over(engine, world.people, due=world.due)


def spread_over(engine: Engine, people: int, *, due: int) -> None:
    """Let so many people answer, in turn, for the milestones that are due."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        ids = [a_contact(ledger, f"mens-{number}").id for number in range(people)]
        session.execute(
            text(
                "UPDATE assignment SET contact_id = :first + milestone_id % :people"
                " WHERE milestone_id >= :copies AND milestone_id < :copies + :due"
            ),
            {"first": ids[0], "people": people, "copies": FIRST_COPY, "due": due},
        )
