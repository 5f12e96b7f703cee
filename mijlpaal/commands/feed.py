"""Calendar feeds: an address to subscribe to, or a file."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand, HouseGroup, PresentCommand
from mijlpaal.options import Json, OutFile
from mijlpaal.words import both

if TYPE_CHECKING:
    from models.storage.records import Record
    from models.vocabulary import Language, SubjectKind
    from reports.feed.opening import Opened

Audience = Literal["public", "internal"]
Tongue = Literal["nl", "en"]


class FeedUsageError(typer.TyperException):
    """Neither a cluster nor a contact, or both."""


feed = typer.Typer(
    name="feed",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Agenda's: mijlpalen in het agendaprogramma van een lezer, per cluster of per contact.",
        "Calendar feeds: milestones in a reader's own calendar, per cluster or per contact.",
    ),
)
OfCluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="CLUSTER", help=both("Van dit cluster.", "Of this cluster.")),
]
OfContact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="CONTACT",
        help=both("Van dit contact: waarvoor het staat.", "Of this contact: what it answers for."),
    ),
]
For = Annotated[
    Audience,
    typer.Option(
        "--audience",
        metavar="public|internal",
        help=both(
            "Voor wie: openbaar of intern; bedrijfsvertrouwelijk staat nooit in een agenda.",
            "For whom: public or internal; company-confidential is never in a calendar.",
        ),
    ),
]
InLanguage = Annotated[
    Tongue | None,
    typer.Option(
        "--language",
        metavar="nl|en",
        help=both(
            "Taal van de agenda; anders die van het contact, of nl.",
            "Language of the calendar; else that of the contact, or nl.",
        ),
    ),
]
Number = Annotated[
    int,
    typer.Argument(
        metavar=both("NUMMER", "NUMBER"),
        help=both("Nummer, zoals 'feed list' dat toont.", "Number, as 'feed list' shows it."),
    ),
]


@feed.command(
    "create",
    cls=ActingCommand,
    help=both(
        "Maak een adres waarop een agendaprogramma zich abonneert; het wordt één keer getoond.\n\n"
        "Wie het adres heeft, ziet de agenda: er is geen wachtwoord. Intrekken kan altijd.\n\n"
        "mijlpaal feed create --cluster chemelot --audience public",
        "Make an address for a calendar program to subscribe to; it is shown once.\n\n"
        "Whoever has the address sees the calendar: there is no password. It can be revoked.\n\n"
        "mijlpaal feed create --cluster chemelot --audience public",
    ),
)
def create(
    context: typer.Context,
    cluster: OfCluster = None,
    contact: OfContact = None,
    audience: For = "internal",
    language: InLanguage = None,
) -> None:
    """Make a feed and show its address, once."""
    from mijlpaal.desk import desk
    from mijlpaal.show.feeds import show_created
    from models.storage.records import current
    from models.vocabulary import Confidentiality
    from reports.feed.subscriptions import subscribe

    call = call_of(context)
    named = _named(call, cluster, contact)
    with desk(call) as at:
        with at.writing() as ledger:
            subject = current(ledger.session, *named)
            tongue = _language(subject, language)
            _opened(subject, audience, tongue, ledger.today)
            mark = Confidentiality(audience)
            made, token = subscribe(ledger, subject, audience=mark, language=tongue)
        show_created(made, token, at.workplace.messages.web_address, call)


@feed.command(
    "list",
    cls=PresentCommand,
    help=both(
        "Toon alle abonnementen, ook die zijn ingetrokken; nooit hun adres.",
        "Show all feeds, those that were revoked too; never their address.",
    ),
)
def list_feeds(context: typer.Context, as_json: Json = False) -> None:
    """Show the feeds."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.feeds import line_of, show_list
    from reports.feed.subscriptions import subscriptions

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = subscriptions(session)
    if as_json:
        print_json([line_of(each) for each in found])
    else:
        show_list(found, call)


@feed.command(
    "revoke",
    cls=ActingCommand,
    help=both(
        "Trek een abonnement in: het adres opent niets meer.",
        "Revoke a feed: its address opens nothing any more.",
    ),
)
def revoke_feed(context: typer.Context, number: Number) -> None:
    """Close a feed for good."""
    from mijlpaal.desk import desk
    from mijlpaal.show.feeds import line_of, show_revoked
    from reports.feed.subscriptions import revoke

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found, is_new = revoke(ledger, number)
    call.recorded.tell(line_of(found))
    show_revoked(found, call, is_new=is_new)


@feed.command(
    "write",
    cls=PresentCommand,
    help=both(
        "Schrijf een agenda als bestand (.ics), om te bewaren of te versturen.\n\n"
        "mijlpaal feed write --cluster chemelot --audience public --out chemelot.ics",
        "Write a calendar as a file (.ics), to keep or to send.\n\n"
        "mijlpaal feed write --cluster chemelot --audience public --out chemelot.ics",
    ),
)
def write(
    context: typer.Context,
    cluster: OfCluster = None,
    contact: OfContact = None,
    audience: For = "internal",
    language: InLanguage = None,
    out: OutFile = None,
) -> None:
    """Write a calendar to a file or to the terminal."""
    from mijlpaal.files import put_file

    call = call_of(context)
    document = _calendar(call, cluster, contact, audience, language)
    if out is None:
        typer.echo(document, nl=False)
    else:
        put_file(document, out, call)


def _calendar(
    call: Call,
    cluster: str | None,
    contact: str | None,
    audience: Audience,
    language: Tongue | None,
) -> str:
    from mijlpaal.desk import desk
    from models.storage.records import current
    from reports.feed.opening import calendar_of

    named = _named(call, cluster, contact)
    with desk(call) as at, at.reading() as session:
        subject = current(session, *named)
        opened = _opened(subject, audience, _language(subject, language), at.today)
        return calendar_of(session, opened, at.calendar).decode()


def _named(call: Call, cluster: str | None, contact: str | None) -> "tuple[SubjectKind, str]":
    """Return which cluster or contact was named.

    Raises:
        FeedUsageError: none was, or both were.
    """
    from models.vocabulary import SubjectKind

    if cluster is not None and contact is None:
        return SubjectKind.CLUSTER, cluster
    if contact is not None and cluster is None:
        return SubjectKind.CONTACT, contact
    raise FeedUsageError(
        call.say("noem --cluster óf --contact", "name either --cluster or --contact")
    )


def _language(subject: "Record", given: Tongue | None) -> "Language":
    from models.vocabulary import Language

    return Language(given or str(subject.values.get("language") or Language.NL))


def _opened(subject: "Record", audience: Audience, language: "Language", today: date) -> "Opened":
    """Return what would be seen.

    Raises:
        UnknownSubjectError: nothing: it is not for this audience, or the contact left.
    """
    from models.errors import UnknownSubjectError, Words
    from models.storage.records import kind_in_words
    from models.vocabulary import Confidentiality
    from reports.feed.opening import open_subject

    opened = open_subject(subject, Confidentiality(audience), language, today)
    if opened is None:
        why = Words(
            "Niet voor deze lezers, of niet in functie.", "Not for these readers, or not in office."
        )
        kind = kind_in_words(subject.kind)
        raise UnknownSubjectError(kind=kind, key=subject.key, suggestion=why)
    return opened
