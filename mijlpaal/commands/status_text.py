"""Status texts: what a letter to the Kamer says of a cluster, written and then approved."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import call_of
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import Json, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from models.ledger.writer import Ledger
    from models.storage.records import Record

status_text = typer.Typer(
    name="status-text",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Statusteksten voor de brief aan de Kamer: schrijven, voorleggen, goedkeuren.",
        "Status texts for the letter to the Kamer: writing, proposing, approving.",
    ),
)
About = Annotated[
    str,
    typer.Argument(
        metavar=both("ONDERWERP", "SUBJECT"),
        help=both(
            "Sleutel van het cluster of van het programma.", "Key of the cluster or the programme."
        ),
    ),
]
TextKey = Annotated[
    str,
    typer.Argument(
        metavar=both("TEKST", "TEXT"),
        help=both(
            "Sleutel van de tekst, of van het cluster: dan de laatste.",
            "Key of the text, or of the cluster: then its last one.",
        ),
    ),
]
Written = Annotated[
    str | None,
    typer.Option("--text", metavar=both("TEKST", "TEXT"), help=both("De tekst.", "The text.")),
]
FromFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar=both("BESTAND", "FILE"),
        exists=True,
        dir_okay=False,
        help=both(
            "Lees de tekst uit dit bestand; zonder --text en --file van standaardinvoer.",
            "Read the text from this file; without --text and --file from standard input.",
        ),
    ),
]
Audience = Annotated[
    Literal["public", "internal"],
    typer.Option(
        "--audience",
        metavar="public|internal",
        help=both(
            "Voor wie na goedkeuring; alleen 'public' komt in een brief.",
            "For whom once approved; only 'public' goes into a letter.",
        ),
    ),
]
Peildatum = Annotated[
    str | None,
    typer.Option(
        "--reference-date",
        metavar=both("DAG", "DAY"),
        help=both("Dag waarvan de tekst de stand beschrijft.", "Day whose state it describes."),
    ),
]


@status_text.command(
    "write",
    cls=ActingCommand,
    help=both(
        "Schrijf de statustekst van een cluster of van het programma, of herschrijf die in de"
        " maak.\n\n"
        'mijlpaal status-text write chemelot --text "De uitwerkingsfase loopt."',
        "Write the status text of a cluster or the programme, or rewrite the one in the making."
        "\n\n"
        'mijlpaal status-text write chemelot --text "De uitwerkingsfase loopt."',
    ),
)
def write(
    context: typer.Context,
    about: About,
    *,
    words: Written = None,
    file: FromFile = None,
    audience: Audience = "public",
    reference_date: Peildatum = None,
    reason: Reason = None,
) -> None:
    """Write a status text."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.publications import status_texts
    from models.storage.records import current
    from models.vocabulary import Confidentiality, SubjectKind

    call = call_of(context)
    text = words if words is not None else _read(file)
    with desk(call) as at, at.writing() as ledger:
        kind = _kind_of(ledger, about)
        subject = readable(current(ledger.session, SubjectKind(kind), about))
        written = status_texts.write(
            ledger,
            subject,
            text,
            reference_date=a_day(reference_date),
            audience=Confidentiality(audience),
            reason=reason,
        )
    say(
        call.say(
            f"Concept bewaard: {written.key}. Voorleggen: mijlpaal status-text propose"
            f" {written.key}",
            f"Concept kept: {written.key}. To propose it: mijlpaal status-text propose"
            f" {written.key}",
        )
    )


@status_text.command(
    "propose",
    cls=ActingCommand,
    help=both(
        "Leg een tekst ter goedkeuring voor aan een tweede persoon.",
        "Lay a text before a second person, to be approved.",
    ),
)
def propose(context: typer.Context, key: TextKey, reason: Reason = None) -> None:
    """Propose a text."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.publications import approval

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found = approval.propose(ledger, _text(ledger, key), reason=reason)
    say(
        call.say(
            f"Voorgelegd: {found.key}. Een tweede persoon keurt goed:"
            f" mijlpaal status-text approve {found.key}",
            f"Proposed: {found.key}. A second person approves it:"
            f" mijlpaal status-text approve {found.key}",
        )
    )


@status_text.command(
    "approve",
    cls=ActingCommand,
    help=both(
        "Keur een voorgelegde tekst goed, als tweede persoon; daarna verandert er niets meer aan.",
        "Approve a proposed text, as a second person; from then on nothing of it changes.",
    ),
)
def approve(context: typer.Context, key: TextKey, reason: Reason = None) -> None:
    """Approve a text."""
    from mijlpaal.desk import desk
    from mijlpaal.show.approval import say_alone
    from mijlpaal.show.screen import say
    from models.publications import approval

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found = approval.establish(ledger, _text(ledger, key), reason=reason)
    say(call.say(f"✓ Goedgekeurd: {found.key}", f"✓ Approved: {found.key}"))
    say_alone(found, call)


@status_text.command(
    "return",
    cls=ActingCommand,
    help=both(
        "Geef een voorgelegde tekst terug, met een toelichting voor de schrijver.",
        "Return a proposed text, with a reason for its author.",
    ),
)
def give_back(context: typer.Context, key: TextKey, reason: Reason = None) -> None:
    """Return a text."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.publications import approval

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found = approval.give_back(ledger, _text(ledger, key), reason=reason)
    say(call.say(f"Teruggegeven: {found.key}", f"Returned: {found.key}"))


@status_text.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon een tekst: hoever hij is, van wie, en wat er staat.",
        "Show a text: how far it is, whose, and what it says.",
    ),
)
def show(context: typer.Context, key: TextKey, as_json: Json = False) -> None:
    """Show a text."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.status_texts import show_text
    from models.publications.status_texts import find_text

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = readable(find_text(session, key))
    if as_json:
        print_json({"key": found.key, **found.values})
    else:
        show_text(found, call)


@status_text.command(
    "list",
    cls=ReadingCommand,
    help=both("Toon de teksten en hoever elke is.", "Show the texts and how far each is."),
)
def list_texts(context: typer.Context, as_json: Json = False) -> None:
    """Show all texts."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.status_texts import show_texts
    from models.publications.status_texts import texts_about

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        readable = CLEARANCE.readable()
        found = [t for t in texts_about(session) if t.text("confidentiality") in readable]
    if as_json:
        print_json([{"key": each.key, **each.values} for each in found])
    else:
        show_texts(found, call)


def _read(file: Path | None) -> str:
    """Return the text of a file, or what stands on standard input; a terminal gives nothing.

    Raises:
        SettingError: the file holds no text.
    """
    from models.errors import SettingError, Words

    if file is None:
        return "" if sys.stdin.isatty() else sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise SettingError(
            setting="--file",
            problem=Words(f"{file.name} is geen tekst", f"{file.name} is no text"),
            accepted=Words("gewone tekst in UTF-8", "plain text in UTF-8"),
        ) from problem


def _kind_of(ledger: "Ledger", key: str) -> str:
    """Return whether a key is that of the programme; else it is taken as a cluster's."""
    from sqlmodel import col, select

    from models.tables import Subject
    from models.vocabulary import SubjectKind

    query = select(Subject.kind).where(
        col(Subject.key) == key, col(Subject.kind) == SubjectKind.PROGRAMME
    )
    return ledger.session.exec(query).one_or_none() or SubjectKind.CLUSTER


def _text(ledger: "Ledger", key: str) -> "Record":
    from mijlpaal.lookup import readable
    from models.publications.status_texts import find_text

    return readable(find_text(ledger.session, key))
