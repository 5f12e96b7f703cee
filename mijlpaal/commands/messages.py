"""Who was told what on a day, and what to do with messages that did not arrive."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, PresentCommand, ReadingCommand, ReadingGroup
from mijlpaal.options import ContactKey, Day, Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import Message

messages = typer.Typer(
    name="messages",
    cls=ReadingGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    help=both(
        "Berichten: wie hoorde wat op een dag, en wat kwam niet aan.",
        "Messages: who was told what on a day, and what did not arrive.",
    ),
    epilog=both(
        "Wie waarvan hoort, en waarom niet: mijlpaal reminders.",
        "Who is told of what, and why not: mijlpaal reminders.",
    ),
)
Uid = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=both("Id van het bericht; het begin is genoeg.", "Id; its beginning is enough."),
    ),
]


@messages.callback()
def of_day(
    context: typer.Context,
    day: Day = None,
    shown: Annotated[
        str | None,
        typer.Option(
            "--show",
            metavar="ID",
            help=both("Toon de tekst van één bericht.", "Show the text of one message."),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the messages of a day, or one in full."""
    if context.invoked_subcommand is not None:
        return
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.telling import show_messages
    from notifications.log import messages_on

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        if shown is not None:
            _show_text(session, _message(session, shown, call), call, as_json=as_json)
            return
        found = messages_on(session, at.today)
    if as_json:
        print_json(found)
    else:
        show_messages(found, call)


@messages.command(
    "show",
    cls=PresentCommand,
    help=both(
        "Toon wat een contact op een dag krijgt. Er wordt niets verstuurd en niets bewaard.\n\n"
        "Wat die dag al geschreven is, staat erbij. De links in een bericht zijn weggelaten: die"
        " zijn van de lezer alleen.\n\n"
        "mijlpaal messages show programmamanager-maatwerk --day 2026-12-17",
        "Show what a contact gets on a day. Nothing is sent and nothing is kept.\n\n"
        "What was written already that day is among it. The links in a message are left out:"
        " they are the reader's alone.\n\n"
        "mijlpaal messages show programmamanager-maatwerk --day 2026-12-17",
    ),
)
def show_of_contact(
    context: typer.Context, contact: ContactKey, day: Day = None, as_json: Json = False
) -> None:
    """Show what somebody would be told."""
    from flows.rehearsal import preview
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.telling import show_previewed

    call = call_of(context)
    with desk(call, day) as at:
        workplace = at.workplace
        found = preview(workplace.engine, workplace.rulebook, contact, at.today, CLEARANCE)
    if as_json:
        print_json(found)
    else:
        show_previewed(found, call)


@messages.command(
    "dead",
    cls=ReadingCommand,
    help=both(
        "Toon berichten die zijn opgegeven, en waarom. Exitcode 1 wanneer die er zijn.",
        "Show messages that were given up, and why. Exit code 1 when there are any.",
    ),
)
def dead(context: typer.Context, as_json: Json = False) -> None:
    """Show dead letters."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.telling import show_dead
    from notifications.outbox import dead_letters

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = dead_letters(session)
    if as_json:
        print_json(found)
    else:
        show_dead(found, call)
    raise typer.Exit(Exit.ACTION_NEEDED if found else Exit.OK)


@messages.command(
    "revive",
    cls=ActingCommand,
    help=both(
        "Bied een opgegeven bericht opnieuw aan, bij de volgende ronde.",
        "Offer a message that was given up once more, in the next round.",
    ),
)
def revive_message(context: typer.Context, uid: Uid) -> None:
    """Make a dead letter due again."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.errors import TransitionRefusedError
    from notifications.outbox import revive

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        message = _message(ledger.session, uid, call)
        if not revive(ledger.session, message.id or 0, at.moment.now):
            state = call.say("verstuurd of onderweg", "sent or on its way")
            why = call.say("het is niet opgegeven", "it was not given up")
            raise TransitionRefusedError(subject=uid, state=state, event="revive", why=why)
    call.recorded.tell({"uid": uid})
    say(
        call.say(
            "Het bericht gaat mee met de volgende ronde (mijlpaal run of up).",
            "The message goes with the next round (mijlpaal run or up).",
        )
    )


def _message(session: "Session", uid: str, call: Call) -> "Message":
    """Return the one message whose id begins like this."""
    from sqlmodel import col, select

    from models.errors import UnknownSubjectError
    from models.tables import Message

    query = select(Message).where(col(Message.uid).startswith(uid, autoescape=True))
    found = session.exec(query.order_by(col(Message.id)).limit(2)).all()
    if len(found) == 1:
        return found[0]
    more = call.say("Meer dan één begint zo.", "More than one begins like this.")
    hint = call.say("Zie: mijlpaal messages --day …", "See: mijlpaal messages --day …")
    raise UnknownSubjectError(
        kind=call.say("bericht", "message"), key=uid, suggestion=more if found else hint
    )


def _show_text(session: "Session", message: "Message", call: Call, *, as_json: bool) -> None:
    """Write a message without what makes its links work: those are the reader's alone."""
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show import screen
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.telling import text_or_why_not
    from notifications.links import hidden
    from notifications.log import is_readable

    may_read = is_readable(session, message.id or 0, CLEARANCE)
    text = hidden(message.body_text) if may_read else None
    if as_json:
        shown = {"uid": message.uid, "day": message.day, "channel": message.channel}
        print_json({**shown, "subject": message.subject, "text": text})
        return
    screen.say(screen.Ink(message.subject, "bold"))
    screen.say("")
    screen.say(text_or_why_not(text, call))
