"""The overview on the terminal: a sentence with the answer, then what to do, then the clusters."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.milestones import show_to_do
from mijlpaal.show.wording import short_day, status_ink
from models.rules.status import Status
from reports.figures.structure import ClusterLine
from reports.overview import Overview, waiting_in_words
from reports.sentences import Sentences
from reports.spelling import with_weekday


def show_overview(found: Overview, call: Call) -> None:
    """Write the overview over all clusters on the reference date."""
    day = with_weekday(found.masthead.reference_date, call.language)
    screen.say(screen.Ink(f"{found.masthead.title.say(call.language)} – {day}", "bold"))
    screen.say(_answer(found, call))
    screen.heading(call.say("Vraagt nu aandacht", "Needs attention now"))
    if not found.pressing:
        screen.say(call.say("Niets is te laat of dichtbij.", "Nothing is late or near."))
    show_to_do(found.pressing, call)
    if found.waiting.count:
        screen.item(
            screen.Ink("▲", "yellow"),
            waiting_in_words(found.waiting, call.language),
            [screen.Ink("mijlpaal proposal list", "dim")],
        )
    screen.heading("Clusters")
    show_clusters(found.clusters, call)
    if found.coming:
        screen.heading(call.say("Komt eraan", "Coming up"))
    show_to_do(found.coming, call)
    if found.closed:
        nl, en = f"{found.closed} behaald of vervallen.", f"{found.closed} achieved or lapsed."
        screen.say("")
        screen.say(screen.Ink(call.say(nl, en), "dim"))


def show_clusters(clusters: Sequence[ClusterLine], call: Call) -> None:
    """Write a table of the clusters, those that have come furthest first."""
    screen.table(
        (
            "cluster",
            call.say("stap", "step"),
            "status",
            call.say("volgende grens", "next bound"),
        ),
        [_cluster_row(line, call) for line in clusters],
    )


def _answer(found: Overview, call: Call) -> str:
    """Return the one sentence that a minister needs."""
    late = sum(line.judged.status is Status.DELAYED for line in found.pressing)
    near = len(found.pressing) - late
    unknown = sum(line.step.now is None for line in found.clusters)
    clusters = len(found.clusters)
    nl = (
        f"{_count(late, 'mijlpaal is', 'mijlpalen zijn', 'Geen mijlpaal is')} vertraagd,"
        f" {_count(near, 'vraagt', 'vragen', 'geen vraagt')} aandacht;"
        f" van {unknown} van de {clusters} clusters is de stap onbekend."
    )
    en = (
        f"{_count(late, 'milestone is', 'milestones are', 'No milestone is')} delayed,"
        f" {_count(near, 'needs', 'need', 'none needs')} attention;"
        f" the step of {unknown} of the {clusters} clusters is unknown."
    )
    return call.say(nl, en)


def _count(number: int, one: str, many: str, none: str) -> str:
    if number == 0:
        return none
    return f"{number} {one if number == 1 else many}"


def _cluster_row(line: ClusterLine, call: Call) -> tuple[screen.Cell, ...]:
    say = Sentences(call.language)
    known = line.step.now
    return (
        say.say(line.title),
        say.say(known) if known else screen.Ink(call.say("onbekend", "unknown"), "dim"),
        status_ink(line.roll_up.status, call),
        _next_bound(line, call),
    )


def _next_bound(line: ClusterLine, call: Call) -> str:
    found = line.next_bound
    if found is None:
        return short_day(None, call)
    estimate = Sentences(call.language).estimate(found.rests_on_estimate)
    return short_day(found.day, call) + estimate
