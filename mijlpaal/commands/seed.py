"""The data that Mijlpaal starts from: what loading would change, and loading it."""

from pathlib import Path
from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, HouseGroup, PresentCommand
from mijlpaal.options import Json, Yes
from mijlpaal.words import both

seed = typer.Typer(
    name="seed",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "De brieven en definities als gegevens: vergelijken en laden.",
        "The letters and definitions as data: comparing and loading.",
    ),
)

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=both("MAP", "FOLDER"),
        help=both(
            "Eigen map met gegevens, naast die van het product.",
            "A folder of your own, beside the data of the product.",
        ),
    ),
]


@seed.command(
    "diff",
    cls=PresentCommand,
    help=both(
        "Toon wat laden zou veranderen; verandert zelf niets.\n\n"
        "Exitcode 1 wanneer er iets te laden is.",
        "Show what loading would change; changes nothing itself.\n\n"
        "Exit code 1 when there is something to load.",
    ),
)
def diff(context: typer.Context, folders: Folders = None, as_json: Json = False) -> None:
    """Compare the seeds with the ledger."""
    from mijlpaal.desk import desk
    from mijlpaal.loading import seeds_of, to_load
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.screen import say
    from mijlpaal.show.seeding import show_difference, worth_showing

    call = call_of(context)
    seeds = seeds_of(folders or [])
    with desk(call) as at:
        found = to_load(at, seeds)
    if as_json:
        print_json({"rows": worth_showing(found), "definitions": found.published})
    elif found.is_empty:
        say(call.say("Er is niets te laden.", "There is nothing to load."))
    else:
        show_difference(found, call)
    raise typer.Exit(Exit.OK if found.is_empty else Exit.ACTION_NEEDED)


@seed.command(
    "load",
    cls=ActingCommand,
    help=both(
        "Laad wat nieuw of gewijzigd is; vraagt voor wat er al was eerst om een ja.\n\n"
        "Twee keer laden verandert niets. Wat mensen sindsdien hebben vastgelegd blijft staan.",
        "Load what is new or changed; asks for a yes before it changes what is there.\n\n"
        "Loading twice changes nothing. What people recorded since then stays.",
    ),
)
def load(context: typer.Context, folders: Folders = None, yes: Yes = False) -> None:
    """Load the seeds after a look at the difference; rows that exist need a yes."""
    from mijlpaal.asking import confirmed
    from mijlpaal.desk import desk
    from mijlpaal.loading import load_into, seeds_of, to_load
    from mijlpaal.show.screen import say
    from mijlpaal.show.seeding import show_difference, worth_showing
    from seeds.difference import What

    call = call_of(context)
    seeds = seeds_of(folders or [])
    with desk(call) as at:
        found = to_load(at, seeds)
        if found.is_empty:
            say(call.say("Er is niets te laden.", "There is nothing to load."))
            return
        must_ask = bool(found.of(What.CHANGED)) and not yes
        if must_ask:
            show_difference(found, call)
            if not confirmed(call.say("Zo laden?", "Load this?"), call, yes=yes):
                raise typer.Exit(Exit.ACTION_NEEDED)
        load_into(at, seeds)
    call.recorded.tell({"rows": worth_showing(found), "definitions": found.published})
    if not must_ask:  # what nobody is asked about is only said once it is so
        show_difference(found, call)
    say(call.say("Geladen.", "Loaded."))
