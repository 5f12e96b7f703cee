"""Definitions of life cycles: what may be published, and why not."""

from pathlib import Path
from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.exits import Exit
from mijlpaal.help import HouseCommand, HouseGroup
from mijlpaal.options import Json
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
    cls=HouseCommand,
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
