"""Proposals: what waits for a second person, and that person's yes or no."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand, HouseGroup, PresentCommand, ReadingCommand
from mijlpaal.options import Json, Reason, Yes
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from mijlpaal.desk import Desk
    from models.storage.records import Record

proposal = typer.Typer(
    name="proposal",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Voorstellen: wat op een tweede persoon wacht, bevestigen en afwijzen.",
        "Proposals: what waits for a second person, confirming and rejecting.",
    ),
)
ProposalKey = Annotated[
    str,
    typer.Argument(
        metavar=both("VOORSTEL", "PROPOSAL"),
        help=both("Sleutel van het voorstel, zoals v1a2b3c.", "Key of the proposal, as v1a2b3c."),
    ),
]


@proposal.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon wat op een tweede persoon wacht, wat het eerst verloopt bovenaan.",
        "Show what waits for a second person, the first to run out on top.",
    ),
)
def list_proposals(
    context: typer.Context,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help=both("Ook wat al is besloten of verlopen.", "Also what was decided on.")
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the proposals."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.proposals import line_of
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.proposals import show_list
    from models.acts.proposals import all_proposals, proposals_waiting

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = (
            [each for each in all_proposals(session) if _is_readable(each)]
            if everything
            else proposals_waiting(session, at.today, clearance=CLEARANCE)
        )
        lines = [line_of(session, each, at.today, call) for each in found]
    if as_json:
        print_json(lines)
    else:
        show_list(lines, call)


@proposal.command(
    "show",
    cls=PresentCommand,
    help=both(
        "Toon één voorstel: van wie, tot wanneer, wat het zou wijzigen en wat intussen wijzigde.",
        "Show one proposal: whose, until when, what it would change now and what changed since.",
    ),
)
def show(context: typer.Context, key: ProposalKey, as_json: Json = False) -> None:
    """Show one proposal."""
    from mijlpaal.desk import desk
    from mijlpaal.proposals import page_of
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.proposals import show_page

    call = call_of(context)
    with desk(call) as at:
        page = page_of(at, _proposal(at, key))
    if as_json:
        print_json(page)
    else:
        show_page(page, call)


@proposal.command(
    "confirm",
    cls=ActingCommand,
    help=both(
        "Bevestig een voorstel als tweede persoon; dan pas wordt het vastgelegd.\n\n"
        "U ziet eerst wat het nu zou wijzigen. Wie het voorstelde kan het niet zelf bevestigen.",
        "Confirm a proposal as its second person; only then is it recorded.\n\n"
        "You first see what it would change now. Who proposed it cannot confirm it.",
    ),
)
def confirm(
    context: typer.Context, key: ProposalKey, reason: Reason = None, yes: Yes = False
) -> None:
    """Do what was proposed."""
    from mijlpaal.asking import confirmed
    from mijlpaal.desk import desk
    from mijlpaal.exits import Exit
    from mijlpaal.proposals import page_of
    from mijlpaal.show.proposals import show_page
    from mijlpaal.show.screen import say
    from models.acts import proposals

    call = call_of(context)
    with desk(call) as at:
        show_page(page_of(at, _proposal(at, key)), call)
        with at.trying() as ledger:  # a question must not be asked whose yes cannot be kept
            proposals.confirm(ledger, key, reason=reason)
        if not confirmed(call.say("Zo vastleggen?", "Record this?"), call, yes=yes):
            raise typer.Exit(Exit.ACTION_NEEDED)
        with at.writing() as ledger:
            proposals.confirm(ledger, key, reason=reason)
    say("")
    say(call.say(f"✓ Bevestigd en vastgelegd: {key}", f"✓ Confirmed and recorded: {key}"))


@proposal.command(
    "reject",
    cls=ActingCommand,
    help=both(
        "Wijs een voorstel af, of trek uw eigen voorstel in; er wordt niets gewijzigd.",
        "Reject a proposal, or withdraw your own; nothing is changed.",
    ),
)
def reject(context: typer.Context, key: ProposalKey, reason: Reason = None) -> None:
    """Close a proposal without doing it."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.acts import proposals

    call = call_of(context)
    with desk(call) as at:
        found = _proposal(at, key)
        with at.writing() as ledger:
            proposals.reject(ledger, key, reason=reason)
    say(_rejected(found, call))


def _rejected(found: "Record", call: Call) -> str:
    if found.text("proposed_by") == call.actor:
        return call.say(f"Ingetrokken: {found.key}", f"Withdrawn: {found.key}")
    return call.say(f"Afgewezen: {found.key}", f"Rejected: {found.key}")


def _proposal(at: "Desk", key: str) -> "Record":
    from mijlpaal.lookup import readable
    from models.storage.records import current

    with at.reading() as session:
        return readable(current(session, SubjectKind.PROPOSAL, key))


def _is_readable(found: "Record") -> bool:
    from mijlpaal.lookup import CLEARANCE

    return found.text("confidentiality") in CLEARANCE.readable()
