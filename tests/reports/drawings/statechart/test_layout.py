import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statechart import Chart
from models.vocabulary import Language
from reports.drawings.palette import BAR_EDGE, INK
from reports.drawings.statechart.layout import Layout, lay_out
from reports.drawings.statechart.legend import legend_of
from tests.reports.drawings.statechart import charts
from tests.reports.drawings.statechart.charts import CLUSTER, SEEDS, a_chart, a_state, to
from tests.reports.drawings.statechart.geometry import faults_in, overlap
from tests.reports.drawings.test_palette import SHAPE, TEXT, contrast

LONG = "Stel vast dat het bevoegd gezag de onherroepelijke vergunning heeft verleend " * 4
LABELS = {
    "300 characters": LONG[:300],
    "300 characters without a space": "x" * 300,
    "emoji": "🏭🌱 vergroening 👩‍🔬 van de keten ✅",
    "right to left": "اعتماد خارطة الطريق המפת דרכים",
    "wide": "承認されたロードマップを実行する段階に進む",
    "markup": "<script>alert(1)</script> & \"'",
}


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("language", list(Language))
def test_in_a_real_life_cycle_nothing_lies_on_anything_else(name: str, language: Language) -> None:
    chart = SEEDS[name]

    assert faults_in(lay_out(chart, language=language)) == []
    assert faults_in(lay_out(chart, charts.beginning(chart), language=language)) == []


@pytest.mark.parametrize("language", list(Language))
def test_marking_where_a_cluster_stands_or_stood_moves_nothing_onto_anything(
    language: Language,
) -> None:
    assert faults_in(lay_out(CLUSTER, charts.elaborating(), language=language)) == []
    assert faults_in(lay_out(CLUSTER, charts.paused(), language=language)) == []


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_whatever_things_are_called_nothing_lies_on_anything_else(label: str) -> None:
    chart = charts.with_labels(label)

    assert faults_in(lay_out(chart, charts.beginning(chart))) == []


@pytest.mark.parametrize(
    "chart",
    [charts.of_sixty_states(), charts.of_depth_six(), charts.of_eight_regions()],
    ids=["sixty states", "six deep", "eight regions"],
)
def test_however_big_a_life_cycle_is_nothing_lies_on_anything_else(chart: Chart) -> None:
    assert faults_in(lay_out(chart, charts.beginning(chart))) == []


@st.composite
def any_charts(draw: st.DrawFn) -> Chart:
    """Return a life cycle of some nested states with arrows between any of them."""
    names: list[str] = []

    def states(depth: int, least: int) -> list[dict[str, object]]:
        return [state(depth) for _ in range(draw(st.integers(least, 3)))]

    def state(depth: int) -> dict[str, object]:
        name = f"s{len(names)}"
        names.append(name)
        if depth == 3 or draw(st.booleans()):
            return a_state(name)
        kind = draw(st.sampled_from(["compound", "parallel"]))
        return a_state(name, kind=kind, states=states(depth + 1, 1))

    rows = states(0, 2)
    for row in _flat(rows):
        goals = draw(st.lists(st.sampled_from(names), max_size=3))
        row["transitions"] = [to(goal) for goal in goals]
    return a_chart(*rows)


def _flat(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for row in rows:
        inside = row.get("states", [])
        assert isinstance(inside, list)
        found += [row, *_flat(inside)]
    return found


@given(any_charts())
@settings(max_examples=60, deadline=None)
def test_in_any_life_cycle_nothing_lies_on_anything_else(chart: Chart) -> None:
    assert faults_in(lay_out(chart)) == []


def test_the_check_itself_sees_a_label_that_lies_on_another() -> None:
    layout = lay_out(CLUSTER)

    layout.labels.append(layout.labels[0])

    assert faults_in(layout) != []


def test_regions_lie_beside_each_other_with_a_divider_between_every_two() -> None:
    layout = lay_out(charts.of_eight_regions())

    regions = [f for f in layout.frames if f.number > 0 and f.has_parts][1:]
    assert len({frame.y for frame in regions}) == 1
    assert [frame.x for frame in regions] == sorted(frame.x for frame in regions)
    assert len(layout.dividers) == 7


def test_states_lie_below_each_other_in_document_order() -> None:
    layout = lay_out(charts.of_sixty_states())

    tops = [frame.y for frame in layout.frames if frame.number > 0]
    assert tops == sorted(tops)


def test_a_step_to_the_next_state_goes_straight_down_from_border_to_border() -> None:
    layout = lay_out(a_chart(a_state("een", to("twee")), a_state("twee", kind="final")))

    one, two = (frame for frame in layout.frames if frame.number > 0)
    ((x, begin), (same_x, end)) = layout.routes[-1].points
    assert x == same_x
    assert (begin, end) == (one.y + one.height, two.y)


def test_a_step_back_runs_beside_the_boxes_and_comes_in_from_the_right() -> None:
    layout = lay_out(a_chart(a_state("een"), a_state("twee", to("een"))))

    one, two = (frame for frame in layout.frames if frame.number > 0)
    points = layout.routes[-1].points
    assert points[0][0] == two.x + two.width
    assert points[-1][0] == one.x + one.width
    assert min(x for x, _ in points[1:-1]) > one.x + one.width


def test_a_step_that_stays_where_it_is_is_drawn_as_a_loop() -> None:
    layout = lay_out(a_chart(a_state("een", {"event": "blijf"})))

    frame = next(each for each in layout.frames if each.number == 1)
    begin, end = layout.routes[-1].points[0], layout.routes[-1].points[-1]
    assert begin[0] == end[0] == frame.x + frame.width
    assert begin[1] < end[1]


def test_a_name_that_does_not_fit_is_kept_whole_beside_the_short_one() -> None:
    layout = lay_out(charts.with_labels(LONG[:300]))

    cut = [label for label in layout.labels if label.text.endswith("…")]
    assert cut
    assert all(label.full for label in cut)


@pytest.mark.parametrize(
    "layout",
    [
        lay_out(CLUSTER),
        lay_out(CLUSTER, charts.elaborating()),
        lay_out(CLUSTER, charts.paused()),
    ],
    ids=["alone", "elaborating", "paused"],
)
def test_every_text_and_every_line_can_be_seen_on_its_ground(layout: Layout) -> None:
    for label in layout.labels:
        assert contrast(label.colour, label.ground) >= TEXT
    for sign in layout.signs:
        assert sign.colour in {label.colour for label in layout.labels}
    for ground in {frame.ground for frame in layout.frames if frame.has_parts}:
        assert contrast(BAR_EDGE, ground) >= SHAPE
        assert contrast(INK, ground) >= SHAPE


def test_the_key_overlaps_nothing_and_lies_below_the_drawing() -> None:
    layout = lay_out(CLUSTER, charts.paused())

    legend = legend_of(CLUSTER, layout, Language.NL)

    boxes = [label.box for label in legend.labels]
    assert all(box[1] > layout.height for box in boxes)
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
