"""Looking at a life cycle and moving along it: the same for everything that has one.

The fast track of projects, conditions and requests is nothing special: each has a life cycle of
its own, and these are its commands.
"""

from typing import TYPE_CHECKING

import typer

from mijlpaal.asking import confirmed
from mijlpaal.call import Call, call_of
from mijlpaal.commands.mending import add_mending
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, ReadingCommand
from mijlpaal.options import EffectiveOn, EventName, InCluster, Json, Reason, SubjectKey, Yes
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.storage.records import Record

_EXPLAIN = both(
    "Toon elke mogelijke stap, en welke feiten daarvoor kloppen of nog ontbreken.",
    "Show every possible step, and which facts hold for it or are still missing.",
)
_ADVANCE = both(
    "Zet een stap; kan die nu niet, dan hoort u welke feiten ontbreken.",
    "Take a step; if it is not possible now, you hear which facts are missing.",
)
_ADVANCE_ALL = both(
    "Laat alles wat dat kan dezelfde stap zetten, in één keer.\n\n"
    "Toont eerst hoeveel dat er zijn, en wat niet kan. Exitcode 1 wanneer er iets blijft staan.",
    "Let everything that can take the same step, in one go.\n\n"
    "Shows first how many those are, and what cannot. Exit code 1 when something stays behind.",
)


def add_steps(app: typer.Typer, kind: SubjectKind) -> None:
    """Add ``explain``, ``advance``, ``correct`` and ``reopen`` to the commands of a kind."""

    @app.command("explain", cls=ReadingCommand, help=_EXPLAIN)
    def explain(context: typer.Context, key: SubjectKey, as_json: Json = False) -> None:
        """Show every possible step with the facts behind it."""
        _explain(call_of(context), kind, key, as_json=as_json)

    @app.command("advance", cls=ActingCommand, help=_ADVANCE)
    def advance(
        context: typer.Context,
        key: SubjectKey,
        event: EventName,
        reason: Reason = None,
        on: EffectiveOn = None,
    ) -> None:
        """Take a step."""
        _advance(call_of(context), kind, key, event, reason=reason, on=on)

    add_mending(app, kind)

    if kind is SubjectKind.MILESTONE:
        return  # each closes with evidence of its own

    @app.command("advance-all", cls=ActingCommand, help=_ADVANCE_ALL)
    def advance_all(
        context: typer.Context,
        event: EventName,
        cluster: InCluster = None,
        reason: Reason = None,
        yes: Yes = False,
    ) -> None:
        """Let everything take a step."""
        _advance_all(call_of(context), kind, event, cluster, reason=reason, yes=yes)


def _explain(call: Call, kind: SubjectKind, key: str, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE, readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.steps import show_steps
    from mijlpaal.show.subjects import title_of
    from models.lifecycles.lifecycle import next_steps
    from models.storage.records import current

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
    from mijlpaal.acting import act
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.effects import show_alone, show_moved
    from models.acts.commands import Command, Verb

    since = a_day(on)
    arguments = {
        "event": event,
        "reason": reason,
        "effective_on": since.isoformat() if since else None,
    }
    with desk(call) as at:
        done = act(at, Command(Verb.ADVANCE, kind, key, arguments))
    show_moved(done.record, done.effect, call)
    if done.is_alone:
        show_alone(call)


def _advance_all(
    call: Call, kind: SubjectKind, event: str, cluster: str | None, *, reason: str | None, yes: bool
) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.screen import say
    from models.lifecycles.bulk import advance_many
    from models.storage.queries import subjects
    from models.storage.records import current

    with desk(call) as at:
        with at.trying() as ledger:
            session = ledger.session
            within = current(session, SubjectKind.CLUSTER, cluster).id if cluster else None
            found = subjects(session, kind, cluster_id=within, clearance=CLEARANCE)
            keys = [each.key for each in found]
            tried = advance_many(ledger, kind, keys, event, reason=reason, skip_refused=True)
        can, stays = tried.moved, ", ".join(tried.refused)
        say(call.say(f"kan nu: {can} van {len(keys)}", f"possible now: {can} of {len(keys)}"))
        if stays:
            say(call.say(f"blijft staan: {stays}", f"stays behind: {stays}"))
        if not can or not confirmed(call.say("Zo doen?", "Do this?"), call, yes=yes):
            raise typer.Exit(Exit.ACTION_NEEDED)
        with at.writing() as ledger:
            done = advance_many(ledger, kind, keys, event, reason=reason, skip_refused=True)
    call.recorded.tell({"taken": done.moved, "refused": done.refused})
    say(call.say(f"✓ {done.moved} gezet.", f"✓ {done.moved} taken."))
    raise typer.Exit(Exit.ACTION_NEEDED if done.refused else Exit.OK)


def state_of(session: "Session", subject: "Record", call: Call) -> str:
    """Return in words where a subject stands on its life cycle."""
    from mijlpaal.columns import value_in_words

    return value_in_words(session, subject, "standing", call)
