from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.rules.status import Status
from models.vocabulary import Language
from reports.drawings.lettering import Label, width_of, wrapped
from reports.drawings.timeline import WIDTH, Timeline, draw_timeline
from reports.figures import MilestoneLine
from reports.words import Text
from tests.reports.lines import a_line, agreed, judged
from tests.reports.worlds import chemelot

DAY = date(2026, 11, 30)


def draw(lines: Sequence[MilestoneLine], day: date = DAY) -> Timeline:
    return draw_timeline(lines, reference_date=day)


def overlapping(labels: Sequence[Label]) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for one, other in combinations(labels, 2)
        if _overlap(one.box, other.box)
    ]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def many_lines(count: int) -> list[MilestoneLine]:
    statuses = list(Status)
    return [
        a_line(
            key=f"m{number}",
            title=Text(f"Mijlpaal {number} met een lange omschrijving die niet past " * 2, "x"),
            judged=judged(statuses[number % len(statuses)]),
            first=agreed(date(2026, 3, 1), date(2026, 6, 1)),
            current=agreed(
                DAY + timedelta(days=17 * number - 300), DAY + timedelta(days=19 * number - 200)
            ),
            practical=DAY + timedelta(days=19 * number - 203),
            forecast_on=DAY + timedelta(days=23 * number - 250),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("day", [date(2026, 7, 1), DAY, date(2027, 1, 5)], ids=str)
@pytest.mark.parametrize("language", list(Language))
def test_no_two_labels_overlap_on_the_real_programme(
    programme: Engine, day: date, language: Language
) -> None:
    lines = chemelot(programme, day).milestones

    drawing = draw_timeline(lines, reference_date=day, language=language)

    assert overlapping(drawing.labels) == []


def test_no_two_labels_overlap_on_forty_milestones() -> None:
    drawing = draw(many_lines(40))

    assert overlapping(drawing.labels) == []
    assert all(label.box[0] >= 0 and label.box[2] <= WIDTH for label in drawing.labels)


@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 4000)),
        min_size=1,
        max_size=12,
    ),
    st.text(max_size=60),
)
def test_no_two_labels_overlap_whatever_the_days_and_names(
    windows: list[tuple[date, int]], name: str
) -> None:
    lines = [
        a_line(title=Text(name, name), current=agreed(begin, begin + timedelta(days=length)))
        for begin, length in windows
    ]

    drawing = draw(lines)

    assert overlapping(drawing.labels) == []
    ET.fromstring(drawing.svg)  # noqa: S314  (our own drawing)


def test_the_drawing_has_a_name_and_says_all_dates_in_its_description() -> None:
    root = ET.fromstring(draw([a_line(practical=date(2026, 12, 17))]).svg)  # noqa: S314

    title, description = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert description.text is not None
    assert "peildatum 30 november 2026" in description.text.lower()
    assert "laatste vergaderdag 17 dec 2026" in description.text


def test_the_first_agreement_is_a_ghost_only_when_it_is_another_one() -> None:
    moved = a_line(current=agreed(date(2027, 1, 1), date(2027, 3, 31)))

    assert "eerste afspraak" in _texts(draw([moved]))
    assert "eerste afspraak" not in _texts(draw([a_line()]))


def test_a_milestone_without_a_bound_says_so_and_runs_on() -> None:
    drawing = draw([a_line(current=agreed(None, None), bound=None)])

    assert "geen uiterste dag af te leiden" in _texts(drawing)


@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_said_in_words_beside_its_shape(status: Status) -> None:
    from reports.words import STATUSES

    texts = _texts(draw([a_line(judged=judged(status))]))

    assert any(text.startswith(STATUSES[status].nl) for text in texts)


def test_statuses_are_drawn_in_different_shapes() -> None:
    from reports.drawings.shapes import mark

    colourless = {_without_colours(mark(status, 0, 0, 5)) for status in Status}

    assert len(colourless) == len(Status)


def test_names_with_markup_and_control_characters_stay_text() -> None:
    name = "<b>&\x00\x1b</b>"

    root = ET.fromstring(draw([a_line(title=Text(name, name))]).svg)  # noqa: S314

    assert not [element for element in root.iter() if element.tag.endswith("}b")]


def test_a_title_that_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrapped("woord " * 50, 13, 290, 2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width_of(line, 13) <= 290 for line in lines)


def _texts(drawing: Timeline) -> list[str]:
    return [label.text for label in drawing.labels]


def _without_colours(svg: str) -> str:
    import re

    return re.sub(r"#[0-9a-f]{6}", "", svg)


def test_no_line_runs_through_a_date() -> None:
    svg = draw([a_line(practical=date(2026, 12, 17))]).svg

    dashed, plate, date_label = (
        svg.index(part) for part in ('stroke-dasharray="6 4"', 'fill="#ffffff"/><g', ">laatste ver")
    )
    assert dashed < plate < date_label


def test_the_reference_date_is_seen_upon_a_bar() -> None:
    from reports.drawings.palette import BAR

    svg = draw([a_line()]).svg

    assert svg.index(f'fill="{BAR}"') < svg.index('stroke-dasharray="6 4"')


def test_a_title_that_was_cut_can_be_read_whole() -> None:
    title = "Een omschrijving die " * 8

    labels = draw([a_line(title=Text(title, title))]).labels

    assert [each.full for each in labels if each.text.endswith("…")] == [title]
