"""The milestone trend chart as one accessible SVG: a line that rises slips.

Reference dates run across, expected days run up. Dots: what was expected on a reference date, or
the day it was achieved. At the end of each line the shape of its status, and a thin line to its
name. Dashed: the days on which both are the same, where a line that is achieved ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.rules.status import Status
from models.vocabulary import Language
from reports.drawings.axis import LABEL_SIZE, Axis, axis_over
from reports.drawings.lettering import Label, width_of, wrapped, written
from reports.drawings.palette import INK, LINE, MUTED, PAPER, STATUS_COLOURS
from reports.drawings.shapes import mark
from reports.figures.trend import Trend, TrendLine
from reports.spelling import compact, in_words
from reports.words import STATUSES, Text

WIDTH = 960.0
_LEFT, _RIGHT = 84.0, 520.0
_TOP = 44.0
_LABELS = 560.0
_LABEL_WIDTH = 350.0  # some room to spare: a bold letter is wide in some fonts
_LEAST_HEIGHT = 280.0
_ROW = 56.0  # two lines of a name and what is said of it
_MONTH_ROW = 22.0
_GAP = 10.0
_FOOT = 46.0
_SMALL = 11.5
_AIR = timedelta(days=10)
# Lines that run together can still be told apart, in black and white too.
_DASHES = ("", "9 4", "2 4", "10 4 2 4")

TITLE = Text("Mijlpaaltrend", "Milestone trend")
_MEANING = Text("een lijn die stijgt, schuift", "a line that rises slips")
_ACROSS = Text("peildatum", "reference date")
_UP = Text("verwachte dag", "expected day")
_SAME = Text("verwacht op de peildatum zelf", "expected on the reference date itself")
_EXPECTED = Text("verwacht", "expected")
_FIRST_ONE = Text("eerste prognose", "first forecast")
_NOT_MOVED = Text("niet verschoven", "not moved")


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A drawing, and its labels for those who must know that none overlap."""

    svg: str
    labels: tuple[Label, ...]
    height: float


def draw_trend(
    trend: Trend, *, language: Language = Language.NL, name: str = "trend"
) -> TrendChart:
    """Return the chart of a trend that has at least one line.

    Args:
        trend: the same figures as in the table beside it.
        language: of all words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    return _Canvas(trend, language, name).draw()


def slip_in_words(line: TrendLine, language: Language = Language.NL) -> str:
    """Return how far the last expected day is from the first: ``23 dagen later``."""
    if line.slip is None:
        return _FIRST_ONE.say(language)
    days = line.slip.days
    if days == 0:
        return _NOT_MOVED.say(language)
    count, is_one = abs(days), abs(days) == 1
    nl = f"{count} {'dag' if is_one else 'dagen'} {'later' if days > 0 else 'eerder'}"
    en = f"{count} {'day' if is_one else 'days'} {'later' if days > 0 else 'earlier'}"
    return Text(nl, en).say(language)


def last_in_words(line: TrendLine, language: Language = Language.NL) -> str:
    """Return what was expected last, or the day it was achieved."""
    is_achieved = line.last == line.milestone.achieved_on
    word = STATUSES[Status.ACHIEVED] if is_achieved else _EXPECTED
    return f"{word.say(language)} {compact(line.last, language)}"


@dataclass(frozen=True, slots=True)
class _Canvas:
    trend: Trend
    language: Language
    name: str

    def draw(self) -> TrendChart:
        height = max(_LEAST_HEIGHT, _ROW * len(self.trend.lines))
        foot = _TOP + height
        across = axis_over(self.trend.days, _LEFT, _RIGHT)
        up = axis_over(self._expected(), foot, _TOP)
        ends = [_end_of(line, self.trend.days, across, up) for line in self.trend.lines]
        places = _apart([y for _, y in ends], _TOP, foot)
        labels = (*self._scales(across, up, foot), *self._names(places))
        parts = (
            self._grid(across, up, foot),
            *(_leader(end, place) for end, place in zip(ends, places, strict=True)),
            *(self._course(n, line, across, up) for n, line in enumerate(self.trend.lines)),
            *(
                mark(line.milestone.judged.status, *end, 7.5)
                for line, end in zip(self.trend.lines, ends, strict=True)
            ),
            *(each.draw() for each in labels),
        )
        return TrendChart(self._frame("".join(parts), foot + _FOOT), labels, foot + _FOOT)

    def _expected(self) -> Iterator[date]:
        """Yield the days that the upright scale must hold, with some air around them."""
        for line in self.trend.lines:
            known = [day for day in line.expected if day is not None]
            yield from (min(known) - _AIR, max(known) + _AIR)

    def _frame(self, content: str, height: float) -> str:
        ids = f"{self.name}-titel", f"{self.name}-beschrijving"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}"'
            f' role="img" aria-labelledby="{ids[0]} {ids[1]}"'
            ' font-family="system-ui, &quot;Segoe UI&quot;, &quot;Liberation Sans&quot;,'
            ' Arial, sans-serif">'
            f'<title id="{ids[0]}">{TITLE.say(self.language)}</title>'
            f'<desc id="{ids[1]}">{written(self._description())}</desc>'
            f'<rect width="100%" height="100%" fill="{PAPER}"/>{content}</svg>'
        )

    def _description(self) -> str:
        first, last = (in_words(day, self.language) for day in (self.trend.days[0], self._today))
        between = Text(f"Van {first} tot en met {last}", f"From {first} to {last}")
        said = (
            f"{line.milestone.title.say(self.language)}: {self._said(line)}."
            for line in self.trend.lines
        )
        head = f"{between.say(self.language)}; {_MEANING.say(self.language)}."
        return " ".join([head, *said])

    @property
    def _today(self) -> date:
        return self.trend.days[-1]

    def _grid(self, across: Axis, up: Axis, foot: float) -> str:
        lying = "".join(
            _line((_LEFT, up.at(day)), (_RIGHT, up.at(day)), LINE)
            for day in up.first_days(_MONTH_ROW)
        )
        standing = "".join(
            _line((across.at(day), _TOP), (across.at(day), foot + 5), LINE)
            for day in self.trend.days
        )
        axes = _line((_LEFT, _TOP), (_LEFT, foot), MUTED) + _line(
            (_LEFT, foot), (_RIGHT, foot), MUTED
        )
        return lying + standing + axes + _same_day(across, up, foot + 34)

    def _scales(self, across: Axis, up: Axis, foot: float) -> Iterator[Label]:
        yield Label(0, 18, f"↑ {_UP.say(self.language)}", LABEL_SIZE, INK, 700)
        yield Label(_LABELS, 18, _MEANING.say(self.language), LABEL_SIZE, MUTED)
        for day in up.first_days(_MONTH_ROW):
            text = compact(day, self.language).split(" ", 1)[1]
            yield Label(0, up.at(day) + 4, text, LABEL_SIZE, MUTED)
        yield from self._days(across, foot + 20)
        yield Label(_LEFT, foot + 38, f"{_ACROSS.say(self.language)} →", LABEL_SIZE, INK, 700)
        if _crossing(across, up):
            yield Label(_LABELS + 34, foot + 38, _SAME.say(self.language), LABEL_SIZE, MUTED)

    def _days(self, across: Axis, y: float) -> Iterator[Label]:
        """Yield the reference dates that fit: the last and the first one before the others."""
        days = self.trend.days
        taken: list[tuple[float, float]] = []
        for day in dict.fromkeys((days[-1], days[0], *reversed(days))):
            text = compact(day, self.language)
            width = width_of(text, _SMALL)
            x = round(min(across.at(day) - width / 2, _LABELS - width), 1)
            if all(x + width + _GAP <= left or right + _GAP <= x for left, right in taken):
                is_last = day == days[-1]
                yield Label(x, y, text, _SMALL, INK if is_last else MUTED, 700 if is_last else 400)
                taken.append((x, x + width))

    def _course(self, number: int, line: TrendLine, across: Axis, up: Axis) -> str:
        colour = STATUS_COLOURS[line.milestone.judged.status]
        points = [
            (across.at(day), up.at(expected))
            for day, expected in zip(self.trend.days, line.expected, strict=True)
            if expected is not None
        ]
        drawn = " ".join(f"{x:g},{y:g}" for x, y in points)
        dashes = _DASHES[number % len(_DASHES)]
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        dots = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{colour}"/>' for x, y in points)
        return (
            f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"'
            f' stroke-linejoin="round"{dashed}/>{dots}'
        )

    def _names(self, places: Sequence[float]) -> Iterator[Label]:
        for line, y in zip(self.trend.lines, places, strict=True):
            whole = line.milestone.title.say(self.language)
            title = wrapped(whole, 13, _LABEL_WIDTH, 2) or [""]
            top = y - 8 * len(title)
            for place, text in enumerate(title):
                full = whole if text.endswith("…") else ""
                yield Label(_LABELS, top + 16 * place, text, 13, INK, 600, full=full)
            colour = STATUS_COLOURS[line.milestone.judged.status]
            said = wrapped(self._said(line), _SMALL, _LABEL_WIDTH, 1)[0]
            yield Label(_LABELS, top + 16 * len(title), said, _SMALL, colour, 600)

    def _said(self, line: TrendLine) -> str:
        status = STATUSES[line.milestone.judged.status].say(self.language)
        last = last_in_words(line, self.language)
        slip = slip_in_words(line, self.language)
        return f"{last}, {slip}" if last.startswith(status) else f"{status} · {last}, {slip}"


def _end_of(line: TrendLine, days: Sequence[date], across: Axis, up: Axis) -> tuple[float, float]:
    day, expected = [
        (day, expected)
        for day, expected in zip(days, line.expected, strict=True)
        if expected is not None
    ][-1]
    return across.at(day), up.at(expected)


def _apart(wanted: Sequence[float], top: float, foot: float) -> list[float]:
    """Return places in the order given, as near to those wanted as keeps them ``_ROW`` apart."""
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    places = [0.0] * len(wanted)
    free = top + _ROW / 2
    for number in order:
        places[number] = max(wanted[number], free)
        free = places[number] + _ROW
    limit = foot - _ROW / 2
    for number in reversed(order):
        places[number] = round(min(places[number], limit), 1)
        limit = places[number] - _ROW
    return places


def _leader(end: tuple[float, float], place: float) -> str:
    x, y = end
    points = ((x, y), (max(x, _RIGHT) + 8, y), (_LABELS - 6, place - 4))
    return "".join(_line(one, other, MUTED, width=0.8) for one, other in pairwise(points))


def _crossing(across: Axis, up: Axis) -> tuple[date, date] | None:
    """Return the first and last day that both scales hold, if any."""
    first, last = max(across.first, up.first), min(across.last, up.last)
    return (first, last) if first < last else None


def _same_day(across: Axis, up: Axis, key: float) -> str:
    """Return the line on which both days are the same, and a piece of it in the key."""
    days = _crossing(across, up)
    if days is None:
        return ""
    one, other = ((across.at(day), up.at(day)) for day in days)
    piece = (_LABELS, key), (_LABELS + 26, key)
    return _line(one, other, MUTED, dashes="6 4") + _line(*piece, MUTED, dashes="6 4")


def _line(
    one: tuple[float, float],
    other: tuple[float, float],
    colour: str,
    *,
    width: float = 1,
    dashes: str = "",
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{one[0]:g}" y1="{one[1]:g}" x2="{other[0]:g}" y2="{other[1]:g}"'
        f' stroke="{colour}" stroke-width="{width:g}"{dashed}/>'
    )
