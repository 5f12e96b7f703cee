"""Editions of status reports: list them, read them again, compare and establish them."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.report import AsFormats, OfTable, Out
from mijlpaal.commands.report_group import report_group
from mijlpaal.form_asked import form_asked
from mijlpaal.help import ActingCommand, ReadingCommand
from mijlpaal.options import Json, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk
    from models.publications.editions import EditionName

Name = Annotated[
    str,
    typer.Argument(
        metavar=both("EDITIE", "EDITION"),
        help=both(
            "Zoals chemelot.2026-11-30.1, of ….1.public; zonder nummer de laatste van die dag.",
            "As chemelot.2026-11-30.1, or ….1.public; without a number the last of that day.",
        ),
    ),
]
ReportKey = Annotated[
    str | None,
    typer.Argument(
        metavar=both("SLEUTEL", "KEY"),
        help=both("Van het cluster of het programma.", "Of the cluster or the programme."),
    ),
]


@report_group.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon de gepubliceerde edities en hoever elke is: concept, voorgelegd of vastgesteld.",
        "Show the published editions and how far each is: concept, proposed or established.",
    ),
)
def list_editions(context: typer.Context, key: ReportKey = None, as_json: Json = False) -> None:
    """Show the editions."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.editions import show_editions
    from reports.editions import editions

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = editions(session, clearance=CLEARANCE, key=key)
    if as_json:
        print_json(found)
    else:
        show_editions(found, call)


@report_group.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Lees een editie terug zoals zij is gepubliceerd, in elke vorm.\n\n"
        "mijlpaal report show chemelot.2026-11-30.1 --format html --out chemelot.html",
        "Read an edition back as it was published, in every form.\n\n"
        "mijlpaal report show chemelot.2026-11-30.1 --format html --out chemelot.html",
    ),
)
def show(
    context: typer.Context,
    name: Name,
    *,
    form: AsFormats = "text",
    table: OfTable = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Write an edition as it was frozen."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.report_files import Wish, chosen_forms, put_out, require_sense
    from models.publications.editions import read_name
    from reports.editions import load_edition
    from reports.formats import Order

    call = call_of(context)
    wish = Wish(chosen_forms(form_asked(form, call, as_json=as_json)), table, out)
    require_sense(wish)
    with desk(call) as at, at.reading() as session:
        figures, edition = load_edition(session, read_name(name), clearance=CLEARANCE)
    put_out(Order(figures, call.language, edition), wish, call)


@report_group.command(
    "diff",
    cls=ReadingCommand,
    help=both(
        "Toon wat twee edities van elkaar verschilt, per onderdeel.\n\n"
        "mijlpaal report diff chemelot.2026-09-15 chemelot.2026-11-30",
        "Show what differs between two editions, part by part.\n\n"
        "mijlpaal report diff chemelot.2026-09-15 chemelot.2026-11-30",
    ),
)
def diff(context: typer.Context, first: Name, second: Name, as_json: Json = False) -> None:
    """Show the differences."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.editions import show_differences
    from models.publications.editions import read_name
    from reports.difference import differences
    from reports.editions import load_edition

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        before, _ = load_edition(session, read_name(first), clearance=CLEARANCE)
        after, _ = load_edition(session, read_name(second), clearance=CLEARANCE)
    found = differences(before, after)
    if as_json:
        print_json(found)
    else:
        show_differences(found, call)


@report_group.command(
    "propose",
    cls=ActingCommand,
    help=both(
        "Leg een editie ter vaststelling voor aan een tweede persoon.\n\n"
        "Vervangt zij een vastgestelde editie van dezelfde dag, dan is dat een correctie en is een"
        " toelichting nodig; die staat op elk document.\n\n"
        "mijlpaal report propose chemelot.2026-11-30",
        "Lay an edition before a second person, to be established.\n\n"
        "If it replaces an established edition of the same day it is a correction, which needs a"
        " reason; that stands on every document.\n\n"
        "mijlpaal report propose chemelot.2026-11-30",
    ),
)
def propose(context: typer.Context, name: Name, reason: Reason = None) -> None:
    """Propose an edition."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.publications import editions

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        report = editions.find_report(ledger.session, _readable(name))
        proposed = editions.propose(ledger, report, reason=reason)
    say(
        call.say(
            f"Voorgelegd: {proposed.key}. Een tweede persoon stelt haar vast:"
            f" mijlpaal report establish {proposed.key}",
            f"Proposed: {proposed.key}. A second person establishes it:"
            f" mijlpaal report establish {proposed.key}",
        )
    )


@report_group.command(
    "establish",
    cls=ActingCommand,
    help=both(
        "Stel een voorgelegde editie vast, als tweede persoon; daarna verandert er niets meer aan."
        "\n\n"
        "De bestanden krijgen een eigen naam (chemelot.editie-2.html), die geen run overschrijft.",
        "Establish a proposed edition, as a second person; from then on nothing of it changes."
        "\n\n"
        "Its files get a name of their own (chemelot.editie-2.html), which no run overwrites.",
    ),
)
def establish(context: typer.Context, name: Name, reason: Reason = None) -> None:
    """Establish an edition and write its files."""
    from mijlpaal.desk import desk
    from mijlpaal.show.approval import say_alone
    from mijlpaal.show.screen import say
    from models.publications import editions

    call = call_of(context)
    with desk(call) as at:
        with at.writing() as ledger:
            report = editions.find_report(ledger.session, _readable(name))
            done = editions.establish(ledger, report, reason=reason)
        say(call.say(f"✓ Vastgesteld: {done.key}", f"✓ Established: {done.key}"))
        say_alone(done, call)
        if call.is_trial:
            return
        files = _print(at, editions.read_name(done.key))
        call.recorded.tell({"files": files})
        for path in files:
            say(f"  {path}")


@report_group.command(
    "return",
    cls=ActingCommand,
    help=both(
        "Geef een voorgelegde editie terug, met een toelichting; zij is weer een concept.",
        "Return a proposed edition, with a reason; it is a concept again.",
    ),
)
def give_back(context: typer.Context, name: Name, reason: Reason = None) -> None:
    """Return an edition."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.publications import editions

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        report = editions.find_report(ledger.session, _readable(name))
        found = editions.give_back(ledger, report, reason=reason)
    say(call.say(f"Teruggegeven: {found.key}", f"Returned: {found.key}"))


def _readable(name: str) -> "EditionName":
    """Return the edition that is named, if this reader may see it."""
    from mijlpaal.lookup import CLEARANCE
    from models.publications.editions import read_name, unknown_edition

    found = read_name(name)
    if found.audience not in CLEARANCE.readable():
        raise unknown_edition(name)
    return found


def _print(at: "Desk", name: "EditionName") -> list[str]:
    from mijlpaal.lookup import CLEARANCE
    from reports.editions import load_edition
    from reports.publishing import print_established

    with at.reading() as session:
        figures, edition = load_edition(session, name, clearance=CLEARANCE)
    forms = at.workplace.report_formats
    folder, language = at.workplace.reports_folder, at.call.language
    return list(map(str, print_established(figures, edition, folder, (language,), forms)))
