"""Reports as one self-contained HTML file: nothing is loaded from anywhere, prints on A4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.rules.status import Status
from models.vocabulary import Confidentiality, Language
from reports import words
from reports.drawings.palette import css_variables
from reports.drawings.shapes import inline_mark
from reports.drawings.statechart import ChartTable
from reports.drawings.statechart.kept import picture_of_life_cycle
from reports.drawings.step_bar import draw_step_bar
from reports.drawings.timeline import draw_timeline
from reports.drawings.trend import draw_trend, slip_in_words
from reports.edition import Edition
from reports.figures.quality import OPEN_QUESTION
from reports.figures.structure import ClusterFigures, Figures, LifeCycle, MilestoneLine, Step
from reports.figures.trend import Trend, TrendLine, trend_of
from reports.published import Failure, PublishedReport
from reports.sentences import Sentences
from reports.spelling import compact, in_words

TEMPLATES = Path(__file__).parent / "templates"

# A drawing cannot break across pages; this many rows fill about one sheet of A4.
_ROWS_PER_DRAWING = 14


def render(
    figures: Figures,
    *,
    language: Language = Language.NL,
    edition: Edition | None = None,
    links: Mapping[str, str] | None = None,
) -> str:
    """Return a report as one HTML file.

    Args:
        figures: of a cluster or of the programme.
        language: of all words but those that are quoted.
        edition: None for a draft.
        links: cluster key → file of its report in the same folder, for the overview.
    """
    name = "cluster" if isinstance(figures, ClusterFigures) else "programme"
    template = environment().get_template(f"{name}.html.j2")
    say = Sentences(language)
    return template.render(
        figures=figures,
        masthead=figures.masthead,
        edition=edition,
        links=links or {},
        say=say,
        t=say.t,
        language=language.value,
        draw=Drawings(figures.masthead.reference_date, language),
        statuses=Status,
        meanings=words.STATUS_MEANINGS,
        status_words=words.STATUSES,
        colours=colours(),
        open_question=OPEN_QUESTION,
        short=lambda day: compact(day, language),
        day=lambda day: in_words(day, language),
    )


def render_index(
    day: date,
    audience: Confidentiality,
    reports: Sequence[PublishedReport],
    failures: Sequence[Failure],
    *,
    language: Language = Language.NL,
) -> str:
    """Return the page that leads to all reports of a day and names those that failed."""
    say = Sentences(language)
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            reports=reports,
            failures=failures,
            audience=audience,
            reference_date=day,
            day=lambda found: in_words(found, language),
            say=say,
            t=say.t,
            language=language.value,
            statuses=Status,
            colours=colours(),
        )
    )


class Drawings:
    """The pictures of a page; their texts are escaped where they are drawn."""

    def __init__(self, reference_date: date, language: Language) -> None:
        self._reference_date = reference_date
        self._language = language

    def mark(self, status: Status) -> Markup:
        """Return the shape of a status."""
        return Markup(inline_mark(status))  # noqa: S704  (see the class)

    def steps(self, step: Step) -> Markup:
        """Return the step bar."""
        return Markup(draw_step_bar(step, self._language))  # noqa: S704  (see the class)

    def timelines(self, lines: Sequence[MilestoneLine]) -> list[Markup]:
        """Return the timeline, in as many parts as print well."""
        parts = range(0, len(lines), _ROWS_PER_DRAWING)
        drawn = [
            draw_timeline(
                lines[start : start + _ROWS_PER_DRAWING],
                reference_date=self._reference_date,
                language=self._language,
                name=f"tijdlijn-{number}",
            )
            for number, start in enumerate(parts, 1)
        ]
        return [Markup(each.svg) for each in drawn]  # noqa: S704  (see the class)

    def trend(self, lines: Sequence[MilestoneLine]) -> Trend:
        """Return the milestone trend of these lines."""
        return trend_of(lines, self._reference_date)

    def trend_charts(self, trend: Trend) -> list[Markup]:
        """Return the chart of a trend, in as many parts as print well; none of a single day."""
        starts = range(0, len(trend.lines), _ROWS_PER_DRAWING) if trend.is_one else ()
        drawn = [
            draw_trend(
                replace(trend, lines=trend.lines[start : start + _ROWS_PER_DRAWING]),
                language=self._language,
                name=f"trend-{number}",
            )
            for number, start in enumerate(starts, 1)
        ]
        return [Markup(each.svg) for each in drawn]  # noqa: S704  (see the class)

    def days(self, trend: Trend) -> list[str]:
        """Return the reference dates of a trend, as a table heads them."""
        return [compact(day, self._language) for day in trend.days]

    def slip(self, line: TrendLine) -> str:
        """Return how far a milestone slipped."""
        return slip_in_words(line, self._language)

    def life_cycle(self, found: LifeCycle) -> "_LifeCycle":
        """Return the life cycle as a picture and as a table."""
        drawn = picture_of_life_cycle(found, self._language)
        return _LifeCycle(Markup(drawn.svg), drawn.table)  # noqa: S704  (see the class)


@dataclass(frozen=True, slots=True)
class _LifeCycle:
    svg: Markup
    table: ChartTable


def colours() -> Markup:
    """Return the colours as CSS."""
    return Markup(css_variables())  # noqa: S704  (our own constants)


@cache
def environment() -> Environment:
    """Return the templates of all pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_string"] = _css_string
    return environment


def _css_string(text: str) -> Markup:
    """Return text as the inside of a CSS string, where HTML's escaping does not reach."""
    safe = "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in text)
    return Markup(safe)  # noqa: S704  (letters, digits, spaces and escapes)
