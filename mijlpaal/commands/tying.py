"""Tying a window that waits for an event to what dates it, and letting it loose again."""

from typing import Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.milestone import milestone
from mijlpaal.help import ActingCommand
from mijlpaal.options import MilestoneKey, Reason
from mijlpaal.words import both


@milestone.command(
    "tie",
    cls=ActingCommand,
    help=both(
        "Koppel een afspraak die op een gebeurtenis wacht aan wat haar dateert.\n\n"
        "Zodra de gebeurtenis een dag heeft, het stuk gedateerd is of de andere mijlpaal behaald, "
        "krijgt de afspraak haar dagen. Anders koppelen vraagt om een toelichting.\n\n"
        "mijlpaal milestone tie mijlpaal-1 --to occurrence:oplevering-clusterplan",
        "Tie an agreement that waits for an event to what dates it.\n\n"
        "As soon as the event has a day, the document is dated or the other milestone achieved, "
        "the agreement gets its days. Tying it anew needs a reason.\n\n"
        "mijlpaal milestone tie milestone-1 --to occurrence:oplevering-clusterplan",
    ),
)
def tie(
    context: typer.Context,
    key: MilestoneKey,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
            help=both(
                "occurrence:… (gebeurtenis), document:… of milestone:… (mijlpaal).",
                "occurrence:…, document:… or milestone:….",
            ),
        ),
    ],
    reason: Reason = None,
) -> None:
    """Tie a window to what dates it."""
    _tie(call_of(context), key, to, reason)


@milestone.command(
    "untie",
    cls=ActingCommand,
    help=both(
        "Maak een afspraak los van wat haar dateert; zij wacht dan weer. Vraagt om een "
        "toelichting.",
        "Let an agreement loose from what dates it; it waits again. Needs a reason.",
    ),
)
def untie(context: typer.Context, key: MilestoneKey, reason: Reason = None) -> None:
    """Let a window loose."""
    _tie(call_of(context), key, None, reason)


def _tie(call: Call, key: str, to: str | None, reason: str | None) -> None:
    from mijlpaal.acting import act
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.lookup import find, readable
    from mijlpaal.show.effects import show_alone, show_done
    from models.acts.commands import Command, Verb
    from models.vocabulary import SubjectKind

    arguments = {"to": to, "reason": reason}
    with desk(call) as at:
        if to is not None and ":" in to:
            with at.reading() as session:
                readable(find(session, to))
        done = act(at, Command(Verb.TIE, SubjectKind.MILESTONE, key, arguments))
    word = call.say("losgemaakt", "let loose") if to is None else call.say("gekoppeld", "tied")
    show_done(f"{title_in_words(done.record, call)}: {word}", done.effect, call)
    if done.is_alone:
        show_alone(call)
