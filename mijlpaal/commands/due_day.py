"""Giving a condition another day, as its holder now sees it."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import ActingCommand
from mijlpaal.options import Reason, SubjectKey
from mijlpaal.words import both

_NewDay = Annotated[
    str,
    typer.Argument(
        metavar=both("DAG", "DAY"),
        help=both("Wanneer zij er is.", "When it will be there."),
    ),
]


def add_due_day(app: typer.Typer) -> None:
    """Add the command to those of conditions."""
    app.command(
        "due",
        cls=ActingCommand,
        help=both(
            "Geef een randvoorwaarde een andere dag; vraagt om een toelichting.\n\n"
            "mijlpaal condition due benodigde-vergunning 2027-03-01 --reason REDEN",
            "Give a condition another day; needs a reason.\n\n"
            "mijlpaal condition due benodigde-vergunning 2027-03-01 --reason REASON",
        ),
    )(_due)


def _due(context: typer.Context, key: SubjectKey, day: _NewDay, reason: Reason = None) -> None:
    """Give a condition another day."""
    from mijlpaal.acting import act
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.show.screen import say
    from models.acts.commands import Command, Verb
    from models.vocabulary import SubjectKind
    from reports.spelling import in_words

    call, due = call_of(context), a_day(day)
    arguments = {"on": due.isoformat(), "reason": reason}
    with desk(call) as at:
        done = act(at, Command(Verb.SET_DUE_DAY, SubjectKind.CONDITION, key, arguments))
    said = in_words(due, call.language)
    say(f"✓ {title_in_words(done.record, call)}: {said}")
