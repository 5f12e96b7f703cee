"""When a forecast slips: the forecasts that would follow, each to be accepted by itself."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.options import MilestoneKey, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlmodel import Session

    from mijlpaal.desk import Desk
    from models.consequences.cascading import Cascade
    from models.consequences.situation import Situation

Accept = Annotated[
    str | None,
    typer.Option(
        "--accept",
        metavar="1,3|all",
        help=both(
            "Neem deze over, met nummer of sleutel, of alle; in één keer, of geen.",
            "Accept these, by number or key, or all; together, or none.",
        ),
    ),
]


def cascade(
    context: typer.Context,
    key: MilestoneKey,
    accept: Accept = None,
    reason: Reason = None,
) -> None:
    """Show the forecasts that would follow, and accept those that are named."""
    from mijlpaal.cascading import accept_forecasts
    from mijlpaal.desk import desk
    from mijlpaal.show.cascade import cascade_as_json, show_accepted, show_cascade

    call = call_of(context)
    with desk(call) as at:
        if accept is None:
            with at.reading() as session:
                situation, found = _found(session, at, key)
            call.recorded.show(cascade_as_json(situation, found))
            show_cascade(situation, found, call)
            return
        with at.writing() as ledger:
            situation, found = _found(ledger.session, at, key)
            done = accept_forecasts(ledger, found, accept, reason, call)
    accepted = [{"milestone": each.node.name, "forecast": each.proposed} for each in done]
    call.recorded.tell({"accepted": accepted})
    show_accepted(done, call)


def _found(session: "Session", at: "Desk", key: str) -> "tuple[Situation, Cascade]":
    from mijlpaal.consequences import node_of, situation_at
    from models.consequences.cascading import cascade as cascade_of

    situation = situation_at(session, at)
    milestone = node_of(session, situation, f"milestone:{key}")
    return situation, cascade_of(situation, milestone, calendar=at.calendar)
