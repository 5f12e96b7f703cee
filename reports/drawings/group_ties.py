"""A joint decision group drawn: who waits for whom, and what all of them wait for from outside.

On the left the members, below each other, with an arrow from who waits to whom they wait for; on
the right the conditions and the decisions of others, each with a line from who needs it. Lines run
beside the plates, never through a text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from models.consequences.groups import Group, Outside
from models.consequences.situation import Node
from models.vocabulary import Language
from reports.drawings.lettering import Label
from reports.drawings.palette import ACCENT, MUTED
from reports.drawings.plates import Drawing, Plate, Wanted, framed, heading, labels_of, stacked
from reports.words import Text

COLUMN, _ARCS, _GAP, _EDGE, _TOP = 232.0, 110.0, 120.0, 12.0, 36.0
MOST_MEMBERS, MOST_OUTSIDE = 12, 12

TITLE = Text("Groep die samen moet beslissen", "Group that has to decide together")
_MEMBERS = Text("Beslissen samen", "Decide together")
_OUTSIDE = Text("Wachten hierop", "Wait for this")
_NEEDED = Text("nodig voor {who}", "needed by {who}")
_MORE = Text("en nog {count}", "and {count} more")
_SAID = Text(
    "{members} wachten op elkaar en op {count} van buiten. Dezelfde inhoud staat in de lijst.",
    "{members} wait for each other and for {count} from outside. The list has the same content.",
)

Named = Callable[[Node], str]


def draw_group(group: Group, *, named: Named, language: Language, name: str = "groep") -> Drawing:
    """Return a group as one accessible SVG.

    Args:
        group: the same as in the list beside it.
        named: what a subject is called.
        language: of all other words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    return _Canvas(group, named, language, name).draw()


@dataclass(frozen=True, slots=True)
class _Canvas:
    group: Group
    named: Named
    language: Language
    name: str

    def draw(self) -> Drawing:
        members = self.group.members[:MOST_MEMBERS]
        outside = (*self.group.conditions, *self.group.decisions)
        left, right = _EDGE + _ARCS, _EDGE + _ARCS + COLUMN + _GAP
        those = self._column([Wanted(self.named(each)) for each in members], left, self._more())
        needs = [self._wanted(each) for each in outside[:MOST_OUTSIDE]]
        these = self._column(needs, right, len(outside) - len(needs))
        place = {node.id: plate for node, plate in zip(members, those, strict=False)}
        lines = [*self._ties(place), *self._needs(place, outside[:MOST_OUTSIDE], these)]
        heads = [heading(left, _TOP - 12, _MEMBERS.say(self.language))]
        if these:
            heads.append(heading(right, _TOP - 12, _OUTSIDE.say(self.language)))
        plates = (*those, *these)
        width = (right + COLUMN if these else left + COLUMN) + _EDGE
        height = max(plate.y + plate.height for plate in plates) + _EDGE
        content = "".join(
            (_HEAD, *lines, *(plate.draw() for plate in plates), *map(Label.draw, heads))
        ).replace(_NAMED, f"{self.name}-pijl")
        svg = framed(
            content,
            width,
            height,
            title=TITLE.say(self.language),
            description=self._say(
                _SAID,
                members=", ".join(self.named(each) for each in self.group.members),
                count=len(outside),
            ),
            name=self.name,
        )
        return Drawing(svg, plates, (*heads, *labels_of(plates)))

    def _column(self, wanted: list[Wanted], x: float, more: int) -> list[Plate]:
        if more:
            wanted = [*wanted, Wanted(self._say(_MORE, count=more))]
        return stacked(wanted, x, _TOP, COLUMN)

    def _more(self) -> int:
        return max(0, len(self.group.members) - MOST_MEMBERS)

    def _wanted(self, each: Outside) -> Wanted:
        who = ", ".join(self.named(node) for node in each.needed_by)
        return Wanted(self.named(each.node), self._say(_NEEDED, who=who))

    def _ties(self, place: dict[int, Plate]) -> list[str]:
        order = {number: at for at, number in enumerate(place)}
        pairs = dict.fromkeys((e.dependent, e.on) for e in self.group.edges)
        return [
            _arc(place[one], place[other], abs(order[one] - order[other]), len(order))
            for one, other in pairs
            if one in place and other in place
        ]

    def _needs(
        self, place: dict[int, Plate], outside: tuple[Outside, ...], these: list[Plate]
    ) -> list[str]:
        """Return the lines from a need to the members, or to the owner of the project it is of."""
        by_owner = {project.id: project.id for project in self.group.projects}
        by_owner |= {project.id: owner.id for project, owner in self.group.owners}
        pairs = (
            (by_owner.get(node.id, node.id), plate)
            for each, plate in zip(outside, these, strict=False)
            for node in each.needed_by
        )
        return [_line(place[member], plate) for member, plate in pairs if member in place]

    def _say(self, text: Text, **filled: object) -> str:
        return text.say(self.language).format_map(filled)


_NAMED = "@pijl@"
_HEAD = (
    f'<defs><marker id="{_NAMED}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"'
    f' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8Z" fill="{ACCENT}"/></marker></defs>'
)


def _arc(one: Plate, other: Plate, apart: int, count: int) -> str:
    """Return an arrow beside the column; the farther apart, the wider."""
    bend = one.x - 20 - (_ARCS - 26) * apart / max(1, count - 1)
    # Two that wait for each other leave and arrive a little beside each other.
    shift = 5 if one.y < other.y else -5
    start, end = one.middle + shift, other.middle + shift
    turns = f"{bend:g} {start:g} {bend:g} {end:g}"
    return (
        f'<path d="M{one.x:g} {start:g}C{turns} {other.x - 1:g} {end:g}"'
        f' fill="none" stroke="{ACCENT}" stroke-width="1.5" marker-end="url(#{_NAMED})"/>'
    )


def _line(member: Plate, plate: Plate) -> str:
    return (
        f'<path d="M{member.right:g} {member.middle:g}L{plate.x:g} {plate.middle:g}"'
        f' fill="none" stroke="{MUTED}" stroke-width="1.25" stroke-dasharray="5 3"/>'
    )
