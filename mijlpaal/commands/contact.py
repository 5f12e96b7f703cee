"""Contacts: who can be told something, how, and from when to when."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import HouseCommand, HouseGroup, ReadingCommand
from mijlpaal.options import ContactKey, InCluster, Json, Reason
from mijlpaal.words import both

contact = typer.Typer(
    name="contact",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Contacten: functies die bericht krijgen; nooit de naam van een persoon.",
        "Contacts: functions that get messages; never a person's name.",
    ),
)
_DAY = both("DAG", "DAY")
Function = Annotated[
    str | None,
    typer.Option(
        "--function",
        metavar=both("FUNCTIE", "FUNCTION"),
        help=both("De functie, zoals zij in berichten staat.", "The function, as messages say it."),
    ),
]
FunctionInEnglish = Annotated[
    str | None,
    typer.Option(
        "--function-en",
        metavar=both("FUNCTIE", "FUNCTION"),
        help=both("De functie in het Engels.", "The function in English."),
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar=both("ADRES", "ADDRESS"),
        help=both("E-mailadres, of webadres bij een webhook.", "E-mail address, or web address."),
    ),
]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar=both("KANAAL", "CHANNEL"),
        help=both("email (standaard) of webhook.", "email (default) or webhook."),
    ),
]
MessageLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="nl|en",
        help=both("Taal van de berichten; standaard nl.", "Language of the messages; else nl."),
    ),
]
PersonRole = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar=both("ROL", "ROLE"),
        help=both(
            "Wie dit voor het programma is, bijvoorbeeld beleidsmedewerker.",
            "Who this is to the programme, for instance policy_officer.",
        ),
    ),
]
Organisation = Annotated[
    str | None,
    typer.Option(
        "--organisation",
        metavar=both("ORGANISATIE", "ORGANISATION"),
        help=both("Sleutel van de organisatie.", "Key of the organisation."),
    ),
]
FirstDay = Annotated[
    str | None,
    typer.Option("--from", metavar=_DAY, help=both("Eerste dag in functie.", "First day.")),
]
LastDay = Annotated[
    str | None,
    typer.Option("--until", metavar=_DAY, help=both("Laatste dag in functie.", "Last day.")),
]
Hour = Annotated[
    str | None,
    typer.Option(
        "--hour",
        metavar=both("UUR", "HOUR"),
        help=both(
            "Uur van het dagbericht, 7 t/m 18; anders zodra er nieuws is.",
            "Hour of the daily message, 7 to 18; else as soon as there is news.",
        ),
    ),
]
Clearance = Annotated[
    str | None,
    typer.Option(
        "--clearance",
        metavar=both("INZAGE", "CLEARANCE"),
        help=both(
            "public, internal (standaard) of company_confidential; alleen voor een beheerder.",
            "public, internal (default) or company_confidential; for an administrator only.",
        ),
    ),
]


@contact.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon alle contacten, ook die zijn beëindigd.", "Show all contacts, those that ended too."
    ),
)
def list_contacts(context: typer.Context, as_json: Json = False) -> None:
    """Show the contacts."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.contacts import line_of, show_list
    from models.people.contacts import all_contacts

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        lines = [line_of(session, each, at.today) for each in all_contacts(session)]
    if as_json:
        print_json(lines)
    else:
        show_list(lines, call)


@contact.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon een contact: hoe het bericht krijgt en waar het voor staat.",
        "Show a contact: how it is told and what it answers for.",
    ),
)
def show(context: typer.Context, key: ContactKey, as_json: Json = False) -> None:
    """Show one contact."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.contacts import page_of, show_page
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        page = page_of(session, current(session, SubjectKind.CONTACT, key), at.today)
    if as_json:
        print_json(page)
    else:
        show_page(page, call)


@contact.command(
    "add",
    cls=HouseCommand,
    help=both(
        "Neem een contact op.\n\n"
        'mijlpaal contact add minister-kgg --function "Minister van KGG"'
        " --address bureau-minister@kgg.example --organisation kabinet --from 2026-12-01",
        "Register a contact.\n\n"
        'mijlpaal contact add minister-kgg --function "Minister van KGG"'
        " --address bureau-minister@kgg.example --organisation kabinet --from 2026-12-01",
    ),
)
def add(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="CONTACT", help=both("Sleutel van het nieuwe contact.", "Key of the new one.")
        ),
    ],
    *,
    function: Function = None,
    function_en: FunctionInEnglish = None,
    address: Address = None,
    channel: Channel = None,
    language: MessageLanguage = None,
    role: PersonRole = None,
    organisation: Organisation = None,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    hour: Hour = None,
    clearance: Clearance = None,
    reason: Reason = None,
) -> None:
    """Register a contact."""
    from mijlpaal.contact_fields import Typed, columns_of
    from mijlpaal.desk import desk
    from mijlpaal.show.contacts import page_of, show_page
    from models.people.contacts import add as add_contact
    from notifications.addresses import require_reachable

    call = call_of(context)
    typed = Typed(
        function=function,
        function_en=function_en,
        address=address,
        channel=channel,
        language=language,
        role=role,
        organisation=organisation,
        first_day=first_day,
        last_day=last_day,
        hour=hour,
        clearance=clearance,
    )
    with desk(call) as at, at.writing() as ledger:
        fields = columns_of(ledger.session, key, typed)
        added = add_contact(ledger, key, fields, address_rule=require_reachable, reason=reason)
        page = page_of(ledger.session, added, at.today)
    show_page(page, call)


@contact.command(
    "change",
    cls=HouseCommand,
    help=both(
        "Wijzig een contact; een lege waarde ('') wist een veld. Vraagt om een toelichting.\n\n"
        "Taal, uur en ongewenst nieuws wijzigt een contact zelf (--as SLEUTEL). Wie eigenaar is"
        " hoort altijd van zijn mijlpaal, en wat te laat is bereikt iedereen in de lijn.\n\n"
        "mijlpaal --as directeur-kgg contact change directeur-kgg --hour 9 --unwanted milestone:d1",
        "Change a contact; an empty value ('') clears a field. Needs a reason.\n\n"
        "Language, hour and unwanted news a contact changes itself (--as KEY). An owner always"
        " hears of their milestone, and what is late reaches everybody in the chain.\n\n"
        "mijlpaal --as directeur-kgg contact change directeur-kgg --hour 9 --unwanted milestone:d1",
    ),
)
def change(
    context: typer.Context,
    key: ContactKey,
    *,
    function: Function = None,
    function_en: FunctionInEnglish = None,
    address: Address = None,
    channel: Channel = None,
    language: MessageLanguage = None,
    role: PersonRole = None,
    organisation: Organisation = None,
    first_day: FirstDay = None,
    hour: Hour = None,
    clearance: Clearance = None,
    unwanted: Annotated[
        list[str] | None,
        typer.Option(
            "--unwanted",
            metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
            help=both(
                "Geen nieuws over dit cluster of deze mijlpaal. Mag vaker.",
                "No news of this cluster or milestone. May be repeated.",
            ),
        ),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--wanted",
            metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
            help=both("Dat nieuws weer wel. Mag vaker.", "That news again. May be repeated."),
        ),
    ] = None,
    reason: Reason = None,
) -> None:
    """Change a contact."""
    from mijlpaal.contact_fields import Typed, columns_of
    from mijlpaal.desk import desk
    from mijlpaal.show.contacts import page_of, show_page
    from models.people.contacts import change as change_contact
    from models.people.contacts import without_news_of
    from models.storage.records import current
    from models.vocabulary import SubjectKind
    from notifications.addresses import require_reachable

    call = call_of(context)
    typed = Typed(
        function=function,
        function_en=function_en,
        address=address,
        channel=channel,
        language=language,
        role=role,
        organisation=organisation,
        first_day=first_day,
        hour=hour,
        clearance=clearance,
    )
    with desk(call) as at, at.writing() as ledger:
        seen = current(ledger.session, SubjectKind.CONTACT, key)
        fields = columns_of(ledger.session, key, typed)
        if unwanted or wanted:
            fields["unwanted"] = without_news_of(seen, unwanted or (), wanted or ())
        changed = change_contact(ledger, key, fields, address_rule=require_reachable, reason=reason)
        page = page_of(ledger.session, changed, at.today)
    show_page(page, call)


@contact.command(
    "end",
    cls=HouseCommand,
    help=both(
        "Beëindig een contact. Wat het nog open heeft, moet eerst over (hand-over).",
        "End a contact. What it still holds must pass first (hand-over).",
    ),
)
def end(
    context: typer.Context,
    key: ContactKey,
    last_day: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=_DAY,
            help=both("Laatste dag in functie; anders vandaag.", "Last day in office; else today."),
        ),
    ] = None,
    reason: Reason = None,
) -> None:
    """End a contact."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.dates.spelling import in_words
    from models.people.contacts import end as end_contact

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        day = a_day(last_day) or at.today
        end_contact(ledger, key, day, reason=reason)
    words = in_words(day, call.language)
    say(call.say(f"✓ {key} eindigt op {words}", f"✓ {key} ends on {words}"))


@contact.command(
    "hand-over",
    cls=HouseCommand,
    help=both(
        "Draag alles wat open is over aan een opvolger, in één keer of helemaal niet.\n\n"
        "Toewijzingen eindigen de dag ervoor en nieuwe beginnen; de geschiedenis blijft. De"
        " opvolger krijgt op de eerste dag één bericht met alles wat hij overneemt. Met"
        " --debtor gaat na een kabinetswissel ook over welke organisatie het verschuldigd is.\n\n"
        "mijlpaal contact hand-over directeur-kgg minister-kgg --from 2026-12-01"
        ' --reason "Nieuw kabinet" --dry-run',
        "Hand everything that is open over to a successor, all of it or nothing.\n\n"
        "Assignments end the day before and new ones begin; the history stays. The successor"
        " gets one message on the first day with all that they take over. With --debtor the"
        " organisation that owes it passes as well, after a change of cabinet.\n\n"
        "mijlpaal contact hand-over directeur-kgg minister-kgg --from 2026-12-01"
        ' --reason "New cabinet" --dry-run',
    ),
)
def hand_over(
    context: typer.Context,
    giver: Annotated[
        str, typer.Argument(metavar=both("VAN", "FROM"), help=both("Wie overdraagt.", "Who gives."))
    ],
    receiver: Annotated[
        str, typer.Argument(metavar=both("AAN", "TO"), help=both("Wie overneemt.", "Who takes."))
    ],
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar=_DAY,
            help=both("Eerste dag van de opvolger.", "First day of the successor."),
        ),
    ],
    *,
    cluster: InCluster = None,
    with_debts: Annotated[
        bool,
        typer.Option(
            "--debtor",
            help=both(
                "Ook de organisatie die het verschuldigd is gaat over.",
                "The organisation that owes it passes as well.",
            ),
        ),
    ] = False,
    reason: Reason = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=both("Toon wat er zou overgaan.", "Show what would pass."),
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Pass all that is open to another contact."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.contacts import handed_over_lines, show_debts, show_handed_over
    from mijlpaal.show.screen import say
    from models.people.hand_over import hand_over as hand_over_all

    call = call_of(context)
    first_day = a_day(since)
    with desk(call) as at, at.trying() if dry_run else at.writing() as ledger:
        handed = hand_over_all(
            ledger,
            giver,
            receiver,
            since=first_day,
            cluster=cluster,
            with_debts=with_debts,
            reason=reason,
        )
        lines = handed_over_lines(ledger.session, handed)
    if as_json:
        print_json({"passed": lines, "debts": handed.debts, "dry_run": dry_run})
        return
    whom = call.say(f"van {giver} naar {receiver}", f"from {giver} to {receiver}")
    show_handed_over(lines, whom, first_day, call, is_trial=dry_run)
    show_debts(handed.debts, call)
    if dry_run:
        say(call.say("Niets gewijzigd (--dry-run).", "Nothing changed (--dry-run)."))
