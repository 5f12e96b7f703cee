"""Whether things in a drawing touch that should not, said in words that name them."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from reports.drawings.lettering import Label
from reports.drawings.statechart.layout import Frame, Layout, Point

Bounds = tuple[float, float, float, float]  # left, top, right, bottom


def faults_in(layout: Layout) -> list[str]:
    """Return everything that is wrong with a layout; none if all can be read."""
    return [
        *_labels_on_labels(layout),
        *_labels_on_borders(layout),
        *_lines_through_labels(layout),
        *_lines_through_states(layout),
        *_lines_on_lines(layout),
        *_outside(layout),
    ]


def overlap(one: Bounds, other: Bounds) -> bool:
    """Return whether two areas share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _labels_on_labels(layout: Layout) -> Iterator[str]:
    for one, other in combinations(layout.labels, 2):
        if overlap(one.box, other.box):
            yield f"'{one.text}' lies on '{other.text}'"


def _labels_on_borders(layout: Layout) -> Iterator[str]:
    for label in layout.labels:
        for frame in layout.frames:
            if (frame.is_drawn or frame.number < 0) and _crosses_border(label, frame):
                yield f"'{label.text}' lies on the border of {frame.number}"


def _crosses_border(label: Label, frame: Frame) -> bool:
    left, top, right, bottom = label.box
    outer = _bounds(frame)
    inside = left > outer[0] and top > outer[1] and right < outer[2] and bottom < outer[3]
    return overlap(label.box, outer) and not inside


def _lines_through_labels(layout: Layout) -> Iterator[str]:
    dividers = [((x, top), (x, bottom)) for x, top, bottom in layout.dividers]
    pieces = [piece for route in layout.routes for piece in pairwise(route.points)]
    for one, other in (*pieces, *dividers):
        for label in layout.labels:
            if overlap(_area(one, other, 1), label.box):
                yield f"a line runs through '{label.text}'"


def _lines_through_states(layout: Layout) -> Iterator[str]:
    simple = [frame for frame in layout.frames if not frame.has_parts]
    for route in layout.routes:
        for one, other in pairwise(route.points):
            for frame in simple:
                if overlap(_area(one, other, -0.2), _bounds(frame)):
                    yield f"the arrow from {route.arrow.source} runs through {frame.number}"


def _lines_on_lines(layout: Layout) -> Iterator[str]:
    for one, other in combinations(layout.routes, 2):
        if one.arrow is other.arrow:
            continue
        for a, b in pairwise(one.points):
            for c, d in pairwise(other.points):
                same_way = (a[0] == b[0]) == (c[0] == d[0])
                if same_way and overlap(_area(a, b, 2), _area(c, d, 2)):
                    yield f"arrows of {one.arrow.source} and {other.arrow.source} run on each other"


def _outside(layout: Layout) -> Iterator[str]:
    sheet = (-0.5, -0.5, layout.width + 0.5, layout.height + 0.5)
    points = [point for route in layout.routes for point in route.points]
    corners = [corner for label in layout.labels for corner in (label.box[:2], label.box[2:])]
    for x, y in (*points, *corners):
        if not (sheet[0] <= x <= sheet[2] and sheet[1] <= y <= sheet[3]):
            yield f"{x:g}, {y:g} lies off the sheet"


def _bounds(frame: Frame) -> Bounds:
    return frame.x, frame.y, frame.x + frame.width, frame.y + frame.height


def _area(one: Point, other: Point, wider: float) -> Bounds:
    """Return what a stroke covers; a negative width takes its ends off and keeps it thin."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    if wider < 0:
        along = 0.2
        if top == bottom:
            return left + along, top - 0.1, right - along, bottom + 0.1
        return left - 0.1, top + along, right + 0.1, bottom - along
    return left - wider, top - wider, right + wider, bottom + wider
