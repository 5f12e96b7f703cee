"""Scenarios: what if, kept and shared; they never change anything by themselves."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.impact import AnySubject, If, IfLatest, IfState
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import Day, Json
from mijlpaal.words import both

scenario = typer.Typer(
    name="scenario",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Wat als: wijzigingen doordenken naast de stand van vandaag; niets verandert vanzelf.",
        "What if: think changes through beside how it is today; nothing changes by itself.",
    ),
)
Key = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help=both("Sleutel van het scenario.", "Key of the scenario."),
    ),
]


@scenario.command(
    "new",
    cls=ActingCommand,
    help=both("Begin een scenario, nog zonder wijzigingen.", "Begin a scenario without changes."),
)
def new(
    context: typer.Context,
    key: Key,
    title: Annotated[
        str, typer.Argument(metavar=both("TITEL", "TITLE"), help=both("Titel.", "Title."))
    ],
    description: Annotated[
        str | None,
        typer.Option(
            "--description",
            metavar=both("TEKST", "TEXT"),
            help=both("Waar het over gaat.", "What it is about."),
        ),
    ] = None,
) -> None:
    """Register a scenario."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.foresight.scenarios import new_scenario

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        made = new_scenario(ledger, key, title, description=description)
    say(f"✓ {made.key} · {title}")


@scenario.command(
    "change",
    cls=ActingCommand,
    help=both(
        "Voeg een wijziging toe, of haal er een uit.\n\n"
        "mijlpaal scenario change later milestone:d1 --if-latest 2027-03-01",
        "Add a change, or take one out.\n\n"
        "mijlpaal scenario change later milestone:d1 --if-latest 2027-03-01",
    ),
)
def change(
    context: typer.Context,
    key: Key,
    subject: AnySubject,
    *,
    happens: If = None,
    latest: IfLatest = None,
    state: IfState = None,
    remove: Annotated[
        bool,
        typer.Option("--remove", help=both("Haal dit onderwerp eruit.", "Take this subject out.")),
    ] = False,
) -> None:
    """Add a change, or take one out."""
    from mijlpaal.consequences import change_of, node_of, situation_at
    from mijlpaal.desk import desk
    from mijlpaal.show.impact import change_in_words
    from mijlpaal.show.screen import say
    from models.foresight.scenarios import add_change, changes_of, remove_change

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        situation = situation_at(ledger.session, at)
        node = node_of(ledger.session, situation, subject)
        if remove:
            kept = remove_change(ledger, key, node.name)
        else:
            wanted = change_of(node, happens, latest, state, call)
            kept = add_change(ledger, key, wanted, situation)
    for each in changes_of(kept):
        say(f"· {change_in_words(each, call)}")


@scenario.command(
    "list", cls=ReadingCommand, help=both("Toon alle scenario's.", "Show all scenarios.")
)
def list_all(context: typer.Context, as_json: Json = False) -> None:
    """Show all scenarios."""
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show import screen
    from mijlpaal.show.as_json import print_json
    from models.foresight.scenarios import all_scenarios, changes_of

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        found = all_scenarios(session, clearance=CLEARANCE)
    if as_json:
        print_json(
            [
                {
                    "key": each.key,
                    "title": each.text("title"),
                    "description": each.text("description"),
                    "changes": changes_of(each),
                }
                for each in found
            ]
        )
        return
    if not found:
        screen.say(call.say("Er is er geen.", "There is none."))
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("titel", "title"),
            call.say("wijzigingen", "changes"),
        ),
        [(each.key, each.text("title") or "", str(len(changes_of(each)))) for each in found],
    )


@scenario.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon wat een scenario anders maakt dan vandaag: mijlpalen, grenzen, wie het moet weten.",
        "Show what a scenario makes otherwise than today: milestones, bounds, and who must know.",
    ),
)
def show(context: typer.Context, key: Key, day: Day = None, as_json: Json = False) -> None:
    """Show what a scenario makes of a day."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.scenario import outcome_as_json, show_outcome
    from models.consequences.scenario import evaluate
    from models.foresight.scenarios import changes_of
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        kept = readable(current(session, SubjectKind.SCENARIO, key))
        situation = situation_at(session, at)
        changes = changes_of(kept)
        found = evaluate(situation, changes, calendar=at.calendar)
    if as_json:
        print_json(
            {"key": key, "title": kept.text("title"), **outcome_as_json(situation, changes, found)}
        )
    else:
        show_outcome(situation, kept.text("title") or key, changes, found, call)


@scenario.command(
    "propose",
    cls=ActingCommand,
    help=both(
        "Maak van elke wijziging een voorstel, dat een tweede persoon bevestigt of afwijst.\n\n"
        "Er verandert niets. Exitcode 1 wanneer voor een wijziging geen voorstel kan.",
        "Make a proposal of each change, which a second person confirms or rejects.\n\n"
        "Nothing changes. Exit code 1 when a change cannot be proposed.",
    ),
)
def propose(
    context: typer.Context,
    key: Key,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar=both("TOELICHTING", "REASON"),
            help=both("Waarom; komt in elk voorstel.", "Why; goes into each proposal."),
        ),
    ],
) -> None:
    """Make proposals of a scenario."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.scenarios import tried
    from mijlpaal.show.scenario import proposed_as_json, show_proposed
    from models.acts.proposals import propose as keep
    from models.foresight.scenarios import changes_of, proposable
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call) as at:
        with at.reading() as session:
            kept = readable(current(session, SubjectKind.SCENARIO, key))
            situation = situation_at(session, at)
            wanted = [
                proposable(session, situation, each, reason=reason) for each in changes_of(kept)
            ]
        answers = [tried(at.trying, each) for each in wanted]
        with at.writing() as ledger:
            made = [
                keep(ledger, each.command).key if each.command is not None else None
                for each in answers
            ]
    made = [] if call.is_trial else made  # a key that leads nowhere is not shown
    call.recorded.tell({"changes": proposed_as_json(answers, made)})
    show_proposed(answers, made, call)
    if any(each.command is None for each in answers):
        raise typer.Exit(Exit.ACTION_NEEDED)
