"""What a change would touch: everything, in layers, with the chain that leads to each."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.options import Day, Json
from mijlpaal.words import both

AnySubject = Annotated[
    str,
    typer.Argument(
        metavar=both("ONDERWERP", "SUBJECT"),
        help=both(
            "Bedrijf, project, randvoorwaarde, verzoek of mijlpaal: soort:sleutel.",
            "Company, project, condition, request or milestone: kind:key.",
        ),
    ),
]
If = Annotated[
    str | None,
    typer.Option(
        "--if",
        metavar="dropped",
        help=both(
            "Als het wegvalt; dat is ook de vraag zonder optie.",
            "If it drops out; that is the question without an option too.",
        ),
    ),
]
IfLatest = Annotated[
    str | None,
    typer.Option(
        "--if-latest",
        metavar=both("DAG", "DAY"),
        help=both("Als het deze dag wordt.", "If it becomes this day."),
    ),
]
IfState = Annotated[
    str | None,
    typer.Option(
        "--if-state",
        metavar=both("TOESTAND", "STATE"),
        help=both("Als het in deze toestand komt.", "If it comes to stand in this state."),
    ),
]


def impact(
    context: typer.Context,
    subject: AnySubject,
    *,
    happens: If = None,
    latest: IfLatest = None,
    state: IfState = None,
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Show what a change would touch; nothing is stored."""
    from mijlpaal.consequences import change_of, node_of, situation_at
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.impact import impact_as_json, show_impact
    from models.consequences.impact import impact as impact_of
    from models.foresight.scenarios import require_possible

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        situation = situation_at(session, at)
        change = change_of(node_of(session, situation, subject), happens, latest, state, call)
        require_possible(session, situation, change)
        found = impact_of(situation, [change], calendar=at.calendar)
    if as_json:
        print_json(impact_as_json(situation, [change], found))
    else:
        show_impact(situation, change, found, call)
