"""Definitions of life cycles: what may be published, and why not."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from mijlpaal.call import call_of
from mijlpaal.exits import Exit
from mijlpaal.help import HouseGroup, PresentCommand, ReadingCommand
from mijlpaal.options import DefinitionKey, Json, OutFile
from mijlpaal.words import both

definition = typer.Typer(
    name="definition",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Procesdefinities: de levenslopen waarop alles loopt.",
        "Definitions: the life cycles that everything runs on.",
    ),
)

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar=both("BESTAND", "FILE"),
        help=both("Een definitie in YAML.", "A definition in YAML."),
    ),
]


@definition.command(
    "check",
    cls=PresentCommand,
    help=both(
        "Kijk na of definities kunnen worden gepubliceerd, en toon alles wat eraan mankeert.\n\n"
        "mijlpaal definition check seeds/definitions/cluster.yaml\n\n"
        "Er wordt niets bewaard. Exitcode 6 wanneer er iets mankeert.",
        "Check whether definitions can be published, and show everything that is wrong.\n\n"
        "mijlpaal definition check seeds/definitions/cluster.yaml\n\n"
        "Nothing is stored. Exit code 6 when something is wrong.",
    ),
)
def check(context: typer.Context, files: Files, as_json: Json = False) -> None:
    """Hold each file against the publish gate."""
    from mijlpaal.checking import check_definition
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.definitions import show_checked

    call = call_of(context)
    checked = [check_definition(file) for file in files]
    if as_json:
        print_json(checked)
    else:
        for each in checked:
            show_checked(each, call)
    is_well = all(each.is_publishable for each in checked)
    raise typer.Exit(Exit.OK if is_well else Exit.INVALID)


Number = Annotated[
    int | None,
    typer.Option(
        "--version",
        metavar=both("VERSIE", "VERSION"),
        help=both("Anders de nieuwste.", "Else the newest."),
    ),
]


@definition.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon alle gepubliceerde versies, en hoeveel er op elke lopen.",
        "Show all published versions, and how many run on each.",
    ),
)
def list_versions(context: typer.Context, as_json: Json = False) -> None:
    """Show the published versions."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.versions import show_versions
    from models.lifecycles.versions import versions_of

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = versions_of(session)
    if as_json:
        print_json(found)
    else:
        show_versions(found, call)


@definition.command(
    "export",
    cls=ReadingCommand,
    help=both(
        "Schrijf een definitie als SCXML, Mermaid of tekening (SVG).\n\n"
        "mijlpaal definition export cluster --format svg --at chemelot --out chemelot.svg",
        "Write a definition as SCXML, Mermaid or a drawing (SVG).\n\n"
        "mijlpaal definition export cluster --format svg --at chemelot --out chemelot.svg",
    ),
)
def export(
    context: typer.Context,
    key: DefinitionKey,
    form: Annotated[
        Literal["scxml", "mermaid", "svg"],
        typer.Option("--format", metavar="scxml|mermaid|svg", help=both("Vorm.", "Form.")),
    ] = "scxml",
    number: Number = None,
    at_subject: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar=both("SLEUTEL", "KEY"),
            help=both(
                "Markeer waar dit staat (cluster, project, mijlpaal …).",
                "Mark where this stands (cluster, project, milestone …).",
            ),
        ),
    ] = None,
    out: OutFile = None,
) -> None:
    """Write one definition in another form."""
    from mijlpaal.desk import desk
    from mijlpaal.exporting import exported
    from mijlpaal.files import put_file

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        text = exported(session, key, number, form, at_subject, call.language)
    if out is None:
        typer.echo(text, nl=False)
    else:
        put_file(text, out, call)
