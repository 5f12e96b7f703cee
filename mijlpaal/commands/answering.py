"""What people do about reminders: acknowledge, another ladder, pause, stand in for somebody."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.reminders import reminders
from mijlpaal.help import ActingCommand, ReadingCommand
from mijlpaal.options import Json, MilestoneKey, Reason
from mijlpaal.words import both

Contact = Annotated[
    str,
    typer.Argument(metavar="CONTACT", help=both("Sleutel van het contact.", "Key of the contact.")),
]
FirstDay = Annotated[
    str,
    typer.Option(
        "--from", metavar=both("DAG", "DAY"), help=both("Eerste dag weg.", "First day away.")
    ),
]
LastDay = Annotated[
    str,
    typer.Option("--until", metavar=both("DAG", "DAY"), help=both("Laatste dag.", "Last day.")),
]


@reminders.command(
    "acknowledge",
    cls=ActingCommand,
    help=both(
        "Bevestig dat u ervan weet; dan gaat de herinnering niet een niveau omhoog.\n\n"
        "Dat kan ieder contact dat er bericht over kreeg; --as noemt welk. Nog eens kan geen"
        " kwaad.\n\n"
        "mijlpaal reminders acknowledge d2 --as beleidsmedewerker-kgg",
        "Acknowledge that you know of it, so that the reminder does not move up a level.\n\n"
        "Every contact can that had a message about it; --as names which. Repeating it does no"
        " harm.\n\n"
        "mijlpaal reminders acknowledge d2 --as beleidsmedewerker-kgg",
    ),
)
def acknowledge(context: typer.Context, key: MilestoneKey, reason: Reason = None) -> None:
    """Acknowledge a reminder."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.people import acknowledging
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        done = acknowledging.acknowledge(ledger, key, call.actor, reason=reason)
    if done.is_new:
        say(call.say(f"Bevestigd: {key}, door {call.actor}", f"Acknowledged: {key}, {call.actor}"))
    else:
        say(call.say(f"Was al bevestigd: {key}", f"Was acknowledged already: {key}"))


@reminders.command(
    "ladder",
    cls=ActingCommand,
    help=both(
        "Geef een mijlpaal een ander herinneringsschema, bijvoorbeeld close of calm.\n\n"
        "De naam van het eigen gewicht (zoals commitment) geeft het eigen schema terug. Vraagt om"
        " een toelichting.\n\n"
        'mijlpaal reminders ladder d2 close --reason "Alles hangt hieraan"',
        "Give a milestone another reminder ladder, for instance close or calm.\n\n"
        "The name of its own weight (such as commitment) gives its own ladder back. Needs a"
        " reason.\n\n"
        'mijlpaal reminders ladder d2 close --reason "All hangs on it"',
    ),
)
def ladder(
    context: typer.Context,
    key: MilestoneKey,
    name: Annotated[
        str,
        typer.Argument(
            metavar=both("SCHEMA", "LADDER"),
            help=both("Naam van het schema.", "Name of the ladder."),
        ),
    ],
    reason: Reason = None,
) -> None:
    """Choose another ladder."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.people import reminding
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        reminding.choose_ladder(ledger, key, name, reason=reason)
    say(call.say(f"{key} volgt nu het schema {name}.", f"{key} now follows the ladder {name}."))


@reminders.command(
    "pause",
    cls=ActingCommand,
    help=both(
        "Laat tot en met een dag niets een niveau omhoog gaan. Vraagt om een toelichting.\n\n"
        "Wie volgens het schema hoort, blijft horen: alleen het opschalen rust.",
        "Let nothing move up a level until after a day. Needs a reason.\n\n"
        "Who hears by the ladder goes on hearing: only the escalation rests.",
    ),
)
def pause(context: typer.Context, key: MilestoneKey, until: LastDay, reason: Reason = None) -> None:
    """Pause the escalation."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.people import reminding
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call, last = call_of(context), a_day(until)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        reminding.pause_escalation(ledger, key, last, reason=reason)
    say(
        call.say(
            f"Over {key} gaat tot en met {last} niets omhoog.",
            f"Nothing about {key} moves up until after {last}.",
        )
    )


@reminders.command(
    "resume",
    cls=ActingCommand,
    help=both(
        "Beëindig een pauze; wat onbeantwoord bleef, gaat bij de volgende controle omhoog.",
        "End a pause; what nobody answered moves up with the next sweep.",
    ),
)
def resume(context: typer.Context, key: MilestoneKey, reason: Reason = None) -> None:
    """End a pause."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.people import reminding
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.MILESTONE, key))
        reminding.resume_escalation(ledger, key, reason=reason)
    say(call.say(f"De pauze van {key} is voorbij.", f"The pause of {key} is over."))


@reminders.command(
    "absent",
    cls=ActingCommand,
    help=both(
        "Leg vast dat een contact weg is en wie zolang hoort; een vervanger die zelf weg is, wordt"
        " op zijn beurt vervangen.\n\n"
        "mijlpaal reminders absent directeur-kgg --from 2026-12-21 --until 2027-01-04"
        " --replaced-by directeur-generaal-kgg",
        "Record that a contact is away and who hears meanwhile; a stand-in who is away is stood in"
        " for in turn.\n\n"
        "mijlpaal reminders absent directeur-kgg --from 2026-12-21 --until 2027-01-04"
        " --replaced-by directeur-generaal-kgg",
    ),
)
def absent(
    context: typer.Context,
    contact: Contact,
    first: FirstDay,
    last: LastDay,
    replaced_by: Annotated[
        str,
        typer.Option(
            "--replaced-by",
            metavar="CONTACT",
            help=both("Wie zolang hoort.", "Who hears meanwhile."),
        ),
    ],
    reason: Reason = None,
) -> None:
    """Record an absence."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.people import absences

    call, begin, end = call_of(context), a_day(first), a_day(last)
    with desk(call) as at, at.writing() as ledger:
        absences.be_absent(
            ledger, contact, first=begin, last=end, replaced_by=replaced_by, reason=reason
        )
    say(
        call.say(
            f"Van {begin} tot en met {end} hoort {replaced_by} in plaats van {contact}.",
            f"From {begin} to {end} {replaced_by} hears instead of {contact}.",
        )
    )


@reminders.command(
    "back",
    cls=ActingCommand,
    help=both(
        "Een contact is er weer, of gaat toch niet weg: de afwezigheid eindigt gisteren.",
        "A contact is back, or does not leave after all: the absence ended yesterday.",
    ),
)
def back(context: typer.Context, contact: Contact, reason: Reason = None) -> None:
    """End an absence."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.people import absences

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        absences.be_back(ledger, contact, reason=reason)
    say(call.say(f"{contact} hoort weer zelf.", f"{contact} hears again."))


@reminders.command(
    "absences",
    cls=ReadingCommand,
    help=both("Toon wie wanneer weg is en wie dan hoort.", "Show who is away and who hears then."),
)
def list_absences(context: typer.Context, as_json: Json = False) -> None:
    """Show the absences."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.reminders import show_absences
    from models.people.absences import absences

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = absences(session)
    if as_json:
        print_json(found)
    else:
        show_absences(found, call)
