"""Looking at a life cycle and moving along it: the same for everything that has one.

The fast track of projects, conditions and requests is nothing special: each has a life cycle of
its own, and these are its commands.
"""

from typing import TYPE_CHECKING

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import HouseCommand, ReadingCommand
from mijlpaal.options import EffectiveOn, EventName, Json, Reason, SubjectKey
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.records import Record

_EXPLAIN = both(
    "Toon elke mogelijke stap, en welke feiten daarvoor kloppen of nog ontbreken.",
    "Show every possible step, and which facts hold for it or are still missing.",
)
_ADVANCE = both(
    "Zet een stap; kan die nu niet, dan hoort u welke feiten ontbreken.",
    "Take a step; if it is not possible now, you hear which facts are missing.",
)


def add_steps(app: typer.Typer, kind: SubjectKind) -> None:
    """Add ``explain`` and ``advance`` to the commands of a kind."""

    @app.command("explain", cls=ReadingCommand, help=_EXPLAIN)
    def explain(context: typer.Context, key: SubjectKey, as_json: Json = False) -> None:
        """Show every possible step with the facts behind it."""
        _explain(call_of(context), kind, key, as_json=as_json)

    @app.command("advance", cls=HouseCommand, help=_ADVANCE)
    def advance(
        context: typer.Context,
        key: SubjectKey,
        event: EventName,
        reason: Reason = None,
        on: EffectiveOn = None,
    ) -> None:
        """Take a step."""
        _advance(call_of(context), kind, key, event, reason=reason, on=on)


def _explain(call: Call, kind: SubjectKind, key: str, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE, readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.steps import show_steps
    from mijlpaal.show.subjects import title_of
    from models.lifecycle import next_steps
    from models.records import current

    with desk(call) as at, at.reading() as session:
        subject = readable(current(session, kind, key))
        steps = next_steps(session, subject, call.language, clearance=CLEARANCE)
        if as_json:
            print_json(
                {"kind": kind, "key": key, "state": subject.text("standing"), "steps": steps}
            )
        else:
            title = title_of(subject.values, call)
            show_steps(title, state_of(session, subject, call), steps, call)


def _advance(
    call: Call, kind: SubjectKind, key: str, event: str, *, reason: str | None, on: str | None
) -> None:
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.lifecycle import advance
    from models.records import current

    with desk(call) as at, at.writing() as ledger:
        before = state_of(ledger.session, current(ledger.session, kind, key), call)
        moved = advance(ledger, kind, key, event, reason=reason, effective_on=a_day(on))
        after = state_of(ledger.session, moved, call)
    say(f"{moved.text('title')}: {before} → {after}")


def state_of(session: "Session", subject: "Record", call: Call) -> str:
    """Return in words where a subject stands on its life cycle."""
    from models.charts import chart_of, standing_of

    chart = chart_of(session, subject)
    return chart.describe(standing_of(chart, subject), call.language)
