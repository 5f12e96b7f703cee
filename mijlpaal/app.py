"""The tree of commands. Reading it imports Typer and nothing else: help must come at once."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from mijlpaal.commands import access_tokens as _access_tokens  # noqa: F401  (adds its commands)
from mijlpaal.commands import agreeing as _agreeing  # noqa: F401  (idem)
from mijlpaal.commands import answering as _answering  # noqa: F401  (idem)
from mijlpaal.commands import assigning as _assigning  # noqa: F401  (idem)
from mijlpaal.commands import db as _copying  # noqa: F401  (idem)
from mijlpaal.commands import definition_versions as _versions  # noqa: F401  (idem)
from mijlpaal.commands import handing_over as _handing_over  # noqa: F401  (idem)
from mijlpaal.commands import importing as _importing  # noqa: F401  (idem)
from mijlpaal.commands import judging as _judging  # noqa: F401  (idem)
from mijlpaal.commands import report_editions as _editions  # noqa: F401  (idem)
from mijlpaal.commands import report_kinds as _kinds  # noqa: F401  (idem)
from mijlpaal.commands import seed_invent as _inventing  # noqa: F401  (idem)
from mijlpaal.commands import terms as _terms  # noqa: F401  (idem)
from mijlpaal.commands import tying as _tying  # noqa: F401  (idem)
from mijlpaal.commands.access import access
from mijlpaal.commands.audit import audit
from mijlpaal.commands.calendar import calendar
from mijlpaal.commands.cascade import cascade
from mijlpaal.commands.check import check
from mijlpaal.commands.cluster import cluster
from mijlpaal.commands.completion import completion
from mijlpaal.commands.contact import contact
from mijlpaal.commands.definition import definition
from mijlpaal.commands.dependency import dependency
from mijlpaal.commands.doctor import doctor
from mijlpaal.commands.events import dated_by_hand
from mijlpaal.commands.feed import feed
from mijlpaal.commands.impact import impact
from mijlpaal.commands.letter import letter
from mijlpaal.commands.letter_to_parliament import letter_to_parliament
from mijlpaal.commands.mandate import mandate
from mijlpaal.commands.messages import messages
from mijlpaal.commands.milestone import duty, milestone
from mijlpaal.commands.organisation import organisation
from mijlpaal.commands.outlook import outlook
from mijlpaal.commands.overview import overview
from mijlpaal.commands.proposal import proposal
from mijlpaal.commands.reminders import reminders
from mijlpaal.commands.report_group import report_group
from mijlpaal.commands.running import publish, rehearse, run, up
from mijlpaal.commands.scenario import scenario
from mijlpaal.commands.seed import seed
from mijlpaal.commands.serving import serve
from mijlpaal.commands.setup import db, init
from mijlpaal.commands.status_text import status_text
from mijlpaal.commands.subjects import fast_track
from mijlpaal.commands.waiting import groups, readiness
from mijlpaal.help import (
    KEEPING,
    LOOKING,
    PROGRAMME,
    RUNNING,
    ActingCommand,
    HouseCommand,
    HouseGroup,
    PresentCommand,
    ReadingCommand,
)
from mijlpaal.words import both

app = typer.Typer(
    name="mijlpaal",
    cls=HouseGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help=both(
        "Mijlpaal bewaakt de afspraken van een stapsgewijs programma: wie moet wat wanneer, "
        "in welke stap is elk cluster, en wie is daarvan op de hoogte.",
        "Mijlpaal keeps the promises of a stepwise programme: who must do what by when, "
        "in which step each cluster is, and who has been told.",
    ),
    epilog=both(
        "Beginnen: mijlpaal init, daarna mijlpaal run.",
        "To begin: mijlpaal init, then mijlpaal run.",
    ),
)


def _tell_version(is_asked: bool) -> None:
    """Say which Mijlpaal this is, and stop."""
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"mijlpaal {version('mijlpaal')}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option(
        "--version",
        callback=_tell_version,
        is_eager=True,
        help=both("Welke versie dit is.", "Which version this is."),
    ),
]


@app.callback()
def _root(version: _Version = False) -> None:
    """Hold the tree together; what belongs to every command is read by ``mijlpaal.call``."""


_COMMANDS = (
    (
        LOOKING,
        overview,
        both(
            "Toon alle clusters, en wat nu aandacht vraagt en waarom.",
            "Show all clusters, and what needs attention now and why.",
        ),
    ),
    (
        LOOKING,
        impact,
        both(
            "Toon wat het raakt als iets wegvalt, later wordt of anders besloten: in lagen, met "
            "de keten erheen.\n\nmijlpaal impact project:project-helix --if dropped",
            "Show what it touches when something drops out, slips or is decided otherwise: in "
            "layers, with the chain to each.\n\nmijlpaal impact project:project-helix --if dropped",
        ),
    ),
    (
        LOOKING,
        groups,
        both(
            "Toon wie alleen samen kunnen besluiten, waarop dat wacht en wat het losmaakt.",
            "Show who can only decide together, what that waits for and what frees it.",
        ),
    ),
    (
        LOOKING,
        readiness,
        both(
            "Toon wat er tussen een project en zijn besluit staat, of wat op een houder wacht.",
            "Show what stands between a project and its decision, or what waits for a holder.",
        ),
    ),
    (
        LOOKING,
        check,
        both(
            "Toon wat niet bij elkaar past, elk met wat het herstelt. Exitcode 1 wanneer iemand "
            "iets moet doen.",
            "Show what does not fit together, each with what mends it. Exit code 1 when somebody "
            "must act.",
        ),
    ),
    (
        LOOKING,
        outlook,
        both(
            "Toon per open mijlpaal de kans dat de grens houdt, naar hoe afspraken schoven.",
            "Show per open milestone the chance to hold its bound, by how promises slipped.",
        ),
    ),
    (
        PROGRAMME,
        cascade,
        both(
            "Toon welke prognoses meeschuiven met die van een mijlpaal, en neem ze over.\n\n"
            "mijlpaal cascade d1 --accept 1,3",
            "Show which forecasts move with that of a milestone, and accept them.\n\n"
            "mijlpaal cascade d1 --accept 1,3",
        ),
    ),
    (
        RUNNING,
        run,
        both(
            "Draai één hele dag: termijnen controleren, berichten sturen, rapporten publiceren.\n\n"
            "Het rapport is dat van de werkvloer: intern, in het Nederlands. Naar buiten gaat wat "
            "mijlpaal publish maakt, dat op zijn dagen ook vanzelf loopt. "
            "Een tweede keer op dezelfde dag vertelt niemand iets twee keer. Exitcode 7 wanneer "
            "berichten wachten op een nieuwe poging, 1 wanneer er een is opgegeven of een rapport "
            "mislukte.",
            "Run one whole day: check deadlines, send messages, publish reports.\n\n"
            "The report is for the people at work: internal, in Dutch. What goes out is made by "
            "mijlpaal publish, which runs by itself on its days. "
            "A second run on the same day tells nobody anything twice. Exit code 7 when "
            "messages wait for another attempt, 1 when one was given up or a report failed.",
        ),
    ),
    (
        RUNNING,
        publish,
        both(
            "Publiceer nu alle rapportages: intern en openbaar, Nederlands en Engels.\n\n"
            "De klok doet dit op de eerste werkdag van de maand en tien werkdagen voor elke"
            " toezegging aan de Kamer. Een rapportage die mislukt houdt de andere niet tegen en"
            " staat onderaan; dan is de exitcode 1.",
            "Publish all reports now: internal and public, in Dutch and in English.\n\n"
            "The clock does this on the first working day of the month and ten working days before"
            " each duty to the Kamer. A report that fails stops no other and is named at the end;"
            " the exit code is 1 then.",
        ),
    ),
    (
        RUNNING,
        rehearse,
        both(
            "Speel een periode na op een virtuele klok: wie zou wat wanneer horen.\n\n"
            "Er wordt niets verstuurd en niets bewaard.",
            "Rehearse a period on a virtual clock: who would be told what and when.\n\n"
            "Nothing is sent and nothing is kept.",
        ),
    ),
    (
        RUNNING,
        up,
        both(
            "Blijf draaien volgens de klok, tot Ctrl-C of SIGTERM.",
            "Keep running by the clock, until Ctrl-C or SIGTERM.",
        ),
    ),
    (
        RUNNING,
        serve,
        both(
            "Dien de pagina's en de API, standaard alleen voor deze machine.\n\n"
            "De eerste keer staat er een inloglink voor de beheerder bij; daarna maakt"
            " 'mijlpaal access link' er een. De links in berichten beginnen met"
            " MIJLPAAL_WEB_ADDRESS: het adres waarop lezers deze pagina's bereiken, meestal dat van"
            " een proxy met TLS ervoor.",
            "Serve the pages and the API, to this machine only by default.\n\n"
            "The first time a login link for the administrator comes with it; later 'mijlpaal"
            " access link' makes one. The links in messages begin with MIJLPAAL_WEB_ADDRESS: the"
            " address at which readers reach these pages, usually that of a proxy with TLS in front"
            " of them.",
        ),
    ),
    (
        KEEPING,
        init,
        both(
            "Maak de map en de database en laad de gegevens; nog eens kan geen kwaad.",
            "Make the folder and the database and load the data; repeating it does no harm.",
        ),
    ),
    (
        KEEPING,
        doctor,
        both(
            "Kijk elk onderdeel na en zeg wat er te doen is. Exitcode 1 wanneer dat er is.",
            "Check every part and say what to do. Exit code 1 when there is something.",
        ),
    ),
    (
        KEEPING,
        completion,
        both(
            "Schrijf wat een shell leest om opdrachten en opties aan te vullen.\n\n"
            "mijlpaal completion bash >> ~/.bash_completion",
            "Write what a shell reads to complete commands and options.\n\n"
            "mijlpaal completion bash >> ~/.bash_completion",
        ),
    ),
)
_KINDS: Mapping[Callable[..., None], type[HouseCommand]] = {
    cascade: ActingCommand,
    rehearse: PresentCommand,
    completion: PresentCommand,
}
for _panel, _function, _help in _COMMANDS:
    _kind = _KINDS.get(_function, ReadingCommand if _panel == LOOKING else HouseCommand)
    app.command(cls=_kind, help=_help, rich_help_panel=_panel)(_function)
app.add_typer(report_group, rich_help_panel=LOOKING)
app.add_typer(messages, rich_help_panel=LOOKING)
app.add_typer(reminders, rich_help_panel=LOOKING)
app.add_typer(calendar, rich_help_panel=LOOKING)
app.add_typer(feed, rich_help_panel=LOOKING)
for _group in (
    *(cluster, milestone, duty, *fast_track(), *dated_by_hand()),
    *(letter, status_text, letter_to_parliament, proposal, dependency, scenario),
):
    app.add_typer(_group, rich_help_panel=PROGRAMME)
app.add_typer(organisation, rich_help_panel=RUNNING)
app.add_typer(seed, name="seed", rich_help_panel=KEEPING)
app.add_typer(definition, rich_help_panel=KEEPING)
app.add_typer(db, name="db", rich_help_panel=KEEPING)
app.add_typer(contact, rich_help_panel=KEEPING)
app.add_typer(mandate, rich_help_panel=KEEPING)
app.add_typer(access, rich_help_panel=KEEPING)
app.add_typer(audit, rich_help_panel=KEEPING)
