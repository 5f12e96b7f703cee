"""Beyond one machine: what a Prefect server must know of us, and all of it on one machine."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import HouseCommand, HouseGroup
from mijlpaal.words import both

LARGEST_LIMIT = 1_000

organisation = typer.Typer(
    name="organisation",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Meer dan één machine: dezelfde taken, verdeeld over workers rond een Prefect-server.",
        "Beyond one machine: the same tasks, shared by workers around a Prefect server.",
    ),
)
AtOnce = Annotated[
    int,
    typer.Option(
        "--at-once",
        min=1,
        max=LARGEST_LIMIT,
        metavar=both("AANTAL", "NUMBER"),
        help=both(
            "Hoeveel delen van één soort tegelijk lopen, over alle workers.",
            "How many parts of one kind run at once, over all workers.",
        ),
    ),
]


@organisation.command(
    "setup",
    cls=HouseCommand,
    help=both(
        "Maak op de Prefect-server de werkvoorraad, de limieten en wat dode runs opruimt.\n\n"
        "Nog eens kan geen kwaad. Zonder deze limieten weigert een deel te lopen.",
        "Make the work pool, the limits and what clears dead runs away on the Prefect server.\n\n"
        "Repeating it does no harm. Without these limits no part will run.",
    ),
)
def setup(context: typer.Context, at_once: AtOnce = 8) -> None:
    """Make what the flows need on the server."""
    from flows.organisation.api import require_api
    from flows.settings import flow_settings

    call = call_of(context)
    require_api(flow_settings())
    from flows.organisation.setting_up import set_up

    names = ", ".join(set_up(at_once))
    typer.echo(call.say(f"Limieten ({at_once}): {names}", f"Limits ({at_once}): {names}"))


@organisation.command(
    "deploy",
    cls=HouseCommand,
    help=both(
        "Breng alle taken met hun uren naar de Prefect-server; die is voortaan de klok.\n\n"
        "Wat een beheerder stilzette, blijft stil.",
        "Bring all tasks and their hours to the Prefect server, which is the clock from then on."
        "\n\nWhat an operator paused stays paused.",
    ),
)
def deploy(context: typer.Context) -> None:
    """Bring the catalogue to the server."""
    from flows.one_clock import hand_over
    from flows.organisation.api import require_api
    from flows.schedule import CATALOGUE
    from flows.settings import flow_settings
    from flows.workplace import open_workplace
    from models import clock

    call = call_of(context)
    require_api(flow_settings())
    from flows.organisation.deploying import deploy as deploy_all

    with open_workplace() as workplace:  # first: a clock that runs here must end before
        hand_over(workplace.engine, clock.now())
    paused = deploy_all()
    number = len(CATALOGUE)
    typer.echo(call.say(f"Taken geplaatst: {number}.", f"Tasks deployed: {number}."))
    for name in paused:
        typer.echo(
            call.say(f"▲ {name} staat stil en blijft dat.", f"▲ {name} is paused; it stays.")
        )


@organisation.command(
    "undeploy",
    cls=HouseCommand,
    help=both(
        "Haal alle taken van de Prefect-server; daarna mag 'mijlpaal up' de klok van deze database"
        " zijn.\n\nWat een beheerder stilzette, is dan vergeten.",
        "Take all tasks from the Prefect server; then 'mijlpaal up' may be the clock of this"
        " database.\n\nWhat an operator paused is forgotten.",
    ),
)
def undeploy(
    context: typer.Context,
    server_is_gone: Annotated[
        bool,
        typer.Option(
            "--server-is-gone",
            help=both(
                "De Prefect-server bestaat niet meer: er is niets af te halen.",
                "The Prefect server is no more: there is nothing to take away.",
            ),
        ),
    ] = False,
) -> None:
    """Take the catalogue from the server, and give the clock back."""
    from flows.one_clock import take_back
    from flows.organisation.api import require_api
    from flows.settings import flow_settings
    from flows.workplace import open_workplace

    call = call_of(context)
    names: tuple[str, ...] = ()
    if not server_is_gone:
        require_api(flow_settings())
        from flows.organisation.deploying import undeploy as undeploy_all

        names = undeploy_all()
    with open_workplace() as workplace:
        take_back(workplace.engine)
    nl, en = f"Taken weggehaald: {len(names)}.", f"Tasks taken away: {len(names)}."
    typer.echo(call.say(nl, en))


@organisation.command(
    "up",
    cls=HouseCommand,
    help=both(
        "Draai alles op deze machine: PostgreSQL (tenzij MIJLPAAL_DATABASE_URL er een noemt), de "
        "Prefect-server, workers en de pagina's; wat omvalt, begint opnieuw.",
        "Run all of it on this machine: PostgreSQL (unless MIJLPAAL_DATABASE_URL names one), the "
        "Prefect server, workers and the pages; what falls over begins again.",
    ),
)
def up(
    context: typer.Context,
    background: Annotated[
        bool,
        typer.Option(
            "--background",
            help=both(
                "Kom terug zodra alles draait; stop het met 'mijlpaal organisation down'.",
                "Return once all is up; stop it with 'mijlpaal organisation down'.",
            ),
        ),
    ] = False,
) -> None:
    """Bring everything up, here."""
    from flows.logs import kept_log
    from flows.organisation import one_machine
    from flows.settings import flow_settings

    call = call_of(context)
    settings = flow_settings()
    if background:
        url = one_machine.start_in_background(settings)
        path = settings.organisation_folder / "environment"
        typer.echo(call.say(f"Alles draait ({url}).", f"All is up ({url})."))
        typer.echo(call.say(f"Omgeving: {path}", f"Environment: {path}"))
        return
    with kept_log(settings.home):
        one_machine.run(settings, lambda nl, en: typer.echo(call.say(nl, en)))


@organisation.command(
    "down",
    cls=HouseCommand,
    help=both(
        "Stop alles wat 'mijlpaal organisation up' op deze machine startte; ook wat achterbleef.",
        "Stop all that 'mijlpaal organisation up' started here; also what was left behind.",
    ),
)
def down(context: typer.Context) -> None:
    """End everything, here."""
    from flows.organisation.one_machine import stop
    from flows.settings import flow_settings

    call = call_of(context)
    left = stop(flow_settings())
    typer.echo(call.say("Alles is gestopt.", "All is stopped."))
    if left:
        typer.echo(call.say(f"Achtergebleven en gestopt: {left}", f"Left behind and ended: {left}"))
