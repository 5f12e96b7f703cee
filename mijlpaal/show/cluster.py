"""One cluster on the terminal: its step, what holds up the next one, and what hangs on it."""

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.milestones import bounds_of, show_to_do
from mijlpaal.show.wording import in_row, mark, status_ink
from reports.drawings.step_bar import step_line
from reports.figures.structure import ClusterFigures, Gate
from reports.sentences import Sentences
from reports.spelling import with_weekday


def show_cluster(figures: ClusterFigures, call: Call) -> None:
    """Write where a cluster stands on the reference date."""
    say = Sentences(call.language)
    day = with_weekday(figures.masthead.reference_date, call.language)
    screen.say(screen.Ink(f"{say.say(figures.masthead.title)}, {day}", "bold"))
    screen.pairs(
        [
            (call.say("stap", "step"), say.step(figures.step)),
            ("status", status_ink(figures.roll_up.status, call)),
            ("", say.roll_up(figures.roll_up, figures.milestones)),
        ]
    )
    if figures.step.now:
        screen.say("")
        screen.say(step_line(figures.step, call.language))
    _show_gates(figures, call)
    if figures.milestones:
        screen.heading(call.say("Mijlpalen en toezeggingen", "Milestones and duties"))
        show_to_do(figures.milestones, call)
    _show_obligations(figures, call)
    _show_requests(figures, call)
    _show_projects(figures, call)
    _show_conditions(figures, call)


def show_checklist(figures: ClusterFigures, call: Call) -> None:
    """Write what the route map must set out, with what is missing."""
    if not figures.checklist:
        screen.say(call.say("Er is geen checklist geregistreerd.", "No checklist is registered."))
    say = Sentences(call.language)
    for line in figures.checklist:
        rows = say.rows(line.rows, line.rows_not_shown)
        below = [screen.Ink(say.say(line.text)), screen.Ink(line.key, "dim")]
        if rows:
            below.insert(1, screen.Ink(rows))
        screen.item(mark(line.holds), say.say(line.title), below)


def _show_gates(figures: ClusterFigures, call: Call) -> None:
    if figures.gates:
        screen.heading(call.say("Wat de volgende stap vraagt", "What the next step asks"))
    for gate in figures.gates:
        _show_gate(gate, call)
    if figures.gates:
        key = figures.masthead.key
        hint = f"mijlpaal cluster explain {key}"
        screen.say(screen.Ink(call.say(f"Voluit: {hint}", f"In full: {hint}"), "dim"))


def _show_gate(gate: Gate, call: Call) -> None:
    say = Sentences(call.language)
    facts = [
        screen.Ink(
            f"{'✓' if fact.holds else '✕'} {say.say(fact.label)}: {say.fact(fact)}",
            "green" if fact.holds else "red",
        )
        for fact in gate.facts
    ]
    screen.item(mark(gate.is_open), f"{say.say(gate.label)}: {say.gate(gate)}", facts)


def _show_obligations(figures: ClusterFigures, call: Call) -> None:
    say = Sentences(call.language)
    lines = [line for line in figures.milestones if line.asked_in and line.is_open]
    if lines:
        screen.heading(call.say("Openstaande verplichtingen", "Open obligations"))
    asked, due = call.say("gevraagd in stand", "asked for in state"), call.say("te leveren", "due")
    for line in lines:
        document = say.label("DOCUMENT_KINDS", line.document) if line.document else "–"
        screen.item(
            screen.Ink("○"),
            say.say(line.title),
            [
                f"{asked}: {say.say(line.asked_in)} · {due}: {document}",
                f"{bounds_of(line, call)} · {in_row(line.owners)}",
                screen.Ink(f"mijlpaal milestone show {line.key}", "dim"),
            ],
        )


def _show_requests(figures: ClusterFigures, call: Call) -> None:
    say = Sentences(call.language)
    if figures.requests:
        screen.heading(
            call.say("Verzoeken aan Rijk en provincie", "Requests to State and province")
        )
    screen.table(
        (
            "nr",
            call.say("verzoek", "request"),
            call.say("stand", "state"),
            call.say("bedrag", "amount"),
        ),
        [
            (
                str(line.number),
                say.say(line.title),
                say.say(line.state),
                say.amount(line.amount) if line.amount else "–",
            )
            for line in figures.requests
        ],
    )


def _show_projects(figures: ClusterFigures, call: Call) -> None:
    say = Sentences(call.language)
    if figures.projects:
        screen.heading(call.say("Projecten", "Projects"))
    screen.table(
        (
            call.say("sleutel", "key"),
            "project",
            call.say("stand", "state"),
            call.say("bedrijven", "companies"),
            call.say("randvoorwaarden", "conditions"),
        ),
        [
            (
                line.key,
                say.say(line.title),
                say.say(line.state),
                in_row(line.companies),
                str(line.conditions),
            )
            for line in figures.projects
        ],
    )


def _show_conditions(figures: ClusterFigures, call: Call) -> None:
    say = Sentences(call.language)
    if figures.conditions:
        screen.heading(call.say("Randvoorwaarden", "Conditions"))
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("randvoorwaarde", "condition"),
            call.say("kant", "side"),
            call.say("stand", "state"),
        ),
        [
            (
                line.key,
                say.say(line.title),
                say.label("SIDES", line.side),
                say.say(line.state),
            )
            for line in figures.conditions
        ],
    )
