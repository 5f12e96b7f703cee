"""Looking at every part of the installation, and saying what to do."""

import typer

from mijlpaal.call import call_of
from mijlpaal.exits import Exit
from mijlpaal.options import Json


def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Check every part; the exit code is 1 when something needs doing."""
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
