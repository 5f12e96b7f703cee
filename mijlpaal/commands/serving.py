"""Serving the pages and the API."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.words import both

LARGEST_PORT = 65_535


def serve(
    context: typer.Context,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar=both("ADRES", "ADDRESS"),
            help=both(
                "Waarop te luisteren; standaard alleen deze machine.",
                "What to listen on; only this machine by default.",
            ),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port",
            min=0,
            max=LARGEST_PORT,
            metavar=both("POORT", "PORT"),
            help=both("De poort; 0 kiest een vrije.", "The port; 0 takes a free one."),
        ),
    ] = 8017,
) -> None:
    """Serve the pages until Ctrl-C or SIGTERM."""
    from flows.logs import kept_log
    from flows.settings import flow_settings
    from flows.workplace import open_workplace
    from mijlpaal.health.watch import watching
    from mijlpaal.web.serving import serve as serve_pages

    call = call_of(context)
    with kept_log(flow_settings().home), open_workplace() as workplace:
        if not workplace.messages.web_address:
            typer.echo(
                call.say(
                    "▲ Zonder MIJLPAAL_WEB_ADDRESS staat er in berichten geen link hierheen.",
                    "▲ Without MIJLPAAL_WEB_ADDRESS messages hold no link to here.",
                )
            )

        def say(address: str) -> None:
            said = (f"Luistert op {address} (stop: Ctrl-C)", f"Listens on {address} (stop: Ctrl-C)")
            typer.echo(call.say(*said))

        def say_link(link: str) -> None:
            said = (
                "Inloggen als beheerder (één keer, een half uur lang):",
                "Sign in as administrator (once, for half an hour):",
            )
            typer.echo(call.say(*said))
            typer.echo(link)

        with watching(workplace):
            serve_pages(workplace, host, port, say, say_link)
