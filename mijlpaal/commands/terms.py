"""A statutory term on a milestone: setting it, and letting it stand still and run again."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.milestone import milestone
from mijlpaal.help import ActingCommand
from mijlpaal.options import MilestoneKey, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.acts.commands import Argument, Verb


def _first_day(nl: str, en: str) -> object:
    """Return the option for the day from which a term stands still or runs again."""
    return typer.Option("--from", metavar=both("DAG", "DAY"), help=both(nl, en))


@milestone.command(
    "term",
    cls=ActingCommand,
    help=both(
        "Stel een wettelijke termijn: de grens volgt daaruit, naar de Algemene termijnenwet.\n\n"
        "De oude grens blijft zichtbaar; wat er al was afgesproken, vraagt om een toelichting.\n\n"
        'mijlpaal milestone term d2 --starts 2026-11-02 --term "8 weken" --reason "Awb 4:13"',
        "Set a statutory term: the bound follows from it, by the Algemene termijnenwet.\n\n"
        "The old bound stays visible; what was agreed before needs a reason.\n\n"
        'mijlpaal milestone term d2 --starts 2026-11-02 --term "8 weken" --reason "Awb 4:13"',
    ),
)
def term(
    context: typer.Context,
    key: MilestoneKey,
    starts: Annotated[
        str,
        typer.Option(
            "--starts",
            metavar=both("DAG", "DAY"),
            help=both(
                "De dag van de gebeurtenis; de termijn loopt vanaf de dag erna.",
                "The day of the event; the term runs from the next day.",
            ),
        ),
    ],
    length: Annotated[
        str,
        typer.Option(
            "--term",
            metavar=both("TERMIJN", "TERM"),
            help=both(
                "Bijvoorbeeld „13 weken”, „drie maanden” of P13W.",
                "For instance “13 weeks”, “3 months” or P13W.",
            ),
        ),
    ],
    reason: Reason = None,
) -> None:
    """Set a statutory term."""
    from mijlpaal.days import a_day
    from models.acts.commands import Verb

    arguments = {"starts_on": a_day(starts).isoformat(), "term": length, "reason": reason}
    _act(call_of(context), Verb.SET_TERM, key, arguments)


@milestone.command(
    "suspend",
    cls=ActingCommand,
    help=both(
        "Schort de wettelijke termijn op: zij staat stil en houdt haar resterende dagen.\n\n"
        "Naar Awb 4:15: vanaf de dag na die waarop om aanvulling is gevraagd.\n\n"
        'mijlpaal milestone suspend d2 --from 2026-11-17 --reason "Aanvulling gevraagd"',
        "Suspend the statutory term: it stands still and keeps its remaining days.\n\n"
        "As in Awb 4:15: from the day after the one on which completion was asked for.\n\n"
        'mijlpaal milestone suspend d2 --from 2026-11-17 --reason "Completion asked for"',
    ),
)
def suspend(
    context: typer.Context,
    key: MilestoneKey,
    first: Annotated[
        str, _first_day("Eerste dag die niet meetelt.", "First day that does not count.")
    ],
    reason: Reason = None,
) -> None:
    """Suspend the statutory term."""
    from mijlpaal.days import a_day
    from models.acts.commands import Verb

    arguments = {"first": a_day(first).isoformat(), "reason": reason}
    _act(call_of(context), Verb.SUSPEND, key, arguments)


@milestone.command(
    "resume",
    cls=ActingCommand,
    help=both(
        "Laat een opgeschorte termijn weer lopen.\n\n"
        "Naar Awb 4:15: vanaf de dag waarop de aanvulling er is. Vanaf de dag waarop zij is "
        "opgeschort: dan heeft zij nooit stilgestaan.\n\n"
        'mijlpaal milestone resume d2 --from 2026-11-30 --reason "Aanvulling ontvangen"',
        "Let a suspended term run again.\n\n"
        "As in Awb 4:15: from the day on which the completion is there. From the very day on "
        "which it was suspended: then it never stood still.\n\n"
        'mijlpaal milestone resume d2 --from 2026-11-30 --reason "Completion received"',
    ),
)
def resume(
    context: typer.Context,
    key: MilestoneKey,
    first: Annotated[
        str, _first_day("Eerste dag die weer meetelt.", "First day that counts again.")
    ],
    reason: Reason = None,
) -> None:
    """Let the term run again."""
    from mijlpaal.days import a_day
    from models.acts.commands import Verb

    arguments = {"first": a_day(first).isoformat(), "reason": reason}
    _act(call_of(context), Verb.RESUME, key, arguments)


def _act(call: Call, verb: "Verb", key: str, arguments: "Mapping[str, Argument]") -> None:
    """Do it, or keep it for a second person, and show where the term then stands."""
    from mijlpaal.acting import act
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.show.effects import show_alone
    from mijlpaal.show.screen import say
    from mijlpaal.show.term import show_term
    from models.acts.commands import Command
    from models.milestones.terms import term_of
    from models.vocabulary import SubjectKind

    with desk(call) as at:
        done = act(at, Command(verb, SubjectKind.MILESTONE, key, arguments))
        say(f"✓ {title_in_words(done.record, call)}")
        running = term_of(done.record.values)
        if running is not None:
            show_term(running, at.calendar, call)
    if done.is_alone:
        show_alone(call)
