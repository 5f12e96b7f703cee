"""Drawings of consequences: everything in its place, nothing over anything else."""

from itertools import combinations
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.changes import Change, What
from models.consequences.groups import groups
from models.consequences.impact import impact
from models.consequences.situation import Edge, Node
from models.vocabulary import DependencyKind, Language, ParticipationRole, SubjectKind
from reports.drawings.group_ties import MOST_MEMBERS, draw_group
from reports.drawings.impact_layers import MOST_IN_A_LAYER, draw_impact
from reports.drawings.plates import Drawing, Plate
from tests.factories import a_calendar
from tests.models.consequences.situations import a_node, a_situation, an_edge

INVESTS = DependencyKind.INVESTMENT
_TITLES = st.text("abcdefg <&\"' WM", min_size=1, max_size=90)


def _impact_of(nodes: list[Node], edges: list[Edge], start: int) -> Drawing:
    situation = a_situation(nodes, edges)
    change = Change(situation.nodes[start].name, What.DROPPED)
    found = impact(situation, [change], calendar=a_calendar())
    return draw_impact(
        found,
        named=lambda node: node.title,
        told=lambda effect: effect.kind.say("nl"),
        language=Language.NL,
    )


def _apart(one: Plate, other: Plate) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def _require_sound(drawing: Drawing) -> str:
    """Let pass a drawing that is XML with a name, in which nothing lies over anything else."""
    root = ET.fromstring(drawing.svg)  # noqa: S314  (our own)
    named = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert named["title"]
    assert named["desc"]
    assert all(_apart(*pair) for pair in combinations(drawing.plates, 2))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    for plate in drawing.plates:
        assert plate.right <= width
        assert plate.y + plate.height <= height
        for label in plate.labels:
            left, top, right, bottom = label.box
            assert plate.x <= left
            assert right <= plate.right
            assert plate.y <= top
            assert bottom <= plate.y + plate.height
    return "".join(root.itertext())


@settings(max_examples=40, deadline=None)
@given(
    titles=st.lists(_TITLES, min_size=2, max_size=30),
    ends=st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60),
)
def test_nothing_of_an_impact_lies_over_anything_else(
    titles: list[str], ends: list[tuple[int, int]]
) -> None:
    count = len(titles)
    nodes = [
        a_node(number, SubjectKind.ORGANISATION, title=title) for number, title in enumerate(titles)
    ]
    edges = [
        an_edge(one % count, other % count, INVESTS)
        for one, other in ends
        if one % count != other % count
    ]

    _require_sound(_impact_of(nodes, edges, 0))


def test_of_many_the_rest_is_counted_and_the_list_is_named() -> None:
    count = MOST_IN_A_LAYER + 5
    nodes = [a_node(number, SubjectKind.PROJECT) for number in range(count + 1)]
    edges = [an_edge(number, 0, INVESTS) for number in range(1, count + 1)]

    said = _require_sound(_impact_of(nodes, edges, 0))

    assert "en nog 5" in said
    assert f"{count} geblokkeerd" in said
    assert "Dezelfde inhoud staat in de lijst" in said


def test_a_group_shows_who_waits_for_whom_and_what_from_outside() -> None:
    count = MOST_MEMBERS + 3
    members = [a_node(number, SubjectKind.ORGANISATION) for number in range(count)]
    project = a_node(90, SubjectKind.PROJECT, title="Fabriek")
    condition = a_node(91, SubjectKind.CONDITION, title="Vergunning")
    edges = [an_edge(number, (number + 1) % count, INVESTS) for number in range(count)]
    edges += [
        an_edge(90, 0, DependencyKind.PARTICIPATION, role=str(ParticipationRole.OWNER)),
        an_edge(90, 91, DependencyKind.CONDITION),
    ]
    [group] = groups(a_situation([*members, project, condition], edges))

    drawing = draw_group(group, named=lambda node: node.title, language=Language.EN)

    said = _require_sound(drawing)
    assert "and 3 more" in said
    assert "Vergunning" in said
    assert "needed by Fabriek" in said
    assert drawing.svg.count("marker-end") == MOST_MEMBERS - 1  # of those that are drawn
    assert drawing.svg.count("stroke-dasharray") == 1  # from its owner, who is drawn
