"""The answer to "how do we stand": all clusters, and what is due or late and why."""

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.options import Day, Json


def overview(context: typer.Context, day: Day = None, as_json: Json = False) -> None:
    """Show all clusters, and what asks for attention on the reference date."""
    show_overview_of(call_of(context), day, as_json=as_json)


def show_overview_of(call: Call, day: str | None, *, as_json: bool = False) -> None:
    """Write the overview of a day: for the eye on a terminal, else as plain text or JSON."""
    from mijlpaal.desk import desk
    from mijlpaal.show import screen
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.programme import show_overview
    from reports.overview import overview as read_overview
    from reports.overview import overview_text

    with desk(call, day) as at, at.reading() as session:
        found = read_overview(session, reference_date=at.today, calendar=at.calendar)
    if as_json:
        print_json(found)
    elif screen.is_terminal():
        show_overview(found, call)
    else:
        typer.echo(overview_text(found, language=call.language), nl=False)
