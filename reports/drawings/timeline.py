"""The timeline of milestones as one accessible SVG.

Bar: the agreed window. Hatched part: behind the soft bound. Short upright line: the last sitting
day. Status shape: the forecast, or the day it was achieved. Dashed outline below: the first
agreement, where it is another one. Dashed upright line: the reference date. Every date label has
a line of its own below the bar, so that labels cannot meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.status import Status
from models.vocabulary import Language
from reports.drawings.axis import LABEL_SIZE, Axis, axis_over
from reports.drawings.lettering import Label, width_of, wrapped, written
from reports.drawings.palette import BAR, BAR_EDGE, INK, LINE, MUTED, PAPER, STATUS_COLOURS
from reports.drawings.shapes import mark
from reports.figures.structure import Agreed, MilestoneLine
from reports.spelling import compact, in_words, spelled
from reports.words import COMPUTED, MODALITIES, STATUSES, Text, label

WIDTH = 960.0
_LEFT, _RIGHT = 330.0, 944.0
_HEAD = 52.0
_ROW = 64.0
_BAR_TOP, _BAR_HEIGHT = 12.0, 15.0
_GHOST_TOP, _GHOST_HEIGHT = 30.0, 6.0
_LABEL_TOP = 51.0
_TITLE_WIDTH = 290.0
_SMALL = 11.5
_LEGEND_ROW = 24.0

_TITLE = Text("Tijdlijn van de mijlpalen", "Timeline of the milestones")
_REFERENCE = Text("peildatum", "reference date")
_FORECAST = Text("prognose", "forecast")
_LATEST = Text("uiterlijk", "not later than")
_ESTIMATED = Text(" (geschat)", " (estimated)")
_SITTING = Text("laatste vergaderdag", "last sitting day")
_OPEN = Text("geen uiterste dag af te leiden", "no latest day can be derived")
_WINDOW = Text("afgesproken periode", "agreed window")
_SOFT = Text("na de zachte grens", "behind the soft bound")
_FIRST = Text("eerste afspraak", "first agreement")
_FORECAST_KEY = Text("prognose, in de vorm van de status", "forecast, in the shape of the status")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing, and its labels for those who must know that none overlap."""

    svg: str
    labels: tuple[Label, ...]
    height: float


def draw_timeline(
    lines: Sequence[MilestoneLine],
    *,
    reference_date: date,
    language: Language = Language.NL,
    name: str = "tijdlijn",
) -> Timeline:
    """Return the timeline of these milestones in their order.

    Args:
        lines: the milestones.
        reference_date: where the dashed line stands.
        language: of all words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    return _Canvas(lines, reference_date, language, name).draw()


@dataclass(frozen=True, slots=True)
class _Canvas:
    lines: Sequence[MilestoneLine]
    reference_date: date
    language: Language
    name: str

    def draw(self) -> Timeline:
        axis = axis_over(self._days(), _LEFT, _RIGHT)
        bottom = _HEAD + _ROW * len(self.lines)
        legend, legend_labels, height = self._legend(bottom + 8)
        labels = (*self._head(axis), *self._row_labels(axis), *legend_labels)
        tops = [_HEAD + _ROW * number for number in range(len(self.lines))]
        rows = list(zip(self.lines, tops, strict=True))
        parts = (
            self._grid(axis, bottom),
            *(self._windows(axis, line, top) for line, top in rows),
            _upright(axis.at(self.reference_date), 24, bottom, INK, 2, dashes="6 4"),
            *(self._marks(axis, line, top) for line, top in rows),
            *(_plate(each) for each in self._months(axis)),
            *(_plate(self._date_label(axis, line, top)) for line, top in rows),
            legend,
            *(each.draw(is_edged=False) for each in labels),
        )
        return Timeline(self._frame("".join(parts), height), labels, height)

    def _days(self) -> Iterator[date]:
        yield self.reference_date
        for line in self.lines:
            yield _begin(line, line.current)
            found = (line.current.latest, line.bound, line.forecast_on, line.achieved_on)
            first = (line.first.latest, _begin(line, line.first)) if line.was_replanned else ()
            yield from (day for day in (*found, *first) if day is not None)

    def _frame(self, content: str, height: float) -> str:
        ids = f"{self.name}-titel", f"{self.name}-beschrijving"
        hatch = (
            f'<pattern id="{self.name}-zacht" width="6" height="6" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="6" height="6" fill="{PAPER}"/>'
            f'<rect width="2.4" height="6" fill="{BAR_EDGE}"/></pattern>'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}"'
            f' role="img" aria-labelledby="{ids[0]} {ids[1]}"'
            ' font-family="system-ui, &quot;Segoe UI&quot;, &quot;Liberation Sans&quot;,'
            ' Arial, sans-serif">'
            f'<title id="{ids[0]}">{_TITLE.say(self.language)}</title>'
            f'<desc id="{ids[1]}">{written(self._description())}</desc>'
            f'<defs>{hatch}</defs><rect width="100%" height="100%" fill="{PAPER}"/>'
            f"{content}</svg>"
        )

    def _description(self) -> str:
        day = in_words(self.reference_date, self.language)
        said = [f"{_REFERENCE.say(self.language).capitalize()} {day}."]
        for line in self.lines:
            status = self._status(line)
            said.append(
                f"{line.title.say(self.language)}: {status},"
                f" {spelled(self._dates(line), self.language)}."
            )
        return " ".join(said)

    def _head(self, axis: Axis) -> list[Label]:
        day = compact(self.reference_date, self.language)
        text = f"{_REFERENCE.say(self.language)} {day}"
        width = width_of(text, LABEL_SIZE)
        x = min(max(axis.at(self.reference_date) - width / 2, _LEFT), _RIGHT - width)
        return [Label(x, 18, text, LABEL_SIZE, INK, 700), *self._months(axis)]

    def _months(self, axis: Axis) -> list[Label]:
        return [
            Label(axis.at(day) + 3, 42, text, LABEL_SIZE, MUTED)
            for day, text in axis.months(self.language)
        ]

    def _grid(self, axis: Axis, bottom: float) -> str:
        months = [axis.at(day) for day, _ in axis.months(self.language)]
        thin = "".join(_upright(place, 32, bottom, LINE, 1) for place in months)
        rows = "".join(
            f'<line x1="0" x2="{WIDTH:g}" y1="{y:g}" y2="{y:g}" stroke="{LINE}"/>'
            for y in (_HEAD + _ROW * n for n in range(len(self.lines) + 1))
        )
        return thin + rows

    def _windows(self, axis: Axis, line: MilestoneLine, top: float) -> str:
        ghost = self._ghost(axis, line, top + _GHOST_TOP)
        return self._bar(axis, line, top + _BAR_TOP) + ghost

    def _marks(self, axis: Axis, line: MilestoneLine, top: float) -> str:
        return (
            mark(line.judged.status, 12, top + 51, 6.5)
            + self._sitting_day(axis, line, top + _BAR_TOP)
            + self._symbol(axis, line, top + _BAR_TOP + _BAR_HEIGHT / 2)
        )

    def _bar(self, axis: Axis, line: MilestoneLine, y: float) -> str:
        begin = axis.at(_begin(line, line.current))
        end = axis.at(line.current.latest) if line.current.latest else _RIGHT
        bar = _rect(begin, y, end - begin, _BAR_HEIGHT, f'fill="{BAR}" stroke="{BAR_EDGE}"')
        if line.current.latest is None:
            edge = f'fill="{PAPER}" stroke="{BAR_EDGE}" stroke-dasharray="2 3"'
            return _rect(begin, y, end - begin, _BAR_HEIGHT, edge)
        if line.current.soft_latest is None:
            return bar
        soft = axis.at(line.current.soft_latest)
        fill = f'fill="url(#{self.name}-zacht)" stroke="{BAR_EDGE}"'
        return bar + _rect(soft, y, end - soft, _BAR_HEIGHT, fill)

    def _ghost(self, axis: Axis, line: MilestoneLine, y: float) -> str:
        if not line.was_replanned:
            return ""
        begin = axis.at(_begin(line, line.first))
        end = axis.at(line.first.latest) if line.first.latest else _RIGHT
        edge = f'fill="none" stroke="{MUTED}" stroke-dasharray="4 2"'
        return _rect(begin, y, end - begin, _GHOST_HEIGHT, edge)

    def _sitting_day(self, axis: Axis, line: MilestoneLine, y: float) -> str:
        if line.practical is None:
            return ""
        return _upright(axis.at(line.practical), y - 5, y + _BAR_HEIGHT + 5, INK, 2.5)

    def _symbol(self, axis: Axis, line: MilestoneLine, y: float) -> str:
        day = line.achieved_on or line.forecast_on
        return "" if day is None else mark(line.judged.status, axis.at(day), y, 8)

    def _row_labels(self, axis: Axis) -> Iterator[Label]:
        for number, line in enumerate(self.lines):
            top = _HEAD + _ROW * number
            whole = line.title.say(self.language)
            title = wrapped(whole, 13, _TITLE_WIDTH, 2)
            for place, text in enumerate(title):
                full = whole if text.endswith("…") else ""
                yield Label(0, top + 18 + 16 * place, text, 13, INK, 600, full=full)
            yield self._status_label(line, top)
            yield self._date_label(axis, line, top)

    def _status_label(self, line: MilestoneLine, top: float) -> Label:
        status = self._status(line)
        text = f"{status} · {label(MODALITIES, line.modality).say(self.language)}"
        colour = STATUS_COLOURS[line.judged.status]
        return Label(26, top + 55, text, 12, colour, 600)

    def _status(self, line: MilestoneLine) -> str:
        status = STATUSES[line.judged.status].say(self.language)
        if line.judged.computed is None:
            return status
        computed = STATUSES[line.judged.computed].say(self.language)
        return f"{status} ({COMPUTED.say(self.language)}: {computed})"

    def _date_label(self, axis: Axis, line: MilestoneLine, top: float) -> Label:
        text = wrapped(self._dates(line), _SMALL, _RIGHT - _LEFT, 1)[0]
        width = width_of(text, _SMALL)
        end = axis.at(line.current.latest) if line.current.latest else _RIGHT
        x = min(max(end - width, _LEFT), _RIGHT - width)
        return Label(round(x, 1), top + _LABEL_TOP + 3, text, _SMALL, INK, ends_here=True)

    def _dates(self, line: MilestoneLine) -> str:
        """Return the days of a milestone in one line."""

        def said(text: Text, day: date) -> str:
            return f"{text.say(self.language)} {compact(day, self.language)}"

        found = []
        if line.achieved_on:
            found.append(said(STATUSES[Status.ACHIEVED], line.achieved_on))
        elif line.forecast_on:
            found.append(said(_FORECAST, line.forecast_on))
        if line.practical:
            estimate = _ESTIMATED.say(self.language) if line.rests_on_estimate else ""
            found.append(said(_SITTING, line.practical) + estimate)
        if line.current.latest:
            found.append(said(_LATEST, line.current.latest))
        else:
            found.append(_OPEN.say(self.language))
        return " · ".join(found)

    def _legend(self, top: float) -> tuple[str, list[Label], float]:
        """Return the key below the drawing, only of what occurs, and the height of it all."""
        drawn, labels, x, y = [], [], 0.0, top + 16
        for text, sample in self._keys():
            width = 34 + width_of(text, LABEL_SIZE) + 18
            if x and x + width > WIDTH:
                x, y = 0.0, y + _LEGEND_ROW
            drawn.append(f'<g transform="translate({x:g} {y - 11:g})">{sample}</g>')
            labels.append(Label(x + 34, y, text, LABEL_SIZE, MUTED))
            x += width
        return "".join(drawn), labels, y + 12

    def _keys(self) -> Iterator[tuple[str, str]]:
        say = self.language
        soft = f'fill="url(#{self.name}-zacht)" stroke="{BAR_EDGE}"'
        ghost = f'fill="none" stroke="{MUTED}" stroke-dasharray="4 2"'
        yield _WINDOW.say(say), _rect(0, 0, 26, 13, f'fill="{BAR}" stroke="{BAR_EDGE}"')
        if any(line.current.soft_latest for line in self.lines):
            yield _SOFT.say(say), _rect(0, 0, 26, 13, soft)
        if any(line.practical for line in self.lines):
            yield _SITTING.say(say), _upright(13, -3, 16, INK, 2.5)
        if any(line.forecast_on and not line.achieved_on for line in self.lines):
            yield _FORECAST_KEY.say(say), mark(Status.ON_TRACK, 13, 7, 7)
        if any(line.was_replanned for line in self.lines):
            yield _FIRST.say(say), _rect(0, 4, 26, _GHOST_HEIGHT, ghost)
        yield _REFERENCE.say(say), _upright(13, -3, 16, INK, 2, dashes="6 4")


def _begin(line: MilestoneLine, agreed: Agreed) -> date:
    """Return where a bar begins: a deadline runs from the day it was said."""
    return agreed.earliest or min(line.said_on, agreed.latest or line.said_on)


def _plate(label: Label) -> str:
    """Return the ground of a text that lines would run through."""
    left, top, right, bottom = label.box
    return _rect(left - 2, top - 3, right - left + 4, bottom - top + 5, f'fill="{PAPER}"')


def _rect(x: float, y: float, width: float, height: float, paint: str) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{max(2.0, width):g}" height="{height:g}"'
        f' rx="2" {paint}/>'
    )


def _upright(
    x: float, top: float, bottom: float, colour: str, width: float, *, dashes: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{bottom:g}" stroke="{colour}"'
        f' stroke-width="{width:g}"{dashed}/>'
    )
