"""The letter to the Kamer: what is missing, the draft, and closing its duties once it is sent."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.form_asked import form_asked
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.on_demand import InForm
from mijlpaal.options import Day, Json, OutFile, Reason, Yes
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk
    from models.acts.commands import Command

letter_to_parliament = typer.Typer(
    name="letter-to-parliament",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "De brief aan de Kamer: wat ontbreekt, het concept, en na verzending de toezeggingen"
        " sluiten.",
        "The letter to the Kamer: what is missing, the draft, and closing its duties once sent.",
    ),
)
Duties = Annotated[
    list[str],
    typer.Argument(
        metavar=both("TOEZEGGING", "DUTY"),
        help=both(
            "Sleutels van de toezeggingen waaraan de brief voldoet, zoals d2 of d3.",
            "Keys of the duties that the letter fulfils, as d2 or d3.",
        ),
    ),
]
InPart = Annotated[
    list[str] | None,
    typer.Option(
        "--in-part",
        metavar=both("TOEZEGGING", "DUTY"),
        help=both(
            "Hieraan voldoet de brief deels; ze blijft open. Mag vaker.",
            "This one it fulfils in part; it stays open. May be repeated.",
        ),
    ),
]
Reference = Annotated[
    str,
    typer.Option(
        "--reference",
        metavar=both("KENMERK", "REFERENCE"),
        help=both(
            'Kamerstuknummer, zoals "Kamerstuk 29826, nr. 320".',
            'Number of the Kamerstuk, as "Kamerstuk 29826, nr. 320".',
        ),
    ),
]
SentOn = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=both("DAG", "DAY"),
        help=both("Dag van verzending; anders vandaag.", "Day it was sent; else today."),
    ),
]
Title = Annotated[
    str | None,
    typer.Option(
        "--title",
        metavar=both("TITEL", "TITLE"),
        help=both("Titel van de brief.", "Title of the letter."),
    ),
]


@letter_to_parliament.command(
    "check",
    cls=ReadingCommand,
    help=both(
        "Toon wat er nog ontbreekt voor de brief kan worden verzonden. Exitcode 1 wanneer er iets"
        " in de weg staat.\n\n"
        "mijlpaal letter-to-parliament check d3",
        "Show what is missing before the letter can be sent. Exit code 1 when something is in the"
        " way.\n\n"
        "mijlpaal letter-to-parliament check d3",
    ),
)
def check(context: typer.Context, duties: Duties, day: Day = None, as_json: Json = False) -> None:
    """Show what is missing."""
    from mijlpaal.desk import desk
    from mijlpaal.exits import Exit
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.kamerbrief import show_check
    from reports.figures.kamerbrief import kamerbrief_figures
    from reports.figures.kamerbrief_check import check_kamerbrief

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        figures = kamerbrief_figures(session, duties, reference_date=at.today, calendar=at.calendar)
        found = check_kamerbrief(session, figures, calendar=at.calendar)
    if as_json:
        print_json(found)
    else:
        show_check(figures, found, call)
    if not found.is_ready:
        raise typer.Exit(Exit.ACTION_NEEDED)


@letter_to_parliament.command(
    "draft",
    cls=ReadingCommand,
    help=both(
        "Stel het concept van de brief samen uit goedgekeurde, openbare statusteksten.\n\n"
        "Wat ontbreekt staat er tussen haken in; 'check' zegt wat er te doen is.\n\n"
        "mijlpaal letter-to-parliament draft d3 --format odt --out brief.odt",
        "Assemble the draft of the letter from approved, public status texts.\n\n"
        "What is missing stands in brackets; 'check' says what to do.\n\n"
        "mijlpaal letter-to-parliament draft d3 --format odt --out letter.odt",
    ),
)
def draft(
    context: typer.Context,
    duties: Duties,
    day: Day = None,
    form: InForm = "text",
    out: OutFile = None,
    as_json: Json = False,
) -> None:
    """Write the draft."""
    from mijlpaal.desk import desk
    from mijlpaal.on_demand import put_out
    from reports.figures.kamerbrief import kamerbrief_figures

    call = call_of(context)
    asked = form_asked(form, call, as_json=as_json)
    with desk(call, day) as at, at.reading() as session:
        figures = kamerbrief_figures(session, duties, reference_date=at.today, calendar=at.calendar)
    put_out(figures, asked, out, call)


@letter_to_parliament.command(
    "sent",
    cls=ActingCommand,
    help=both(
        "Meld dat de brief is verzonden: hij wordt vastgelegd en zijn toezeggingen gaan dicht, in"
        " één keer. Een tweede persoon bevestigt dat.\n\n"
        "mijlpaal letter-to-parliament sent d2 d3 --reference"
        ' "Kamerstuk 29826, nr. 320" --on 2026-12-15',
        "Report that the letter was sent: it is registered and its duties are closed, in one act."
        " A second person confirms it.\n\n"
        "mijlpaal letter-to-parliament sent d2 d3 --reference"
        ' "Kamerstuk 29826, nr. 320" --on 2026-12-15',
    ),
)
def sent(
    context: typer.Context,
    duties: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=both("TOEZEGGING", "DUTY"),
            help=both("Hieraan voldoet de brief.", "These the letter fulfils."),
        ),
    ] = None,
    *,
    reference: Reference,
    on: SentOn = None,
    in_part: InPart = None,
    title: Title = None,
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Register the letter and close its duties."""
    from mijlpaal.acting import act
    from mijlpaal.asking import confirmed
    from mijlpaal.desk import desk
    from mijlpaal.exits import Exit
    from mijlpaal.proposals import act_in_words
    from mijlpaal.show.screen import Ink, say
    from models.acts.commands import perform

    call = call_of(context)
    with desk(call) as at:
        command = _command(
            at,
            {
                "duties": duties or [],
                "in_part": in_part or [],
                "reference": reference,
                "on": on,
                "title": title,
                "reason": reason,
            },
        )
        with at.trying() as ledger:  # what would be refused is not asked about
            perform(ledger, command)
        say(act_in_words(command, call))
        if not confirmed(call.say("Zo vastleggen?", "Record this?"), call, yes=yes):
            raise typer.Exit(Exit.ACTION_NEEDED)
        done = act(at, command)
    closed = ", ".join([*(duties or []), *(in_part or [])])
    say(
        call.say(
            f"✓ Brief vastgelegd ({reference}); bijgewerkt: {closed}",
            f"✓ Letter registered ({reference}); updated: {closed}",
        )
    )
    if done.is_alone:
        say(Ink(call.say("  Zonder tweede persoon.", "  Without a second person."), "yellow"))


def _command(at: "Desk", arguments: dict[str, object]) -> "Command":
    """Return the act."""
    from typing import cast

    from mijlpaal.days import a_day
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.sending import sending
    from models.acts.commands import Argument

    day = a_day(cast("str | None", arguments["on"])) or at.today
    filled = cast("dict[str, Argument]", {**arguments, "on": day.isoformat()})
    with at.reading() as session:
        return sending(session, filled, clearance=CLEARANCE)
