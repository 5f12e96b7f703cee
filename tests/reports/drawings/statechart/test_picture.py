import re
from itertools import chain
from xml.etree import ElementTree as ET

import pytest

from models.statechart import Chart, Standing
from models.vocabulary import Language
from reports.drawings.statechart import draw_statechart
from tests.reports.drawings.statechart import charts
from tests.reports.drawings.statechart.charts import CLUSTER, SEEDS, a_chart, a_state, to

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    chart: Chart, standing: Standing | None = None, language: Language = Language.NL
) -> ET.Element:
    return ET.fromstring(draw_statechart(chart, standing, language=language))  # noqa: S314  (our own drawing)


def texts_of(root: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def description_of(root: ET.Element) -> str:
    return root[1].text or ""


@pytest.mark.parametrize("chart", SEEDS.values(), ids=SEEDS)
def test_the_drawing_names_itself_and_describes_itself(chart: Chart) -> None:
    root = drawn(chart, charts.beginning(chart))

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root[0].text == chart.label.nl
    for state in chart.states[1:]:
        assert state.label.nl in description_of(root) or "onthoudt" in description_of(root)


def test_the_description_says_where_it_stands_and_which_steps_lead_from_there() -> None:
    said = description_of(drawn(CLUSTER, charts.elaborating()))

    assert "Staat nu in: Uitwerkingsfase: projecten in uitwerking ∥ verzoeken in onderzoek." in said
    assert "Pauzeer het traject naar Gepauzeerd" in said
    assert "naar verzoeken onderzocht, als elk verzoek is beantwoord" in said
    assert "Hervat het traject" not in said


def test_the_description_of_one_that_has_ended_says_that_no_step_is_possible() -> None:
    chart = a_chart(a_state("klaar", kind="final"))

    assert "geen stap mogelijk" in description_of(drawn(chart, charts.beginning(chart)))


@pytest.mark.parametrize(("language", "word"), [(Language.NL, "nu"), (Language.EN, "now")])
def test_every_state_where_it_stands_carries_the_word_and_a_thick_border(
    language: Language, word: str
) -> None:
    standing = charts.elaborating()

    root = drawn(CLUSTER, standing, language)

    active = standing.active.bit_count() - (standing.active & 1)
    regions = 2  # have no border of their own, but carry the word
    thick = [each for each in root.iter(f"{SVG}rect") if each.get("stroke-width") == "3.2"]
    assert texts_of(root).count(word) == active
    assert len(thick) == active - regions


def test_without_a_standing_nothing_is_marked() -> None:
    assert "nu" not in texts_of(drawn(CLUSTER))


def test_a_paused_cluster_shows_what_it_remembers_by_a_word() -> None:
    texts = texts_of(drawn(CLUSTER, charts.paused()))

    assert texts.count("nu") == 1
    assert texts.count("onthouden") == 2


def test_once_resumed_the_memory_is_no_longer_marked() -> None:
    from models.statechart import step

    facts = dict.fromkeys(CLUSTER.facts, False)
    resumed = step(CLUSTER, charts.paused(), "hervat", facts)

    assert resumed is not None
    assert "onthouden" not in texts_of(drawn(CLUSTER, resumed.standing))


def test_the_steps_of_the_step_bar_are_numbered_in_order() -> None:
    texts = " ".join(texts_of(drawn(CLUSTER)))

    places = [texts.index(f"{number}. ") for number in range(1, len(CLUSTER.stages) + 1)]
    assert places == sorted(places)


def test_a_deep_history_is_told_from_a_shallow_one() -> None:
    assert "H*" in texts_of(drawn(CLUSTER))
    assert "H" in texts_of(drawn(SEEDS["company_track"]))


def test_a_final_state_has_a_second_border() -> None:
    plain = a_chart(a_state("een"))
    final = a_chart(a_state("een", kind="final"))

    borders = [len(list(drawn(chart).iter(f"{SVG}rect"))) for chart in (plain, final)]
    assert borders[1] - borders[0] == 3  # the ring, and the box and ring of its key


def test_a_condition_stands_in_brackets_and_in_words() -> None:
    chart = a_chart(a_state("een", to("twee", cond="feit_een and not (b or c)")), a_state("twee"))

    assert "[feit een en niet (b of c)]" in texts_of(drawn(chart))
    assert "[feit een and not (b or c)]" in texts_of(drawn(chart, language=Language.EN))


def test_a_known_fact_is_said_in_its_own_words() -> None:
    assert "[elk verzoek is beantwoord]" in texts_of(drawn(CLUSTER))
    assert "[every request is answered]" in texts_of(drawn(CLUSTER, language=Language.EN))


def test_a_step_that_nobody_takes_says_that_it_happens_by_itself() -> None:
    chart = a_chart(a_state("een", {"target": "twee"}), a_state("twee"))

    assert "vanzelf" in texts_of(drawn(chart))


def test_two_drawings_in_one_page_share_no_id() -> None:
    one = draw_statechart(CLUSTER, name="een")
    other = draw_statechart(CLUSTER, name="twee")

    ids = [re.findall(r' id="([^"]+)"', svg) for svg in (one, other)]
    assert ids[0]
    assert len(set(chain(*ids))) == len(ids[0]) + len(ids[1])


def test_names_with_markup_and_control_characters_stay_text() -> None:
    name = "<script>alert('x')</script>&\"\x1b"
    chart = charts.with_labels(name)

    root = drawn(chart, charts.beginning(chart))

    allowed = {"svg", "title", "desc", "g", "rect", "circle", "line", "path", "polygon", "text"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed


def test_a_cut_name_can_be_read_whole_in_a_title_of_its_own() -> None:
    whole = "een heel lange naam " * 15

    root = drawn(charts.with_labels(whole))

    titles = [each.text for text in root.iter(f"{SVG}text") for each in text.iter(f"{SVG}title")]
    assert whole in titles


def test_nothing_in_it_needs_a_style_a_script_or_another_file() -> None:
    root = drawn(CLUSTER, charts.elaborating())

    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"style", "class", "href", "{http://www.w3.org/1999/xlink}href"}
    assert not [name for name in names if name.startswith("on")]
    assert "url(" not in draw_statechart(CLUSTER, charts.elaborating())


def test_its_letters_have_no_edge_so_that_a_pdf_keeps_them_as_text() -> None:
    """No line runs through them (``test_layout``), and outlines cost a PDF most of its time."""
    assert "paint-order" not in draw_statechart(CLUSTER, charts.elaborating())


def test_the_same_life_cycle_is_always_drawn_the_same() -> None:
    first = draw_statechart(CLUSTER, charts.elaborating())

    assert draw_statechart(CLUSTER, charts.elaborating()) == first
