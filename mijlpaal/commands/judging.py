"""Judging a milestone otherwise than the rule does, and taking that back."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.milestone import line_in, milestone
from mijlpaal.help import ActingCommand
from mijlpaal.options import MilestoneKey, Reason
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from reports.figures import MilestoneLine


@milestone.command(
    "override",
    cls=ActingCommand,
    help=both(
        "Geef een mijlpaal een andere status dan de regel, zichtbaar en met een toelichting.\n\n"
        "De berekende status blijft ernaast staan, met wie dit vindt en waarom. Het oordeel geldt "
        "hoogstens 90 dagen, en vervalt met de volgende herijking. De toelichting staat ook in "
        "openbare rapporten, uw naam niet.\n\n"
        'mijlpaal milestone override d2 attention --until 2026-11-30 --reason "Concept ligt stil"',
        "Give a milestone another status than the rule, visibly and with a reason.\n\n"
        "The computed status stays beside it, with who says so and why. The judgement holds for at "
        "most 90 days, and ends with the next re-planning. The reason is in public reports too, "
        "your name is not.\n\n"
        'mijlpaal milestone override d2 attention --until 2026-11-30 --reason "Draft is stuck"',
    ),
)
def override(
    context: typer.Context,
    key: MilestoneKey,
    status: Annotated[
        str,
        typer.Argument(
            metavar="STATUS",
            help=both(
                "on_track (op schema), attention (aandacht nodig), delayed (vertraagd) of"
                " no_forecast (geen prognose).",
                "on_track, attention, delayed or no_forecast.",
            ),
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar=both("DAG", "DAY"),
            help=both(
                "Laatste dag waarop dit oordeel geldt; anders over 90 dagen.",
                "Last day on which this judgement counts; else 90 days from now.",
            ),
        ),
    ] = None,
    reason: Reason = None,
) -> None:
    """Give another status than the rule."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from models.milestones import judging
    from models.storage.records import current

    call = call_of(context)
    last = a_day(until)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        judging.override(ledger, key, status, until=last, reason=reason)
        line = line_in(ledger.session, at, key)
    _show_status(line, call)


@milestone.command(
    "withdraw-override",
    cls=ActingCommand,
    help=both(
        "Laat de regel weer beslissen over de status. Vraagt om een toelichting.",
        "Let the rule decide the status again. Needs a reason.",
    ),
)
def withdraw_override(context: typer.Context, key: MilestoneKey, reason: Reason = None) -> None:
    """Let the rule decide again."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from models.milestones import judging
    from models.storage.records import current

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        judging.withdraw_override(ledger, key, reason=reason)
        line = line_in(ledger.session, at, key)
    _show_status(line, call)


def _show_status(line: "MilestoneLine", call: Call) -> None:
    from mijlpaal.show.screen import say
    from mijlpaal.show.wording import judged_ink
    from reports.sentences import Sentences

    sentences = Sentences(call.language)
    say(f"{sentences.say(line.title)}: {judged_ink(line.judged, call).text}")
    say(f"  {sentences.reason(line.judged)}")
