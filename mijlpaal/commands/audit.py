"""The log: what happened to a subject, and whether the chains of events still add up."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.exits import Exit
from mijlpaal.help import HouseGroup, PresentCommand, ReadingCommand
from mijlpaal.options import Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlmodel import Session

    from mijlpaal.show.events import SayStanding
    from models.storage.records import Record

audit = typer.Typer(
    name="audit",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Het logboek: wie wat wanneer wijzigde, en of het klopt.",
        "The log: who changed what when, and whether it adds up.",
    ),
)
What = Annotated[
    str,
    typer.Argument(
        metavar=both("WAT", "WHAT"),
        help=both(
            "Sleutel, zo nodig met soort: chemelot of cluster:chemelot.",
            "Key, with its kind where needed: chemelot or cluster:chemelot.",
        ),
    ),
]


@audit.command(
    "verify",
    cls=PresentCommand,
    help=both(
        "Reken elke keten van gebeurtenissen na, en de cijfers van elke editie van een rapportage."
        " Exitcode 1 wanneer er iets niet klopt.",
        "Check every chain of events, and the figures of every edition of a report. Exit code 1"
        " when something does not add up.",
    ),
)
def verify_chains(context: typer.Context, as_json: Json = False) -> None:
    """Walk every chain and every edition."""
    from mijlpaal.desk import desk
    from mijlpaal.show import screen
    from mijlpaal.show.as_json import print_json
    from models.ledger.access_journal import verify_access_journal
    from models.ledger.chain import verify
    from models.publications.edition_check import verify_editions

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = [
            *verify(session),
            *verify_access_journal(session),
            *verify_editions(session),
        ]
    rows = [
        {
            "subject": each.subject,
            "sequence": each.sequence,
            "problem": each.problem.say(call.language),
        }
        for each in found
    ]
    if as_json:
        print_json(rows)
    elif rows:
        heads = (call.say("wat", "what"), "nr", call.say("wat er mis is", "what is wrong"))
        screen.table(heads, [[str(value) for value in row.values()] for row in rows])
    else:
        screen.say(
            call.say("✓ Alle ketens en edities kloppen.", "✓ All chains and editions add up.")
        )
    raise typer.Exit(Exit.ACTION_NEEDED if found else Exit.OK)


@audit.command(
    "log",
    cls=ReadingCommand,
    help=both(
        "Toon alles wat met iets gebeurde, het oudste eerst.",
        "Show everything that happened to something, oldest first.",
    ),
)
def log(context: typer.Context, what: What, as_json: Json = False) -> None:
    """Show the events of a subject."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import find, readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.events import event_rows, show_events
    from models.ledger.chain import events_of

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        record = readable(find(session, what))
        rows = event_rows(events_of(session, record.id))
        say_standing = _say_standing(session, record, call)
    if as_json:
        print_json(rows)
    else:
        title = record.text("title") or record.key
        show_events(title, rows, call, say_standing=say_standing)


@audit.command(
    "reads",
    cls=PresentCommand,
    help=both(
        "Toon wie bedrijfsvertrouwelijke gegevens las zonder van het bedrijf te zijn.",
        "Show who read company-confidential data without being of the company.",
    ),
)
def reads(
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar=both("[WAT]", "[WHAT]"),
            help=both("Alleen hiervan, als soort:sleutel.", "Of this only, as kind:key."),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=both("NAAM", "NAME"),
            help=both("Alleen door deze persoon.", "By this person only."),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show who read what is a company's own."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import find
    from mijlpaal.show.access import read_lines, show_reads
    from mijlpaal.show.as_json import print_json

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        subject_id = None if what is None else find(session, what).id
        lines = read_lines(session, subject_id, by)
    if as_json:
        print_json(lines)
    else:
        show_reads(lines, call)


def _say_standing(session: "Session", record: "Record", call: Call) -> "SayStanding":
    """Return how to say where the subject stood, on the life cycle that it runs on now."""
    from models.errors import DefinitionError
    from models.lifecycles.charts import chart_of

    if record.number("definition_id") is None:
        return str
    chart = chart_of(session, record)

    def say(standing: str) -> str:
        try:
            return chart.describe(chart.read(standing), call.language)
        except DefinitionError:  # a state of an earlier version of the life cycle
            return standing

    return say
