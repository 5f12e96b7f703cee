"""Standings as text and in words, and the step bar."""

import pytest

from models.errors import DefinitionError
from models.statechart import Chart, Progress
from tests.models.statechart.charts import a_chart, a_final, a_parallel, a_state, after, on


def a_process() -> Chart:
    """Return a process with three stages, a parallel in the second, a pause and a stop."""
    return a_chart(
        a_state(
            "actief",
            a_state("diep", kind="deep_history"),
            a_state("ondiep", kind="history"),
            a_state("een", label="Eén", label_en="One", stage=True, transitions=[on("ga", "twee")]),
            a_state(
                "twee",
                a_parallel(
                    "p",
                    a_state("links", a_state("l", label="links bezig", label_en="left busy")),
                    a_state("rechts", a_state("r", label="rechts bezig")),
                ),
                label="Twee",
                label_en="Two",
                stage=True,
            ),
            transitions=[on("pauze", "rust"), on("klaar", "drie")],
        ),
        a_final("drie", label="Drie", stage=True),
        a_state("rust", label="Gepauzeerd", label_en="Paused", transitions=[on("verder", "diep")]),
    )


def test_a_standing_is_written_as_its_leaves_and_its_memory() -> None:
    chart = a_process()

    assert chart.write(after(chart)) == "een"
    assert chart.write(after(chart, "ga")) == "l r"
    assert chart.write(after(chart, "ga", "pauze")) == "rust | diep=l,r;ondiep=twee"


@pytest.mark.parametrize(
    "events", [(), ("ga",), ("ga", "pauze"), ("pauze", "verder"), ("ga", "klaar")]
)
def test_a_written_standing_reads_as_the_same_standing(events: tuple[str, ...]) -> None:
    chart = a_process()
    standing = after(chart, *events)

    assert chart.read(chart.write(standing)) == standing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs one child active and has none"),
        ("eenn", "there is no state 'eenn'. Did you mean 'een'"),
        ("een rust", "the chart needs one child active and has actief and rust"),
        ("l", "'p' needs all its children active and has links"),
        ("twee", "'twee' needs one child active and has none"),
        ("diep", "history state"),
        ("rust | een=een", "'een' is no history state"),
        ("rust | diep=", "there is no state ''"),
        ("rust | diep", "there is no state ''"),
        ("rust | diep=rust", "rust is not among its states"),
        ("rust | diep=l", "'p' needs all its children active"),
        ("rust | diep=een,l,r", "has een and twee"),
        ("rust | ondiep=l", "l is not among its states"),
        ("rust | ondiep=een,twee", "2 children of 'actief' cannot be active together"),
        ("rust | diep=een;diep=l,r", "remembers twice"),
    ],
)
def test_a_text_that_is_no_legal_standing_is_refused(text: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        a_process().read(text)


def test_a_state_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(DefinitionError, match="Known: actief, diep, ondiep"):
        a_process().state("qqqqqq")


@pytest.mark.parametrize(
    ("events", "stage", "nl", "en"),
    [
        ((), "een", "Eén", "One"),
        (("ga",), "twee", "Twee: links bezig ∥ rechts bezig", "Two: left busy ∥ rechts bezig"),
        (("ga", "pauze"), "twee", "Gepauzeerd (Twee)", "Paused (Two)"),
        (("pauze",), "een", "Gepauzeerd (Eén)", "Paused (One)"),
        (("pauze", "verder", "ga"), "twee", None, None),
        (("ga", "klaar"), "drie", "Drie", "Drie"),
    ],
)
def test_a_standing_is_told_by_its_stage_and_what_goes_on_in_it(
    events: tuple[str, ...], stage: str, nl: str | None, en: str | None
) -> None:
    chart = a_process()
    standing = after(chart, *events)

    current = chart.stage_of(standing)

    assert current is chart.state(stage)
    assert chart.describe(standing, "nl") == nl or nl is None
    assert chart.describe(standing, "en") == en or en is None


def test_the_step_bar_knows_what_is_behind_and_ahead_also_in_a_pause() -> None:
    chart = a_process()

    bar = [(stage.id, place) for stage, place in chart.progress(after(chart, "ga", "pauze"))]

    assert bar == [
        ("een", Progress.BEHIND),
        ("twee", Progress.CURRENT),
        ("drie", Progress.AHEAD),
    ]


def test_a_pause_without_a_memory_shows_no_stage() -> None:
    chart = a_process()
    standing = chart.read("rust")

    assert chart.stage_of(standing) is None
    assert chart.describe(standing) == "Gepauzeerd"
    assert {place for _, place in chart.progress(standing)} == {Progress.AHEAD}


def test_a_chart_names_its_events_and_facts_once_in_document_order() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("y", "a", cond="f2 or f1"), on("x", "a", cond="f1"), on("y")]),
        a_state("b", a_final("c"), transitions=[on("done.state.b", "a"), on("*", "a", cond="f3")]),
    )

    assert chart.events == ("y", "x")
    assert chart.facts == ("f2", "f1", "f3")
