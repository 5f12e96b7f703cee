"""Versions of a life cycle: publish one, compare two, and move everybody over."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.asking import confirmed
from mijlpaal.call import call_of
from mijlpaal.commands.definition import definition
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, PresentCommand, ReadingCommand
from mijlpaal.options import DefinitionKey, Json, Reason, Yes
from mijlpaal.words import both

if TYPE_CHECKING:
    from models.lifecycles.versions import Plan

DefinitionFile = Annotated[
    Path,
    typer.Argument(
        metavar=both("BESTAND", "FILE"),
        help=both("Een definitie in YAML of SCXML.", "A definition in YAML or SCXML."),
    ),
]
OldNumber = Annotated[
    int | None,
    typer.Option(
        "--from",
        metavar=both("VERSIE", "VERSION"),
        help=both("Anders de op een na nieuwste.", "Else the newest but one."),
    ),
]
NewNumber = Annotated[
    int | None,
    typer.Option(
        "--to",
        metavar=both("VERSIE", "VERSION"),
        help=both("Anders de nieuwste.", "Else the newest."),
    ),
]
PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar=both("BESTAND", "FILE"),
        help=both("Plan, zoals 'definition plan' het schrijft.", "As 'definition plan' writes it."),
    ),
]


@definition.command(
    "publish",
    cls=ActingCommand,
    help=both(
        "Publiceer een (nieuwe versie van een) definitie, als zij door de keuring komt.\n\n"
        "Wat gepubliceerd is verandert niet meer. Wie onderweg is blijft op zijn versie tot "
        "'definition migrate'.",
        "Publish a (new version of a) definition, if it passes the gate.\n\n"
        "What is published never changes. Whoever is under way stays on their version until "
        "'definition migrate'.",
    ),
)
def publish(context: typer.Context, file: DefinitionFile) -> None:
    """Publish one definition."""
    from mijlpaal.definitions import read_any
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.lifecycles.charts import chart_by_id
    from models.lifecycles.publishing import publish_definition

    call = call_of(context)
    data = read_any(file)
    with desk(call) as at, at.writing() as ledger:
        ledger.require_may_publish()
        published = publish_definition(ledger.session, data, by=ledger.actor, at=ledger.at)
        chart = chart_by_id(ledger.session, published)
    call.recorded.tell({"definition": chart.id, "version": chart.version})
    name = f"{chart.id} {chart.version}"
    say(call.say(f"✓ Gepubliceerd: {name}", f"✓ Published: {name}"))


@definition.command(
    "diff",
    cls=ReadingCommand,
    help=both(
        "Toon wat er tussen twee versies veranderde. Exitcode 1 wanneer er iets is.",
        "Show what changed between two versions. Exit code 1 when there is something.",
    ),
)
def diff(
    context: typer.Context,
    key: DefinitionKey,
    old: OldNumber = None,
    new: NewNumber = None,
    as_json: Json = False,
) -> None:
    """Compare two versions."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.versions import show_differences
    from models.lifecycles.charts import chart_by_id
    from models.lifecycles.versions import two_versions
    from models.statechart.difference import differences

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        before, after = two_versions(session, key, old, new)
        found = differences(chart_by_id(session, before.id), chart_by_id(session, after.id))
    if as_json:
        print_json(found)
    else:
        show_differences(before, after, found, call)
    raise typer.Exit(Exit.ACTION_NEEDED if found else Exit.OK)


@definition.command(
    "plan",
    cls=PresentCommand,
    help=both(
        "Schrijf een plan om iedereen naar een versie over te zetten, om in te vullen.\n\n"
        "mijlpaal definition plan cluster > plan.yaml",
        "Write a plan to move everybody to a version, to be filled in.\n\n"
        "mijlpaal definition plan cluster > plan.yaml",
    ),
)
def plan(
    context: typer.Context, key: DefinitionKey, new: NewNumber = None, as_json: Json = False
) -> None:
    """Write a plan to standard output."""
    from mijlpaal.definitions import plan_text
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from models.lifecycles.versions import plan_for

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = plan_for(session, key, new)
    if as_json:  # as YAML reads it too
        print_json({"definition": found.key, "to": found.to, "states": found.states})
    else:
        typer.echo(plan_text(found, call), nl=False)


@definition.command(
    "migrate",
    cls=ActingCommand,
    help=both(
        "Zet iedereen over naar een versie, in één keer: alles of niets.\n\n"
        "Toont eerst wat er zou gebeuren. Wie nergens heen kan houdt alles tegen, tenzij "
        "--skip-blocked.",
        "Move everybody to a version, in one go: all or nothing.\n\n"
        "Shows first what would happen. Who has nowhere to go holds up everything, unless "
        "--skip-blocked.",
    ),
)
def migrate(
    context: typer.Context,
    key: DefinitionKey,
    *,
    new: NewNumber = None,
    plan_file: PlanFile = None,
    skip_blocked: Annotated[
        bool,
        typer.Option(
            "--skip-blocked",
            help=both("Sla over wie nergens heen kan.", "Skip who has nowhere to go."),
        ),
    ] = False,
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Move everybody to another version."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from mijlpaal.show.versions import show_moves
    from models.lifecycles import versions

    call = call_of(context)
    with desk(call) as at:
        with at.trying() as ledger:
            chosen = _plan(ledger.session, key, new, plan_file)
            found = versions.preview(ledger.session, chosen)
            if not any(move.after is None for move in found) or skip_blocked:
                versions.migrate(ledger, chosen, reason=reason, skip_blocked=skip_blocked)
        call.recorded.tell({"moves": found})
        show_moves(chosen, found, call)
        blocked = any(move.after is None for move in found)
        if not found:
            return
        if not blocked or skip_blocked:
            question = call.say("Zo overzetten?", "Move them so?")
            if not confirmed(question, call, yes=yes):
                raise typer.Exit(Exit.ACTION_NEEDED)
        with at.writing() as ledger:
            versions.migrate(ledger, chosen, reason=reason, skip_blocked=skip_blocked)
    moved = sum(len(move.keys) for move in found if move.after is not None)
    say(call.say(f"✓ {moved} overgezet.", f"✓ {moved} moved."))
    raise typer.Exit(Exit.ACTION_NEEDED if blocked else Exit.OK)


def _plan(session: object, key: str, new: int | None, file: Path | None) -> "Plan":
    from sqlmodel import Session

    from mijlpaal.definitions import read_plan
    from models.lifecycles.versions import Plan, version_of

    assert isinstance(session, Session)  # noqa: S101  (typed late: help must not import SQLModel)
    if file is not None:
        return read_plan(file, key=key, to=new)
    return Plan(key, version_of(session, key, new).number, {})
