"""Mandates: who may do what. As long as there is none, everybody may do everything."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import Json, Reason, Yes
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk

mandate = typer.Typer(
    name="mandate",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Mandaten: wie mag wat, in welk cluster, van wanneer tot wanneer.",
        "Mandates: who may do what, in which cluster, from when to when.",
    ),
)
Since = Annotated[
    str | None,
    typer.Option("--from", metavar=both("DAG", "DAY"), help=both("Eerste dag.", "First day.")),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar=both("DAG", "DAY"), help=both("Laatste dag.", "Last day.")),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="CLUSTER",
        help=both("Alleen in dit cluster; anders overal.", "In this cluster; else everywhere."),
    ),
]


@mandate.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon alle mandaten, ook die zijn afgelopen.", "Show all mandates, those that ended too."
    ),
)
def list_mandates(context: typer.Context, as_json: Json = False) -> None:
    """Show the mandates."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.mandates import line_of, show_list
    from models.acts.mandates import all_mandates

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        lines = [line_of(session, each, at.today) for each in all_mandates(session)]
    if as_json:
        print_json(lines)
    else:
        show_list(lines, call)


@mandate.command(
    "give",
    cls=ActingCommand,
    help=both(
        "Geef iemand een rol, overal of in één cluster.\n\n"
        "Vóór het eerste mandaat mag iedereen alles; daarna mag alleen wie een mandaat heeft iets"
        " wijzigen. Het eerste is daarom dat van een beheerder. De naam is die van --as: Mijlpaal"
        " controleert die niet.\n\n"
        "mijlpaal mandate give anna clusterregisseur --cluster chemelot",
        "Give somebody a role, everywhere or in one cluster.\n\n"
        "Before the first mandate everybody may do everything; from then on only who has a"
        " mandate may change anything. The first is therefore an administrator's. The name is"
        " that of --as: Mijlpaal does not verify it.\n\n"
        "mijlpaal mandate give anna cluster_director --cluster chemelot",
    ),
)
def give(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar=both("NAAM", "NAME"),
            help=both("Wie, zoals --as die noemt.", "Who, as --as names them."),
        ),
    ],
    role: Annotated[
        str,
        typer.Argument(
            metavar=both("ROL", "ROLE"),
            help=both(
                "beheerder, programmamanager, beleidsmedewerker, clusterregisseur, provincie,"
                " bedrijf, lezer of auditor.",
                "administrator, programme_manager, policy_officer, cluster_director, province,"
                " company, reader or auditor.",
            ),
        ),
    ],
    cluster: Within = None,
    since: Since = None,
    until: Until = None,
    *,
    yes: Yes = False,
) -> None:
    """Give a mandate."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.roles import a_role
    from mijlpaal.show.mandates import line_of, show_given
    from models.acts import mandates
    from models.errors import Words

    call = call_of(context)
    whose = Words(f"mandaat van '{name}'", f"mandate of '{name}'")
    first, last, wanted = a_day(since), a_day(until), a_role(role, whose)
    with desk(call) as at:
        with at.trying() as ledger:
            mandates.give(ledger, name, wanted, cluster=cluster, valid_from=first, valid_until=last)
        _warn_before_the_first(at, name, yes=yes)
        with at.writing() as ledger:
            given = mandates.give(
                ledger, name, wanted, cluster=cluster, valid_from=first, valid_until=last
            )
            line = line_of(ledger.session, given, at.today)
    show_given(line, call)


@mandate.command(
    "withdraw",
    cls=ActingCommand,
    help=both(
        "Trek een mandaat in; het geldt vandaag niet meer. Vraagt om een toelichting.",
        "Withdraw a mandate; it holds today no more. Needs a reason.",
    ),
)
def withdraw(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar=both("MANDAAT", "MANDATE"),
            help=both("Sleutel, zoals 'list' die toont.", "Key, as 'list' shows it."),
        ),
    ],
    reason: Reason = None,
) -> None:
    """End a mandate."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.acts import mandates
    from models.errors import Words
    from models.lifecycles.lifecycle import require_reason
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found = current(ledger.session, SubjectKind.MANDATE, key)
        why = require_reason(Words("Intrekken", "Withdrawal"), found.name, reason)
        mandates.withdraw(ledger, key, reason=why)
    say(call.say(f"Ingetrokken: {key}", f"Withdrawn: {key}"))


def _warn_before_the_first(at: "Desk", name: str, *, yes: bool) -> None:
    """Say what the very first mandate changes, and leave unless a person agrees."""
    from mijlpaal.asking import confirmed
    from mijlpaal.exits import Exit
    from mijlpaal.show.mandates import show_what_changes
    from models.authority.roles import mandates_on

    with at.reading() as session:
        if not mandates_on(session, at.today).is_open:
            return
    show_what_changes(name, at.call)
    question = _question(at.call)
    if not confirmed(question, at.call, yes=yes):
        raise typer.Exit(Exit.ACTION_NEEDED)


def _question(call: Call) -> str:
    return call.say("Dit eerste mandaat geven?", "Give this first mandate?")
