"""Saying another day: forecast and re-planning.

What was typed is read first, shown with what it changes, and only stored when a person agrees:
the real act is tried in a transaction that is rolled back, so the preview cannot differ from it.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.asking import confirmed
from mijlpaal.call import Call, call_of
from mijlpaal.commands.milestone import milestone
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand
from mijlpaal.options import Code, MilestoneKey, Reason, Yes
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk
    from models.acts.commands import Command
    from models.dates import Reading
    from models.storage.records import Record

When = Annotated[
    str,
    typer.Argument(
        metavar=both("MOMENT", "MOMENT"),
        help=both(
            "Een datum (2026-12-10) of woorden („medio november 2026”).",
            "A date (2026-12-10) or Dutch words (“medio november 2026”).",
        ),
    ),
]


@milestone.command(
    "forecast",
    cls=ActingCommand,
    help=both(
        "Zeg wanneer de eigenaar het nu verwacht; dat bevestigt de prognose ook.\n\n"
        "Noemt u een periode, dan telt de laatste dag ervan.",
        "Say when the owner expects it now; this confirms the forecast as well.\n\n"
        "Of a period the last day counts.",
    ),
)
def forecast(
    context: typer.Context,
    key: MilestoneKey,
    when: When,
    reason: Reason = None,
    yes: Yes = False,
) -> None:
    """Record a forecast."""
    from mijlpaal.desk import desk
    from mijlpaal.show.agreements import show_reading
    from mijlpaal.show.screen import say
    from models.milestones import acts as milestones
    from reports.spelling import in_words

    call = call_of(context)
    with desk(call) as at:
        reading = _reading(at, when)
        expected = _last_day(reading)
        with at.trying() as ledger:
            milestones.forecast(ledger, key, expected, reason=reason)
        if reading.window.earliest != reading.window.latest:
            show_reading(reading, call)
            _agree_or_leave(call, yes=yes)
        with at.writing() as ledger:
            milestones.forecast(ledger, key, expected, reason=reason)
    day = in_words(expected, call.language)
    say(call.say(f"Prognose vastgelegd: {day}", f"Forecast recorded: {day}"))


@milestone.command(
    "replan",
    cls=ActingCommand,
    help=both(
        "Herijk: vervang de afspraak door een nieuwe datum of formulering.\n\n"
        "De eerste afspraak en de oude grens blijven zichtbaar. Een formulering zonder uiterste "
        "dag („zo spoedig mogelijk”) vraagt om een intern streven. Toont eerst hoe de woorden zijn "
        "gelezen.\n\n"
        'mijlpaal milestone replan d2 "eind januari 2027" --code parliamentary_calendar --reason '
        '"Debat verplaatst"',
        "Re-plan: replace the agreement by a new date or wording.\n\n"
        "The first agreement and the old bound stay visible. A wording without a last day "
        "(“zo spoedig mogelijk”) needs an internal target. Shows first how the words are read."
        "\n\n"
        'mijlpaal milestone replan d2 "eind januari 2027" --code parliamentary_calendar --reason '
        '"Debate moved"',
    ),
)
def replan(
    context: typer.Context,
    key: MilestoneKey,
    when: When,
    code: Code = None,
    reason: Reason = None,
    *,
    internal_target: Annotated[
        str | None,
        typer.Option(
            "--internal-target",
            metavar=both("DAG", "DAY"),
            help=both("Intern streven.", "Internal target."),
        ),
    ] = None,
    yes: Yes = False,
) -> None:
    """Replace the current agreement."""
    from mijlpaal.acting import act
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.agreements import show_reading, show_replanning
    from mijlpaal.show.effects import show_alone
    from mijlpaal.show.screen import say
    from models.milestones import acts as milestones

    call = call_of(context)
    target = a_day(internal_target)
    with desk(call) as at:
        before = _milestone(at, key)
        with at.trying() as ledger:
            after = milestones.replan(
                ledger, key, when, code=code, reason=reason, internal_target=target
            )
        show_reading(_reading(at, when), call)
        show_replanning(before, after, call)
        _agree_or_leave(call, yes=yes)
        done = act(at, _replanning(at, key, when, (code, reason), target), seen=before)
    say(call.say("Herijking vastgelegd.", "Re-planning recorded."))
    if done.is_alone:
        show_alone(call)


def _replanning(
    at: "Desk", key: str, when: str, why: tuple[str | None, str | None], target: date | None
) -> "Command":
    """Return the act, with the day of today: "over twee weken" means the same when confirmed."""
    from models.acts.commands import Command, Verb
    from models.vocabulary import SubjectKind

    arguments = {
        "wording": when,
        "said_on": at.today.isoformat(),
        "internal_target": target.isoformat() if target else None,
        "code": why[0],
        "reason": why[1],
    }
    return Command(Verb.REPLAN, SubjectKind.MILESTONE, key, arguments)


def _reading(at: "Desk", when: str) -> "Reading":
    from models.dates import Tense, read_moment

    return read_moment(when, at.today, tense=Tense.PLANNED, calendar=at.calendar)


def _last_day(reading: "Reading") -> date:
    from models.errors import InvalidAmendmentError, Words

    if reading.window.latest is None:
        raise InvalidAmendmentError(
            subject=Words("prognose", "forecast"),
            field="forecast_on",
            value=reading.text,
            problem=Words(
                "hieruit volgt geen dag; noem een datum of periode",
                "no day follows from this; name a date or a period",
            ),
        )
    return reading.window.latest


def _milestone(at: "Desk", key: str) -> "Record":
    from mijlpaal.lookup import readable
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    with at.reading() as session:
        return readable(current(session, SubjectKind.MILESTONE, key))


def _agree_or_leave(call: Call, *, yes: bool) -> None:
    if not confirmed(call.say("Zo vastleggen?", "Record this?"), call, yes=yes):
        raise typer.Exit(Exit.ACTION_NEEDED)
