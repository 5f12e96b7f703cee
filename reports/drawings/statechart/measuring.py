"""How big every box is and where its parts lie in it, from the inside out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.statechart import Chart, Kind
from models.vocabulary import Language
from reports.drawings.lettering import width_of
from reports.drawings.statechart.arrows import Arrow, stack_of
from reports.drawings.statechart.blocks import Block, Line, arrow_block, title_block
from reports.drawings.statechart.boxes import Box, Detour, Drop, End, Part, Track, Writing
from reports.drawings.statechart.ends import Ends
from reports.drawings.statechart.slots import Need, lanes_for, places_on_border
from reports.drawings.statechart.wording import Marks, condition_of, event_of, name_of

BOX_WIDTH = 200.0
DOT = 12.0
HISTORY_SIGN = 11.0  # radius
MARK_RADIUS = 4.5
LANE = 12.0
_PAD = 14.0
_INSET = 12.0  # of text in a box
_SPINE = 28.0  # of the arrows straight down, from the left of the stack
_ARROW_TEXT = 208.0
_LEAD = 10.0  # from a border to the text on an arrow
_GAP, _GAP_WITH_ARROW, _GAP_AFTER_DOT = 16.0, 28.0, 22.0
_MARK_LINE = 17.0
_MARK_SIZE = 12.0


@dataclass(frozen=True)
class Measuring:
    """One pass over a chart; ``box(0)`` is the whole of it."""

    chart: Chart
    arrows: tuple[Arrow, ...]
    marks: Marks
    language: Language
    texts: dict[int, Block] = field(default_factory=dict)

    def box(self, number: int) -> Box:
        """Return a box with all that lies in it."""
        if number < 0:
            exits = dict.fromkeys(self._ends.at[number], DOT / 2)
            return Box(number, DOT, DOT, reach=_LEAD if exits else 0.0, exits=exits)
        kind = self.chart.states[number].kind
        if kind is Kind.COMPOUND:
            return self._compound(number)
        return self._parallel(number) if kind is Kind.PARALLEL else self._simple(number)

    def _simple(self, number: int) -> Box:
        is_history = bool(self.chart.histories >> number & 1)
        left = 2 * HISTORY_SIGN + 14 if is_history else _INSET
        title = self._title(number, BOX_WIDTH - left - _INSET)
        word = self.marks.word(number, self.language)
        tall = title.height + (_MARK_LINE if word else 0)
        box = Box(number, BOX_WIDTH, max(38.0, tall + 18))
        self._add_own_ends(box)
        top = (box.height - tall) / 2
        box.texts.append(Writing(left, top, title))
        if word:
            box.mark = left + MARK_RADIUS, top + title.height + 9
            box.texts.append(_mark_word(left + 14, top + title.height + 2, word))
        return box

    def _compound(self, number: int) -> Box:
        box = Box(number, 0, 0, is_framed=number > 0 and not self._is_bare_region(number))
        parts = [self.box(each) for each in stack_of(self.chart.states[number])]
        widest = max((each.width + each.reach for each in parts), default=BOX_WIDTH)
        y = self._head(box, widest)
        right = _PAD + BOX_WIDTH
        for place, part in enumerate(parts):
            x = _PAD + (_SPINE - DOT / 2 if part.number < 0 else 0)
            box.parts.append(Part(x, y, part))
            right = max(right, x + part.width + part.reach)
            drop, text = self._below(part, parts[place + 1 : place + 2], y + part.height)
            if drop:
                box.drops.append(drop)
            if text:
                box.texts.append(text)
                right = max(right, text.x + text.block.width)
            y = drop.bottom if drop else y + part.height + _GAP
        lanes = self._add_tracks(box, right)
        box.width = max(box.width, right + lanes + _PAD)
        box.height = y if parts and not lanes else y + 2
        self._add_own_ends(box)
        return box

    def _parallel(self, number: int) -> Box:
        box = Box(number, 0, 0)
        regions = [self.box(each) for each in stack_of(self.chart.states[number])]
        top = self._head(box, sum(each.width for each in regions))
        bottom = top + max(each.height for each in regions)
        gutters = _gutters(regions, bottom + LANE)
        x = _PAD / 2
        for region in regions:
            if box.parts:
                box.dividers.append((x, top, bottom))
                x += _PAD / 2
            box.parts.append(Part(x, top, region))
            x += region.width + region.reach
            # The lowest end turns off first, or its line would cross those of the others.
            for end in sorted(region.exits, key=lambda each: -region.exits[each]):
                box.detours[end] = Detour(x + LANE / 2, top + region.exits[end], gutters[end])
                x += LANE
            x += _PAD / 2
        box.exits |= gutters
        box.width = max(box.width, x + _PAD / 2)
        box.height = bottom + LANE * len(gutters) + _PAD
        self._add_own_ends(box)
        return box

    def _head(self, box: Box, room: float) -> float:
        """Write the name on top, make the box wide enough for it, and return where it ends."""
        if box.number == 0:
            return 8.0
        word = self.marks.word(box.number, self.language)
        beside = 24 + width_of(word, _MARK_SIZE) if word else 0.0
        title = self._title(box.number, max(room, BOX_WIDTH) - beside, lines=2)
        box.texts.append(Writing(_INSET, 9, title))
        if word:
            last = Block(title.lines[-1:])
            y = 9 + title.height - last.height
            box.mark = _INSET + last.width + 14, y + 8
            box.texts.append(_mark_word(_INSET + last.width + 23, y + 1, word))
        box.width = _INSET + title.width + beside + _INSET
        return 9 + title.height + 11

    def _below(
        self, part: Box, following: list[Box], y: float
    ) -> tuple[Drop | None, Writing | None]:
        """Return the arrow straight down from a part, and its text."""
        arrow = self._straight.get((part.number, following[0].number)) if following else None
        if arrow is None:
            return None, None
        block = self._text(arrow)
        tall = block.height + 18 if block.lines else 0.0
        gap = max(_GAP_AFTER_DOT if part.number < 0 else _GAP_WITH_ARROW, tall)
        x = _PAD + _SPINE
        text = Writing(x + _LEAD, y + 5, block) if block.lines else None
        return Drop(arrow, x, y, y + gap), text

    def _add_tracks(self, box: Box, left: float) -> float:
        """Give each arrow that runs in this box a lane; return how wide the lanes are."""
        heights: defaultdict[int, dict[End, float]] = defaultdict(dict)
        for part in box.parts:
            for end, y in part.box.exits.items():
                if self.arrows[end[0]].room == box.number:
                    heights[end[0]][end] = part.y + y
                else:
                    box.exits[end] = part.y + y
        spans = [(min(each.values()), max(each.values())) for each in heights.values()]
        lanes = lanes_for(spans, apart=LANE)
        for lane, (arrow, found) in zip(lanes, heights.items(), strict=True):
            box.tracks.append(Track(arrow, left + LANE * (lane + 1), found))
        return LANE * (max(lanes) + 1) if lanes else 0.0

    def _add_own_ends(self, box: Box) -> None:
        """Place the ends of the box's own arrows on its border, which may make it taller."""
        ends = self._ends.at[box.number]
        needs = {end: self._need(end) for end in ends}
        up = [end for end in ends if self._ends.leads_up(end)]
        down = [end for end in ends if not self._ends.leads_up(end)]
        places, box.height = places_on_border(
            [needs[end] for end in up],
            [needs[end] for end in down],
            list(box.exits.values()),
            box.height,
        )
        for end, y in zip([*up, *down], places, strict=True):
            box.exits[end] = y
            block = self._text(end[0]) if end[1] == 0 else Block()
            box.reach = max(box.reach, _LEAD + block.width + _LEAD)
            if block.lines:
                top = y - 3 - block.height
                box.texts.append(Writing(box.width + _LEAD, top, block, outside=True))

    def _need(self, end: End) -> Need:
        block = self._text(end[0]) if end[1] == 0 else Block()
        return Need(block.height + 5 if block.lines else 8.0, 8.0)

    def _text(self, arrow: int) -> Block:
        if arrow not in self.texts:
            number = self.arrows[arrow].transition
            self.texts[arrow] = Block() if number is None else self._transition_text(number)
        return self.texts[arrow]

    def _transition_text(self, number: int) -> Block:
        transition = self.chart.transitions[number]
        weight = 600 if self.marks.now >> transition.source & 1 else 400
        event = event_of(transition, self.language)
        condition = condition_of(transition, self.language)
        return arrow_block(event, condition, _ARROW_TEXT, weight=weight)

    def _title(self, number: int, width: float, lines: int = 3) -> Block:
        state = self.chart.states[number]
        weight = 700 if state.stage else 600
        text = name_of(self.chart, state, self.language)
        if self.chart.histories >> number & 1:
            return title_block(text, width, weight=400, lines=2)
        return title_block(text, width, weight=weight, lines=lines)

    def _is_bare_region(self, number: int) -> bool:
        parent = self.chart.states[self.chart.states[number].parent]
        return parent.kind is Kind.PARALLEL and not self._ends.at[number]

    @cached_property
    def _ends(self) -> Ends:
        return Ends(self.chart, self.arrows)

    @cached_property
    def _straight(self) -> Mapping[tuple[int, int], int]:
        return {
            (arrow.source, arrow.targets[0]): number
            for number, arrow in enumerate(self.arrows)
            if arrow.is_straight
        }


def _gutters(regions: list[Box], first: float) -> dict[End, float]:
    """Return the height at which each end runs below the regions; those on the right on top."""
    ends = [
        end
        for region in reversed(regions)
        for end in sorted(region.exits, key=region.exits.__getitem__)
    ]
    return {end: first + LANE * place for place, end in enumerate(ends)}


def _mark_word(x: float, top: float, word: str) -> Writing:
    return Writing(x, top, Block((Line(word, _MARK_SIZE, weight=700),)))
