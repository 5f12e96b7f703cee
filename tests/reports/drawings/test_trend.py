import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.milestones.acts import forecast
from models.rules.status import Status
from models.vocabulary import Language
from reports import html
from reports.drawings.lettering import Label
from reports.drawings.palette import LINE, PAPER
from reports.drawings.trend import WIDTH, TrendChart, draw_trend, slip_in_words
from reports.figures import MilestoneLine
from reports.figures.structure import ForecastGiven
from reports.figures.trend import trend_of
from reports.spelling import compact
from reports.words import STATUSES, Text
from tests.contrast import contrast
from tests.reports.lines import a_line, judged
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH, chemelot, writing

DAY = date(2026, 11, 23)


def slipping(*days: int, **values: object) -> MilestoneLine:
    """Return a milestone whose forecast moved by so many days, each a month after the other."""
    given_on, expected, forecasts = date(2026, 7, 10), date(2026, 12, 1), []
    for number, moved in enumerate((0, *days)):
        expected += timedelta(days=moved)
        forecasts.append(ForecastGiven(given_on + timedelta(days=31 * number), expected))
    return a_line(forecasts=tuple(forecasts), forecast_on=expected, **values)


def draw(lines: Sequence[MilestoneLine], language: Language = Language.NL) -> TrendChart:
    return draw_trend(trend_of(lines, DAY), language=language)


def many_lines(count: int) -> list[MilestoneLine]:
    statuses = list(Status)
    return [
        slipping(
            *(17 * number % 40 - 12 for _ in range(number % 4)),
            key=f"m{number}",
            title=Text(f"Mijlpaal {number} met een lange omschrijving die niet past " * 2, "x"),
            judged=judged(statuses[number % len(statuses)]),
            achieved_on=date(2026, 11, 2) if number % 6 == 4 else None,
        )
        for number in range(count)
    ]


def overlapping(labels: Sequence[Label]) -> list[tuple[str, str]]:
    def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

    return [
        (one.text, other.text) for one, other in combinations(labels, 2) if meet(one.box, other.box)
    ]


@pytest.mark.parametrize("count", [1, 2, 14, 40])
def test_no_two_labels_overlap_and_none_leaves_the_sheet(count: int) -> None:
    drawing = draw(many_lines(count))

    assert overlapping(drawing.labels) == []
    assert all(label.box[0] >= 0 and label.box[2] <= WIDTH for label in drawing.labels)
    assert all(label.box[1] >= 0 and label.box[3] <= drawing.height for label in drawing.labels)


@pytest.mark.parametrize("language", list(Language))
def test_no_two_labels_overlap_on_the_real_programme(programme: Engine, language: Language) -> None:
    for day, key, expected in (
        (date(2026, 7, 6), ROUTE_MAP, date(2026, 11, 15)),
        (date(2026, 8, 24), PROGRESS, date(2026, 12, 10)),
        (date(2026, 11, 16), ROUTE_MAP, date(2026, 12, 10)),
        (date(2026, 11, 16), WHOLE_APPROACH, date(2026, 12, 10)),
    ):
        with writing(programme, day) as ledger:
            forecast(ledger, key, expected)

    lines = chemelot(programme, DAY).milestones
    drawing = draw(lines, language)

    assert len(trend_of(lines, DAY).lines) == 3
    assert overlapping(drawing.labels) == []


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 900), st.dates(date(2020, 1, 1), date(2050, 1, 1)))),
        min_size=1,
        max_size=12,
    ),
    st.text(max_size=60),
)
def test_no_two_labels_overlap_whatever_the_days_and_names(
    forecasts: list[list[tuple[int, date]]], name: str
) -> None:
    lines = [
        a_line(
            title=Text(name, name),
            forecasts=tuple(
                ForecastGiven(DAY - timedelta(days=ago), expected)
                for ago, expected in sorted(some, key=lambda each: -each[0])
            ),
        )
        for some in [*forecasts, [(0, DAY)]]
    ]

    drawing = draw(lines)

    assert overlapping(drawing.labels) == []
    ET.fromstring(drawing.svg)  # noqa: S314  (our own drawing)


def test_a_line_that_slips_rises_and_one_that_does_not_is_level() -> None:
    risen, level = (_course(draw([line])) for line in (slipping(30, 30), slipping(0, 0)))

    assert [y for _, y in risen] == sorted((y for _, y in risen), reverse=True)
    assert len({y for _, y in risen}) == 3
    assert len({y for _, y in level}) == 1
    assert [x for x, _ in risen] == sorted(x for x, _ in risen)


@pytest.mark.parametrize(
    ("days", "nl", "en"),
    [
        ((23,), "23 dagen later", "23 days later"),
        ((1,), "1 dag later", "1 day later"),
        ((-5,), "5 dagen eerder", "5 days earlier"),
        ((9, -9), "niet verschoven", "not moved"),
    ],
)
def test_a_slip_is_said_in_words(days: tuple[int, ...], nl: str, en: str) -> None:
    (line,) = trend_of([slipping(*days)], DAY).lines

    assert (slip_in_words(line), slip_in_words(line, Language.EN)) == (nl, en)
    assert any(nl in label.text for label in draw([slipping(*days)]).labels)


@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_said_in_words_beside_its_shape(status: Status) -> None:
    drawing = draw([slipping(3, judged=judged(status))])

    assert any(label.text.startswith(STATUSES[status].nl) for label in drawing.labels)


def test_lines_beside_each_other_are_told_apart_without_colours() -> None:
    svg = draw([slipping(3, judged=judged(Status.ON_TRACK)) for _ in range(4)]).svg

    dashes = re.findall(r"<polyline[^>]*?(stroke-dasharray=\"[^\"]*\")?/>", svg)

    assert len(set(dashes)) == 4


def test_the_drawing_has_a_name_and_says_every_line_in_its_description() -> None:
    drawing = draw([slipping(23, title=Text("Routekaart", "Route map"))])
    root = ET.fromstring(drawing.svg)  # noqa: S314  (our own drawing)

    title, description = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert description.text is not None
    assert "Van 10 juli 2026 tot en met 23 november 2026" in description.text
    assert "verwacht 24 dec 2026, 23 dagen later" in description.text


def test_names_with_markup_and_control_characters_stay_text() -> None:
    name = "<b>&\x00\x1b</b>"

    root = ET.fromstring(draw([slipping(3, title=Text(name, name))]).svg)  # noqa: S314

    assert not [element for element in root.iter() if element.tag.endswith("}b")]


# --- on the page -----------------------------------------------------------------------------


def test_the_page_has_the_same_data_as_a_table(programme: Engine) -> None:
    for day, expected in ((date(2026, 9, 14), date(2026, 12, 1)), (DAY, date(2027, 1, 22))):
        with writing(programme, day) as ledger:
            forecast(ledger, ROUTE_MAP, expected)
    figures = chemelot(programme, DAY)

    page = html.render(figures)

    section = page.partition('id="trend"')[2].partition("</section>")[0]
    trend = trend_of(figures.milestones, DAY)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", section)
    shown = [compact(day) for line in trend.lines for day in line.expected if day]
    assert cells == [*shown, "52 dagen later"]
    assert all(f'scope="col">{compact(day)}<' in section for day in trend.days)
    assert section.count("<svg") == 1


def test_a_page_without_forecasts_has_no_trend(programme: Engine) -> None:
    assert 'id="trend"' not in html.render(chemelot(programme, DAY))


def _course(drawing: TrendChart) -> list[tuple[float, float]]:
    found = re.search(r'<polyline points="([^"]*)"', drawing.svg)
    assert found
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in found[1].split())]


def test_every_colour_of_the_chart_can_be_seen_on_its_ground() -> None:
    svg = draw([slipping(3, judged=judged(status)) for status in Status]).svg

    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', svg)) - {PAPER}
    texts = set(re.findall(r'font-weight="\d+" fill="(#[0-9a-f]{6})"', svg))
    assert {colour for colour in texts if contrast(colour, PAPER) < 4.5} == set()
    # The grid is no more than a help to the eye: the table has its figures.
    assert {colour for colour in used if contrast(colour, PAPER) < 3} == {LINE}
