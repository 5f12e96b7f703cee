"""Naming who answers for a milestone: the act that mends a milestone without an owner."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.milestone import milestone
from mijlpaal.help import ActingCommand
from mijlpaal.options import MilestoneKey, Reason
from mijlpaal.words import both
from models.vocabulary import Responsibility


@milestone.command(
    "assign",
    cls=ActingCommand,
    help=both(
        "Wijs een functie aan die voor een mijlpaal instaat; wie al was aangewezen, blijft dat.\n\n"
        "mijlpaal milestone assign d2 directeur-kgg",
        "Assign a function that answers for a milestone; whoever was assigned stays so.\n\n"
        "mijlpaal milestone assign d2 directeur-kgg",
    ),
)
def assign(
    context: typer.Context,
    key: MilestoneKey,
    function: Annotated[
        str,
        typer.Argument(
            metavar=both("FUNCTIE", "FUNCTION"),
            help=both("Sleutel, zoals 'contact list'.", "Key, as 'contact list' shows it."),
        ),
    ],
    *,
    responsibility: Annotated[
        str,
        typer.Option(
            "--responsibility",
            metavar=both("ROL", "ROLE"),
            help=both("Een van: ", "One of: ") + ", ".join(Responsibility) + ".",
        ),
    ] = Responsibility.OWNER.value,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=both("DAG", "DAY"),
            help=both("Eerste dag; anders vandaag.", "First day; else today."),
        ),
    ] = None,
    reason: Reason = None,
) -> None:
    """Assign a function to a milestone."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.acts.assigning import assign as assign_to
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        made = assign_to(
            ledger,
            key,
            function,
            responsibility=responsibility,
            since=a_day(since),
            reason=reason,
        )
    nl, en = f"{function} staat in voor {key}", f"{function} answers for {key}"
    say(f"✓ {call.say(nl, en)} ({made.text('responsibility')})")
