"""Reminders: who will be told what, who was, and why not."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import HouseGroup, PresentCommand, ReadingCommand
from mijlpaal.options import Json, MilestoneKey
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlmodel import Session

_LATEST = 50  # reminders of everybody, where nothing was named

reminders = typer.Typer(
    name="reminders",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Herinneringen: wie hoort wat wanneer, en waarom niet; bevestigen, pauzeren, vervangen.",
        "Reminders: who is told what and when, and why not; acknowledge, pause, stand in.",
    ),
    epilog=both(
        "De berichten zelf, en wat niet aankwam: mijlpaal messages.",
        "The messages themselves, and what did not arrive: mijlpaal messages.",
    ),
)
Ahead = Annotated[
    int,
    typer.Option(
        "--days",
        min=0,
        max=366,
        metavar=both("DAGEN", "DAYS"),
        help=both("Zoveel kalenderdagen vooruit; anders 14.", "Calendar days ahead; else 14."),
    ),
]


@reminders.command(
    "upcoming",
    cls=PresentCommand,
    help=both(
        "Toon wie de komende dagen wat hoort wanneer niemand iets doet, en waar niemand hoort.",
        "Show who is told what in the coming days if nobody does anything, and where nobody is.",
    ),
)
def upcoming(context: typer.Context, days: Ahead = 14, as_json: Json = False) -> None:
    """Show what falls due."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.reminders import show_upcoming
    from notifications import upcoming as ahead

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        until = at.today + timedelta(days=days)
        found = ahead.upcoming(session, at.today, until, calendar=at.calendar, clearance=CLEARANCE)
    if as_json:
        print_json(found)
    else:
        show_upcoming(found, call)


@reminders.command(
    "log",
    cls=ReadingCommand,
    help=both(
        "Toon wie waarvan hoorde, het laatste eerst: van een mijlpaal, een contact of iedereen.",
        "Show who was told of what, the latest first: of a milestone, a contact or everybody.",
    ),
)
def log(
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar=both("MIJLPAAL|CONTACT", "MILESTONE|CONTACT"),
            help=both("Sleutel; zonder: van iedereen.", "Key; without: of everybody."),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show reminders that were written."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.reminders import show_log
    from models.vocabulary import SubjectKind
    from notifications.log import reminders_of

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        kind, number = _of(session, what) if what is not None else (None, None)
        found = reminders_of(
            session,
            milestone_id=number if kind is SubjectKind.MILESTONE else None,
            contact_id=number if kind is SubjectKind.CONTACT else None,
            clearance=CLEARANCE,
            at_most=_LATEST if what is None else 10 * _LATEST,
        )
    if as_json:
        print_json(found)
    else:
        show_log(found, call)


@reminders.command(
    "why",
    cls=PresentCommand,
    help=both(
        "Zeg van elke trede van een mijlpaal wie hoorde, wie hoort en wie niet, en waarom.",
        "Say of each rung of a milestone who was told, who will be and who is not, and why.",
    ),
)
def why(context: typer.Context, key: MilestoneKey, as_json: Json = False) -> None:
    """Explain who hears of a milestone."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.reminders import show_why
    from models.storage.records import current
    from models.vocabulary import SubjectKind
    from notifications.why import why as explain

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        readable(current(session, SubjectKind.MILESTONE, key))
        rulebook, now = at.workplace.rules_of_telling(), at.moment.now
        found = explain(session, key, rulebook=rulebook, today=at.today, now=now)
    if as_json:
        print_json(found)
    else:
        show_why(found, call)


def _of(session: "Session", key: str) -> "tuple[object, int]":
    """Return the milestone or the contact of this key: kind and id.

    Raises:
        UnknownSubjectError: there is neither, or this reader may not see it.
    """
    from sqlmodel import col, select

    from mijlpaal.lookup import readable
    from models.storage.records import current
    from models.tables import Subject
    from models.vocabulary import SubjectKind

    is_contact = select(Subject.id).where(
        col(Subject.kind) == SubjectKind.CONTACT, col(Subject.key) == key
    )
    number = session.exec(is_contact).one_or_none()
    if number is not None:
        return SubjectKind.CONTACT, number
    return SubjectKind.MILESTONE, readable(current(session, SubjectKind.MILESTONE, key)).id
