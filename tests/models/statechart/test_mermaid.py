"""Charts as Mermaid diagrams: what is drawn, and that no label can draw anything."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.statechart import Chart
from models.statechart.mermaid import mermaid_of
from tests.models.statechart.charts import (
    Data,
    a_chart,
    a_final,
    a_parallel,
    a_state,
    after,
    on,
)
from tests.models.statechart.definitions_at_random import definitions, the_chart_of

# All that a line of a diagram can be. Checked with Mermaid 11's own parser when it was written.
WORDS = r'([^:;"#\n]|#\d+;)+'
LINE = re.compile(
    rf"stateDiagram-v2| *(\[\*\] --> s\d+|s\d+ --> (s\d+|\[\*\])( : {WORDS})?|--|\}}"
    rf'|state "{WORDS}" as s\d+( \{{)?|class s\d+ current|classDef current \S+)'
)


def the_lines(chart: Chart, *events: str, language: str = "nl") -> list[str]:
    """Return the lines of the diagram of ``chart`` after ``events``."""
    return mermaid_of(chart, after(chart, *events), language).splitlines()


def test_a_diagram_shows_states_within_states_and_the_arrows_between_them() -> None:
    chart = a_chart(
        a_state(
            "a", a_state("b", label="Bé"), a_state("c"), transitions=[on("ga", "z", label="Ga!")]
        ),
        a_parallel("p", a_state("r"), a_state("s")),
        a_final("z"),
    )

    assert mermaid_of(chart) == (
        "stateDiagram-v2\n"
        "    [*] --> s1\n"
        '    state "a" as s1 {\n'
        "        [*] --> s2\n"
        '        state "Bé" as s2\n'
        '        state "c" as s3\n'
        "    }\n"
        '    state "p" as s4 {\n'
        '        state "r" as s5\n'
        "        --\n"
        '        state "s" as s6\n'
        "    }\n"
        '    state "z" as s7\n'
        "    s7 --> [*]\n"
        "    s1 --> s7 : Ga#33;\n"
        "    classDef current fill:#ffd966,stroke:#7f6000,stroke-width:3px\n"
    )


def test_the_innermost_states_where_a_subject_stands_are_marked() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "p")]),
        a_parallel("p", a_state("r", a_state("r1")), a_state("s")),
    )

    assert [line for line in the_lines(chart, "ga") if " class " in line] == [
        "    class s4 current",
        "    class s5 current",
    ]
    assert "class s" not in mermaid_of(chart)


def test_labels_and_staying_are_said_in_the_language_that_was_asked_for() -> None:
    chart = a_chart(a_state("a", label="Een", label_en="One", transitions=[on("ga")]))

    assert '    state "Een" as s1' in the_lines(chart)
    assert "    s1 --> s1 : ga (blijft)" in the_lines(chart)
    assert '    state "One" as s1' in the_lines(chart, language="en")
    assert "    s1 --> s1 : ga (stays)" in the_lines(chart, language="en")


def test_a_condition_stands_between_brackets_and_no_event_leaves_an_arrow_bare() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b", cond="f and g"), on(None, "a", cond="h")]),
        a_state("b", a_state("c"), transitions=[on("done.state.b", "a")]),
        a_state("d", transitions=[on(None, "a")]),
    )

    arrows = mermaid_of(chart).splitlines()
    assert "    s1 --> s2 : ga #91;f and g#93;" in arrows
    assert "    s1 --> s1 : #91;h#93;" in arrows
    assert "    s4 --> s1" in arrows


def test_a_transition_with_several_targets_has_an_arrow_to_each() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", ["r", "s"])]),
        a_parallel("p", a_state("r"), a_state("s")),
    )

    assert [line for line in the_lines(chart) if line.endswith(": ga")] == [
        "    s1 --> s3 : ga",
        "    s1 --> s4 : ga",
    ]


def test_history_is_a_state_h_with_its_default_and_no_region_of_a_parallel() -> None:
    chart = a_chart(
        a_parallel("p", a_state("r"), a_state("h", kind="history"), a_state("s")),
        a_state("c", a_state("d"), a_state("e", kind="deep_history", initial="d")),
    )

    lines = the_lines(chart)
    assert [line for line in lines if "--" in line and "-->" not in line] == ["        --"]
    assert '        state "H" as s3' in lines
    assert '        state "H#42;" as s7' in lines
    assert {"    s3 --> s2", "    s3 --> s4", "    s7 --> s6"} <= set(lines)


@given(st.text(max_size=30))
@example('x" as s1\n[*] --> s9')
@example("a: b; class s1 current")
@example("} %% x")
@example("#quot;#34;")
@example("x Direction LR y")
@example("\u2028\x85\x1c")
def test_no_label_can_break_out_of_its_place(label: str) -> None:
    states = a_state(
        "a", label=label, transitions=[on("ga", "b", label=label), on("blijf", label=label)]
    )
    chart = a_chart(states, a_state("b"))

    lines = the_lines(chart)

    assert len(lines) == 8
    assert all(map(LINE.fullmatch, lines)), lines
    assert not any(re.search("direction [LRTB]", line, re.IGNORECASE) for line in lines)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(definitions())
def test_every_state_and_every_transition_of_a_chart_is_drawn(data: Data) -> None:
    chart = the_chart_of(data)

    lines = mermaid_of(chart).splitlines()

    assert all(map(LINE.fullmatch, lines)), lines
    for state in chart.states[1:]:
        drawn = [line for line in lines if line.removesuffix(" {").endswith(f'" as s{state.index}')]
        assert len(drawn) == 1
    for each in chart.transitions:
        for target in each.targets or (each.source,):
            assert any(line.startswith(f"    s{each.source} --> s{target}") for line in lines)
