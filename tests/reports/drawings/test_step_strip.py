from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statechart import Progress
from models.vocabulary import Language
from reports.drawings.step_strip import WIDTH, StepStrip, draw_step_strip
from reports.figures.structure import Stage, Step
from reports.words import Text

_ORDER = (Progress.BEHIND, Progress.BEHIND, Progress.CURRENT, Progress.AHEAD)


def steps(*names: str, known: bool = True) -> Step:
    stages = tuple(
        Stage(str(number), Text(name, name), _ORDER[min(number, 3)] if known else None)
        for number, name in enumerate(names)
    )
    return Step(Text("x", "x") if known else None, stages)


def overlapping(drawing: StepStrip) -> list[tuple[str, str]]:
    def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

    pairs = combinations(drawing.labels, 2)
    return [(one.text, other.text) for one, other in pairs if meet(one.box, other.box)]


CLUSTER = (
    "Kandidaat", "Clusterplan in opstelling", "Clusterplan opgeleverd", "Uitwerkingsfase",
    "Routekaart vastgesteld", "Uitvoering", "Afgerond",
)  # fmt: skip


def test_every_step_is_named_with_where_the_cluster_stands() -> None:
    drawing = draw_step_strip(steps(*CLUSTER))

    said = [label.text for label in drawing.labels]
    assert said.count("huidige stap") == 1
    assert said.count("afgerond") == 2
    assert said.count("nog te gaan") == 4
    assert not [text for text in said if text.endswith("…")]
    assert overlapping(drawing) == []


def test_the_description_says_it_all_in_order() -> None:
    root = ET.fromstring(draw_step_strip(steps("Een", "Twee", "Drie")).svg)  # noqa: S314

    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root[1].text == "1. Een: afgerond; 2. Twee: afgerond; 3. Drie: huidige stap"


@pytest.mark.parametrize(
    ("language", "word"), [(Language.NL, "onbekend"), (Language.EN, "unknown")]
)
def test_an_unknown_step_says_so_everywhere(language: Language, word: str) -> None:
    drawing = draw_step_strip(steps("Een", "Twee", known=False), language=language)

    assert [label.text for label in drawing.labels].count(word) == 2
    assert drawing.svg.count("stroke-dasharray") == 2
    assert word in drawing.svg.partition("</desc>")[0]


@settings(max_examples=50)
@given(st.lists(st.text(max_size=80), max_size=15))
def test_no_two_labels_overlap_whatever_the_names(names: list[str]) -> None:
    drawing = draw_step_strip(steps(*names))

    assert overlapping(drawing) == []
    assert all(label.box[2] <= WIDTH and label.box[3] <= drawing.height for label in drawing.labels)
    ET.fromstring(drawing.svg)  # noqa: S314  (our own drawing)
