"""The part of a document about the milestone trend: the chart, and the same data as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from models.rules.status import Status
from reports.documents.content import (
    Block,
    Heading,
    Line,
    Lines,
    Look,
    Paragraph,
    a_table,
    lines,
)
from reports.documents.pictures import picture_of
from reports.drawings.trend import draw_trend, slip_in_words
from reports.figures.structure import MilestoneLine
from reports.figures.trend import Trend, TrendLine, trend_of
from reports.sentences import Sentences
from reports.spelling import compact

_MOST_DAYS = 6  # columns that a day and its words fit in, beside a title and a slip
_LINES_PER_DRAWING = 12
# Beyond so many milestones a drawing shows nothing that the table does not; it holds them all.
_DRAWN_AT_MOST = 120
_TITLE, _SLIP = 28, 14  # of the width, in percent


def trend(say: Sentences, found: Sequence[MilestoneLine], reference_date: date) -> Iterator[Block]:
    """Yield the trend of the milestones that ever had a forecast, up to a reference date."""
    told = trend_of(found, reference_date, most=_MOST_DAYS)
    if not told.lines:
        return
    yield Heading(say.t("trend"))
    note = say.t("trend_note")
    yield Paragraph(note if told.is_one else f"{note} {say.t('trend_of_one')}", Look.NOTE)
    if told.is_one:
        yield from _charts(say, told)
    day_width = (100 - _TITLE - _SLIP) // len(told.days)
    yield a_table(
        say.t("trend_caption"),
        [say.t("milestone"), *(compact(day, say.language) for day in told.days), say.t("slip")],
        [_row(say, line) for line in told.lines],
        (_TITLE, *[day_width] * len(told.days), _SLIP),
    )


def _charts(say: Sentences, told: Trend) -> Iterator[Block]:
    drawn = told.lines[:_DRAWN_AT_MOST]
    for number, start in enumerate(range(0, len(drawn), _LINES_PER_DRAWING), 1):
        part = replace(told, lines=drawn[start : start + _LINES_PER_DRAWING])
        chart = draw_trend(part, language=say.language, name=f"m{number}")
        yield picture_of(chart.svg)


def _row(say: Sentences, line: TrendLine) -> tuple[str | Lines, ...]:
    expected = (_expected(say, line, day) for day in line.expected)
    return (say.say(line.milestone.title), *expected, slip_in_words(line, say.language))


def _expected(say: Sentences, line: TrendLine, day: date | None) -> Lines:
    if day is None:
        return lines("–")
    said = Line(compact(day, say.language))
    if day != line.milestone.achieved_on:
        return (said,)
    return (said, Line(say.status_word(Status.ACHIEVED), Look.NOTE))
