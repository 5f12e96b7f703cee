"""Contacts: who can be told something, how, and from when to when."""

import typer

from mijlpaal.call import call_of
from mijlpaal.contact_options import (
    Address,
    Channel,
    Clearance,
    EndsOn,
    FirstDay,
    Function,
    FunctionInEnglish,
    Hour,
    LastDay,
    MessageLanguage,
    NewKey,
    Organisation,
    PersonRole,
    Unwanted,
    Wanted,
)
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import ContactKey, Json, Reason
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
    cls=ActingCommand,
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
    key: NewKey,
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
    cls=ActingCommand,
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
    unwanted: Unwanted = None,
    wanted: Wanted = None,
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
        fields = columns_of(ledger.session, key, typed)
        if unwanted or wanted:
            seen = current(ledger.session, SubjectKind.CONTACT, key)
            fields["unwanted"] = without_news_of(seen, unwanted or (), wanted or ())
        changed = change_contact(ledger, key, fields, address_rule=require_reachable, reason=reason)
        page = page_of(ledger.session, changed, at.today)
    show_page(page, call)


@contact.command(
    "end",
    cls=ActingCommand,
    help=both(
        "Beëindig een contact. Wat het nog open heeft, moet eerst over (hand-over).",
        "End a contact. What it still holds must pass first (hand-over).",
    ),
)
def end(
    context: typer.Context,
    key: ContactKey,
    last_day: EndsOn = None,
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
