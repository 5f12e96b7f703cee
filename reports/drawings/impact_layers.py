"""What a change touches, drawn from left to right: each step a column, each subject a plate.

A line leads from every plate to what passed its effect on, in the room between two columns, so
that it never crosses a text. Of many, the heaviest of each step are drawn; how many more there are
stands below them, and the list beside the drawing has them all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.consequences.impact import Effect, Impact
from models.consequences.kinds import EffectKind
from models.consequences.situation import Node
from models.vocabulary import Language
from reports.drawings.lettering import Label
from reports.drawings.palette import MUTED
from reports.drawings.plates import Drawing, Plate, Wanted, framed, heading, labels_of, stacked
from reports.words import Text

COLUMN, _GAP, _EDGE, _TOP = 216.0, 48.0, 12.0, 36.0
MOST_LAYERS, MOST_IN_A_LAYER = 5, 8

TITLE = Text("Wat het raakt als {title} wegvalt of verandert", "What a change of {title} touches")
_SUBJECT = Text("Dit verandert", "This changes")
_STEP = Text("Stap {number}", "Step {number}")
_MORE = Text("en nog {count}", "and {count} more")
_NOTHING = Text("Het raakt niets anders.", "It touches nothing else.")
_SAME = Text("Dezelfde inhoud staat in de lijst.", "The list has the same content.")

Named = Callable[[Node], str]
Told = Callable[[Effect], str]


def draw_impact(
    found: Impact, *, named: Named, told: Told, language: Language, name: str = "gevolgen"
) -> Drawing:
    """Return what changes touch as one accessible SVG.

    Args:
        found: the same effects as in the list beside it.
        named: what a subject is called.
        told: what happens to it, in words.
        language: of all other words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    return _Canvas(found, named, told, language, name).draw()


@dataclass(frozen=True, slots=True)
class _Canvas:
    found: Impact
    named: Named
    told: Told
    language: Language
    name: str

    def draw(self) -> Drawing:
        plates: dict[int, Plate] = {}
        others: list[Plate] = []
        heads: list[Label] = []
        lines: list[str] = []
        for column, (effects, left_out) in enumerate(self._layers()):
            x = _EDGE + column * (COLUMN + _GAP)
            heads.append(heading(x, _TOP - 12, self._head(column)))
            ordered = sorted(effects, key=lambda each: self._place(each, plates))
            wanted = [self._wanted(each) for each in ordered]
            if left_out:
                wanted.append(Wanted(self._say(_MORE, count=left_out)))
            placed = stacked(wanted, x, _TOP, COLUMN)
            lanes = _lanes(ordered)
            for effect, plate in zip(ordered, placed, strict=False):
                plates[effect.node.id] = plate
                if effect.parent is not None:
                    parent = effect.parent.node.id
                    lines.append(_line(plates[parent], plate, lanes[parent]))
            others += placed[len(ordered) :]
        return self._framed((*plates.values(), *others), heads, lines)

    def _layers(self) -> Iterator[tuple[list[Effect], int]]:
        """Yield the effects of each column, and how many of it are not drawn."""
        starts = [each for each in self.found.effects.values() if not each.layer]
        yield starts[:MOST_IN_A_LAYER], max(0, len(starts) - MOST_IN_A_LAYER)
        drawn = {each.node.id for each in starts[:MOST_IN_A_LAYER]}
        touched = self.found.touched
        deepest = min(MOST_LAYERS, max((each.layer for each in touched), default=0))
        for layer in range(1, deepest + 1):
            of_it = [each for each in touched if each.layer == layer]
            hanging = [each for each in of_it if each.parent and each.parent.node.id in drawn]
            chosen = hanging[:MOST_IN_A_LAYER]
            deeper = sum(each.layer > layer for each in touched) if layer == deepest else 0
            drawn = {each.node.id for each in chosen}
            yield chosen, len(of_it) - len(chosen) + deeper

    def _place(self, effect: Effect, plates: dict[int, Plate]) -> tuple[float, int, str]:
        """Return where it best stands: near what passed it on, the heaviest first."""
        parent = plates.get(effect.parent.node.id) if effect.parent is not None else None
        return (parent.y if parent else 0.0, -effect.kind, effect.node.name)

    def _wanted(self, effect: Effect) -> Wanted:
        if not effect.layer:
            return Wanted(self.named(effect.node))
        return Wanted(self.named(effect.node), self.told(effect), effect.kind)

    def _head(self, column: int) -> str:
        return self._say(_STEP, number=column) if column else _SUBJECT.say(self.language)

    def _framed(self, plates: tuple[Plate, ...], heads: list[Label], lines: list[str]) -> Drawing:
        width = max((plate.right for plate in plates), default=COLUMN) + _EDGE
        height = max((plate.y + plate.height for plate in plates), default=_TOP) + _EDGE
        content = "".join((*lines, *(plate.draw() for plate in plates), *map(Label.draw, heads)))
        starts = [each.node for each in self.found.effects.values() if not each.layer]
        title = self._say(TITLE, title=", ".join(map(self.named, starts[:3])))
        svg = framed(
            content,
            width,
            height,
            title=title,
            description=self._description(),
            name=self.name,
        )
        return Drawing(svg, plates, (*heads, *labels_of(plates)))

    def _description(self) -> str:
        counts = dict.fromkeys(reversed(EffectKind), 0)
        for effect in self.found.touched:
            counts[effect.kind] += 1
        said = [f"{count} {kind.say(self.language)}" for kind, count in counts.items() if count]
        first = ", ".join(said) + "." if said else _NOTHING.say(self.language)
        return f"{first} {_SAME.say(self.language)}"

    def _say(self, text: Text, **filled: object) -> str:
        return text.say(self.language).format_map(filled)


def _lanes(effects: list[Effect]) -> dict[int, float]:
    """Return where between two columns the lines of each parent turn: each in a lane of its own."""
    parents = dict.fromkeys(e.parent.node.id for e in effects if e.parent is not None)
    return {
        parent: _GAP * (1 - place / (len(parents) + 1)) for place, parent in enumerate(parents, 1)
    }


def _line(parent: Plate, child: Plate, lane: float) -> str:
    turn = child.x - _GAP + lane
    return (
        f'<path d="M{parent.right:g} {parent.middle:g}H{turn:g}V{child.middle:g}H{child.x:g}"'
        f' fill="none" stroke="{MUTED}" stroke-width="1.5"/>'
    )
