"""Plates: boxes with a few lines of text, one below the other, for drawings of consequences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.consequences.kinds import EffectKind
from models.rules.status import Status
from reports.drawings.lettering import Label, wrapped, written
from reports.drawings.palette import BAR_EDGE, INK, MUTED, PAPER, STATUS_COLOURS, WASH

TITLE_SIZE, SAID_SIZE = 12.5, 11.5
_LEADING = 1.25
_PAD, _SIGN = 10.0, 18.0
_BOLD_IS_WIDER = 1.09  # than the estimate of lettering, in the widest common font

COLOURS = {
    EffectKind.BLOCKED: STATUS_COLOURS[Status.DELAYED],
    EffectKind.LATE: STATUS_COLOURS[Status.DELAYED],
    EffectKind.AT_RISK: STATUS_COLOURS[Status.ATTENTION],
    EffectKind.RE_EXAMINE: STATUS_COLOURS[Status.ACHIEVED],
    EffectKind.TELL: STATUS_COLOURS[Status.ACHIEVED],
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plate is to say: a name, something about it, and the sign of an effect."""

    title: str
    said: str = ""
    kind: EffectKind | None = None


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate in its place, with its lines of text."""

    x: float
    y: float
    width: float
    height: float
    labels: tuple[Label, ...]
    kind: EffectKind | None = None

    @property
    def middle(self) -> float:
        """Return the height at which lines reach it."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.x + self.width

    def draw(self) -> str:
        """Return it as SVG."""
        edge = COLOURS[self.kind] if self.kind is not None else BAR_EDGE
        sign = "" if self.kind is None else _sign(self.kind, self.x + _PAD + 6, self.y + _PAD + 6)
        return (
            f'<rect x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}"'
            f' rx="4" fill="{WASH}" stroke="{edge}" stroke-width="1.5"/>{sign}'
            + "".join(label.draw(is_edged=False) for label in self.labels)
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, and what is in it for those who must know that nothing overlaps."""

    svg: str
    plates: tuple[Plate, ...]
    labels: tuple[Label, ...]


def stacked(
    wanted: Iterable[Wanted], x: float, y: float, width: float, *, gap: float = 12
) -> list[Plate]:
    """Return plates below each other, each as high as its text needs."""
    found: list[Plate] = []
    for each in wanted:
        plate = _placed(each, x, y, width)
        found.append(plate)
        y += plate.height + gap
    return found


def framed(
    content: str, width: float, height: float, *, title: str, description: str, name: str
) -> str:
    """Return the whole SVG, with what it is called and what it shows."""
    ids = f"{name}-titel", f"{name}-beschrijving"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}"'
        f' role="img" aria-labelledby="{ids[0]} {ids[1]}"'
        ' font-family="system-ui, &quot;Segoe UI&quot;, &quot;Liberation Sans&quot;,'
        ' Arial, sans-serif">'
        f'<title id="{ids[0]}">{written(title)}</title>'
        f'<desc id="{ids[1]}">{written(description)}</desc>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{content}</svg>'
    )


def labels_of(plates: Sequence[Plate]) -> tuple[Label, ...]:
    """Return all lines of text of some plates."""
    return tuple(label for plate in plates for label in plate.labels)


def heading(x: float, y: float, text: str) -> Label:
    """Return a line of text above a column."""
    return Label(x, y, text, SAID_SIZE, MUTED, 600)


def _placed(wanted: Wanted, x: float, y: float, width: float) -> Plate:
    left = x + _PAD + (_SIGN if wanted.kind is not None else 0)
    room = x + width - _PAD - left
    labels: list[Label] = []
    top = y + _PAD
    for text, size, colour, weight, most in (
        (wanted.title, TITLE_SIZE, INK, 600, 3),
        (wanted.said, SAID_SIZE, MUTED, 400, 2),
    ):
        narrow = room / (_BOLD_IS_WIDER if weight == 600 else 1)  # noqa: PLR2004  (bold)
        lines = wrapped(text, size, narrow, most)
        whole = "" if " ".join(lines) == " ".join(text.split()) else text
        for line in lines:
            base = top + 0.85 * size
            labels.append(Label(left, base, line, size, colour, weight, ground=WASH, full=whole))
            top += size * _LEADING
    return Plate(x, y, width, round(top - y + _PAD, 1), tuple(labels), wanted.kind)


def _sign(kind: EffectKind, x: float, y: float) -> str:
    """Return the shape of an effect: a square, a diamond, a triangle or a circle."""
    colour = COLOURS[kind]
    if kind is EffectKind.BLOCKED:
        return f'<rect x="{x - 5:g}" y="{y - 5:g}" width="10" height="10" fill="{colour}"/>'
    if kind is EffectKind.LATE:
        points = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
    elif kind is EffectKind.AT_RISK:
        points = ((x, y - 6), (x + 7, y + 6), (x - 7, y + 6), (x, y - 6))
    else:
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{PAPER}" stroke="{colour}"'
            ' stroke-width="2"/>'
        )
    listed = " ".join(f"{px:g},{py:g}" for px, py in points)
    return f'<polygon points="{listed}" fill="{colour}"/>'
