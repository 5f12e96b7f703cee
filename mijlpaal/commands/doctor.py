"""Looking at every part of the installation, and saying what to do."""

from typing import Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.exits import Exit
from mijlpaal.options import Json
from mijlpaal.words import both

Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help=both(
            "Kijk alleen of de dagelijkse controle liep, elke vijf minuten tot Ctrl-C; bleef zij"
            " uit, dan krijgt de beheerder een bericht.",
            "Only look whether the daily check ran, every five minutes until Ctrl-C; if it stayed"
            " away the administrator gets a message.",
        ),
    ),
]


def doctor(context: typer.Context, as_json: Json = False, watch: Watch = False) -> None:
    """Check every part; the exit code is 1 when something needs doing."""
    if watch:
        _keep_watch(call_of(context))
        return
    from flows.moment import moment_of
    from mijlpaal.health.check import Level
    from mijlpaal.health.everything import examine
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.health import show_checks

    call = call_of(context)
    checks = list(examine(call, moment_of(None)))
    if as_json:
        print_json(checks)
    else:
        show_checks(checks, call)
    is_well = all(check.level is Level.OK for check in checks)
    raise typer.Exit(Exit.OK if is_well else Exit.ACTION_NEEDED)


def _keep_watch(call: Call) -> None:
    """Look now, and then again and again."""
    import time

    from flows.logs import kept_log
    from flows.settings import flow_settings
    from flows.workplace import open_workplace
    from mijlpaal.health.watch import SECONDS_BETWEEN_LOOKS, look_anyway
    from mijlpaal.show.screen import say
    from models import clock

    with kept_log(flow_settings().home), open_workplace() as workplace:
        while True:
            watched = look_anyway(workplace, clock.now())
            if watched is None:
                say(call.say("▲ kijken lukte niet; zie het log", "▲ could not look; see the log"))
            elif watched.lag.is_overdue:
                hours = int(watched.lag.lag.total_seconds() // 3600)
                say(
                    call.say(
                        f"▲ de controle is {hours} uur te laat; beheerders bericht: {watched.told}",
                        f"▲ the check is {hours} hours late; administrators told: {watched.told}",
                    )
                )
            time.sleep(SECONDS_BETWEEN_LOOKS)
