"""Access: who may come in by the pages, and who may read what is a company's own."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import ActingCommand, HouseGroup, PresentCommand
from mijlpaal.options import Json
from mijlpaal.words import both
from models.vocabulary import AccessKind

access = typer.Typer(
    name="access",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Toegang tot de pagina's en de API: inloglinks, accounts, API-tokens, inzage.",
        "Access to the pages and the API: login links, accounts, API tokens, what is shown.",
    ),
    epilog=both("Wie wat mag: mijlpaal mandate.", "Who may do what: mijlpaal mandate."),
)
Name = Annotated[
    str,
    typer.Argument(
        metavar=both("NAAM", "NAME"),
        help=both(
            "Wie, zoals --as en mandaten die noemen.", "Who, as --as and mandates name them."
        ),
    ),
]
Organisation = Annotated[
    str,
    typer.Argument(
        metavar=both("BEDRIJF", "COMPANY"),
        help=both("Sleutel van de organisatie.", "Key of the organisation."),
    ),
]
LastDay = Annotated[
    str | None,
    typer.Option("--until", metavar=both("DAG", "DAY"), help=both("Laatste dag.", "Last day.")),
]
FirstDay = Annotated[
    str | None,
    typer.Option("--from", metavar=both("DAG", "DAY"), help=both("Eerste dag.", "First day.")),
]


@access.command(
    "link",
    cls=ActingCommand,
    help=both(
        "Maak een inloglink: hij werkt één keer, een half uur lang, en neemt de vorige weg.\n\n"
        "mijlpaal access link anna",
        "Make a login link: it works once, for half an hour, and replaces the one before.\n\n"
        "mijlpaal access link anna",
    ),
)
def link(context: typer.Context, name: Name) -> None:
    """Make a login link."""
    from mijlpaal.desk import desk
    from mijlpaal.served import where_served
    from mijlpaal.show.screen import say
    from models.access.keeping import require_administrator, require_role
    from models.access.login_links import make_link

    call = call_of(context)
    with desk(call) as at:
        with at.writing() as ledger:
            require_administrator(ledger.session, call.actor, at.today)
            require_role(ledger.session, name, at.today)
            secret = make_link(ledger.session, name, by=call.actor, now=ledger.at)
        root, is_known = where_served(at.workplace)
    # One that opens nothing is not shown.
    address = None if call.is_trial else f"{root}/inloggen/link/{secret}"
    call.recorded.tell({"name": name, "link": address})
    if address is None:
        say(call.say(f"Inloglink voor {name}.", f"Login link for {name}."))
        return
    # Printed plainly: wrapped or coloured it could not be copied.
    typer.echo(address)
    say(call.say("Werkt één keer, een half uur lang.", "Works once, for half an hour."))
    if not is_known:
        nl = (
            "Vanuit deze map worden nu geen pagina's geserveerd; dit is het standaardadres. Start:"
            " mijlpaal serve. Of zet een ander: MIJLPAAL_WEB_ADDRESS=https://domein/pad"
        )
        en = (
            "No pages are served from this folder now; this is the default address. Start:"
            " mijlpaal serve. Or set another: MIJLPAAL_WEB_ADDRESS=https://host/path"
        )
        say(call.say(nl, en))


@access.command(
    "list",
    cls=PresentCommand,
    help=both(
        "Toon wie toegang heeft: rollen, bedrijven, open sessies.",
        "Show who has access: roles, companies, open sessions.",
    ),
)
def list_access(context: typer.Context, as_json: Json = False) -> None:
    """Show the accounts."""
    from mijlpaal.desk import desk
    from mijlpaal.show.access import access_lines, show_access
    from mijlpaal.show.as_json import print_json
    from models.access.accounts import all_accounts

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        lines = access_lines(session, all_accounts(session), at.moment.now, call)
    if as_json:
        print_json(lines)
    else:
        show_access(lines, call)


@access.command(
    "log",
    cls=PresentCommand,
    help=both(
        "Toon wie wie binnenliet of buitensloot, en wat er wijzigde in wat iemand mag lezen; het"
        " nieuwste eerst.\n\n"
        "Of er iets in gewijzigd is, zegt: mijlpaal audit verify",
        "Show who let whom in or kept whom out, and what changed in what somebody may read; newest"
        " first.\n\n"
        "Whether anything in it was changed, says: mijlpaal audit verify",
    ),
)
def log(
    context: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar=both("[NAAM]", "[NAME]"),
            help=both("Alleen over of door deze persoon.", "About or by this person only."),
        ),
    ] = None,
    kind: Annotated[
        AccessKind | None,
        typer.Option("--kind", help=both("Alleen zulke besluiten.", "Such decisions only.")),
    ] = None,
    first: FirstDay = None,
    until: LastDay = None,
    as_json: Json = False,
) -> None:
    """Show the access journal."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.access import decision_lines, show_decisions
    from mijlpaal.show.as_json import print_json
    from models.access.journal import Wanted

    call = call_of(context)
    wanted = Wanted(who=who or "", kind=kind, first=a_day(first), last=a_day(until))
    with desk(call) as at, at.reading() as session:
        lines = decision_lines(session, wanted)
    if as_json:
        print_json(lines)
    else:
        show_decisions(lines, call)


@access.command(
    "revoke",
    cls=ActingCommand,
    help=both(
        "Trek iemands toegang in: sessies, links en API-tokens werken meteen niet meer.\n\n"
        "Een nieuwe link laat iemand weer toe. Wie met het account van zijn organisatie inlogt,"
        " blijft buiten.",
        "Revoke somebody's access: sessions, links and API tokens stop working at once.\n\n"
        "A new link lets somebody in again. Who signs in with the account of their organisation"
        " stays out.",
    ),
)
def revoke(context: typer.Context, name: Name) -> None:
    """Close an account."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.access import accounts
    from models.access.keeping import require_administrator

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        require_administrator(ledger.session, call.actor, at.today)
        accounts.revoke(ledger.session, name, by=call.actor, now=ledger.at)
    call.recorded.tell({"name": name, "has_access": False})
    say(call.say(f"✓ {name} heeft geen toegang meer.", f"✓ {name} has no access any more."))


@access.command(
    "name",
    cls=ActingCommand,
    help=both(
        "Laat iemand lezen wat van een bedrijf zelf is, omdat dat bedrijf hem noemde.\n\n"
        "Wat hij ervan leest, komt in het logboek (mijlpaal audit reads), tenzij hij van het"
        " bedrijf zelf is (--own).",
        "Let somebody read what is a company's own, because that company named them.\n\n"
        "What they read of it is logged (mijlpaal audit reads), unless they are of the company"
        " itself (--own).",
    ),
)
def name_somebody(
    context: typer.Context,
    name: Name,
    organisation: Organisation,
    until: LastDay = None,
    own: Annotated[
        bool,
        typer.Option(
            "--own",
            help=both(
                "Is van het bedrijf (of de provincie) zelf, en handelt er met die rol voor.",
                "Is of the company (or the province) itself, and acts for it by that role.",
            ),
        ),
    ] = False,
) -> None:
    """Let somebody read what is a company's own."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.access.keeping import require_may_name
    from models.access.naming import name_reader

    call, last = call_of(context), a_day(until)
    with desk(call) as at, at.writing() as ledger:
        require_may_name(ledger.session, call.actor, organisation, at.today, is_own=own)
        name_reader(
            ledger.session,
            name,
            organisation,
            named_by=call.actor,
            now=ledger.at,
            until=last,
            is_own=own,
        )
    call.recorded.tell({"name": name, "organisation": organisation, "reads": True})
    said = (
        f"✓ {name} leest wat van {organisation} is.",
        f"✓ {name} reads what is {organisation}'s.",
    )
    say(call.say(*said))


@access.command(
    "unname",
    cls=ActingCommand,
    help=both(
        "Laat iemand niet meer lezen wat van een bedrijf zelf is.",
        "Let somebody no longer read what is a company's own.",
    ),
)
def unname_somebody(context: typer.Context, name: Name, organisation: Organisation) -> None:
    """End that somebody may read what is a company's own."""
    from mijlpaal.desk import desk
    from mijlpaal.exits import Exit
    from mijlpaal.show.screen import say
    from models.access.keeping import require_may_name
    from models.access.naming import unname_reader

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        allowed = require_may_name(ledger.session, call.actor, organisation, at.today)
        ended = unname_reader(
            ledger.session,
            name,
            organisation,
            by=call.actor,
            now=ledger.at,
            own_too=allowed.is_keeper,
        )
    call.recorded.tell({"name": name, "organisation": organisation, "reads": False})
    if not ended:
        said = (f"{name} las dat al niet.", f"{name} did not read it anyway.")
        say(call.say(*said))
        raise typer.Exit(Exit.ACTION_NEEDED)
    say(call.say(f"✓ {name} leest dat niet meer.", f"✓ {name} reads it no more."))


@access.command(
    "mark",
    cls=ActingCommand,
    help=both(
        "Maak één veld van één rij vertrouwelijker dan de rij zelf; 'public' neemt dat weg.\n\n"
        "mijlpaal access mark condition:k1 due_on company_confidential",
        "Keep one field of one row from more people than the row itself; 'public' undoes it.\n\n"
        "mijlpaal access mark condition:k1 due_on company_confidential",
    ),
)
def mark(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar=both("WAT", "WHAT"),
            help=both("Sleutel, zo nodig met soort.", "Key, with its kind where needed."),
        ),
    ],
    field: Annotated[
        str, typer.Argument(metavar=both("VELD", "FIELD"), help=both("Kolom.", "Column."))
    ],
    level: Annotated[
        str,
        typer.Argument(
            metavar=both("MERK", "MARK"), help="public, internal, company_confidential."
        ),
    ],
) -> None:
    """Mark a field."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import find
    from mijlpaal.show.screen import say
    from models.reading.marking import mark_field
    from models.storage.column_text import column_value
    from models.vocabulary import Confidentiality

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        found = find(ledger.session, what)
        wanted = Confidentiality(
            str(column_value(ledger.session, found, "confidentiality", level.strip()))
        )
        mark_field(
            ledger.session, found.kind, found.key, field, wanted, actor=call.actor, now=ledger.at
        )
    name = f"{found.kind}:{found.key}"
    call.recorded.tell({"subject": name, "field": field, "confidentiality": wanted})
    say(f"✓ {name} {field}: {wanted}")
