"""What a change touches: every subject once, with its heaviest effect and what leads to it.

A walk from heavy to light (Dijkstra over the order of ``EffectKind``, then over the number of
edges): each subject keeps the first effect that reaches it. More edges can only bring a heavier
one or bring it sooner, never take one away.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.consequences.changes import Change, What, day_of, state_after, subject_of
from models.consequences.kinds import LIGHTER_ROLES, RULES, EffectKind, Rule
from models.consequences.lateness import Lateness, Span, lateness, timed
from models.consequences.positions import Position, position_of
from models.consequences.situation import Edge, Node, Situation
from models.dates import Calendar


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one subject.

    Attributes:
        layer: how many edges lead to it.
        via: the last of them; None for the subject of the change itself.
        days_late: how many days it is later than it is now reckoned with.
        expected: the new days, where they can be computed.
        breaks_bound: its bound (of the agreement) is no longer held.
        circle: with which others it waits in a circle.
        parent: the effect that passed this one on; a circle may lead back to its subject.
    """

    node: Node
    kind: EffectKind
    layer: int
    via: Edge | None = None
    days_late: int = 0
    expected: Span | None = None
    breaks_bound: bool = False
    circle: frozenset[int] = frozenset()
    parent: "Effect | None" = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Impact:
    """All that changes touch, by layer; the subjects of the changes are layer nought."""

    effects: Mapping[int, Effect]

    def chain_to(self, node: int) -> tuple[Edge, ...]:
        """Return the edges that lead from a change to a subject, the first one first."""
        chain: list[Edge] = []
        effect = self.effects.get(node)
        while effect is not None and effect.via is not None:
            chain.append(effect.via)
            effect = effect.parent
        return tuple(reversed(chain))

    @property
    def touched(self) -> tuple[Effect, ...]:
        """Return the effects on others, nearest first, the heaviest of a layer first."""
        found = (effect for effect in self.effects.values() if effect.layer)
        return tuple(sorted(found, key=lambda each: (each.layer, -each.kind, each.node.name)))

    @property
    def broken_bounds(self) -> tuple[Effect, ...]:
        """Return the milestones that no longer hold their bound."""
        return tuple(effect for effect in self.touched if effect.breaks_bound)


def impact(situation: Situation, changes: Iterable[Change], *, calendar: Calendar) -> Impact:
    """Return everything that changes touch; nothing for no changes.

    Raises:
        UnknownSubjectError: a change is about something that is not there.
        InvalidAmendmentError: it cannot happen to it.
    """
    begun = _begun(situation, list(changes))
    late = lateness(situation, begun.spans, calendar=calendar)
    walk = _Walk(situation, late)
    for node, kind in begun.kinds.items():
        if kind is not EffectKind.LATE:
            walk.reach(node, kind)
    walk.reach_by_time(begun.spans)
    walk.run()
    return Impact(walk.effects)


@dataclass(slots=True)
class _Begun:
    kinds: dict[int, EffectKind] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)


_EFFECT_OF_POSITION = {
    Position.GONE: EffectKind.BLOCKED,
    Position.PARTLY: EffectKind.AT_RISK,
}


def _begun(situation: Situation, changes: list[Change]) -> _Begun:
    begun = _Begun()
    for change in changes:
        node = subject_of(situation, change)
        if change.what is What.LATEST:
            day = day_of(situation, change)
            if _is_later(node, day):
                begun.spans[node.id] = _slipped(node, day)
                begun.kinds.setdefault(node.id, EffectKind.LATE)
            continue
        kind = EffectKind.BLOCKED
        if change.what is What.STATE:
            position = position_of(node.kind, state_after(node, change))
            if position not in _EFFECT_OF_POSITION:
                continue
            kind = _EFFECT_OF_POSITION[position]
        begun.kinds[node.id] = max(kind, begun.kinds.get(node.id, kind))
    return begun


def _is_later(node: Node, day: date) -> bool:
    """Return whether a day is later than what was agreed, or than what is reckoned with."""
    known = [each for each in (node.latest, node.expected) if each is not None]
    return not known or day > min(known)


def _slipped(node: Node, day: date) -> Span:
    """Return the window that moves as a whole, as far as it is known."""
    if node.earliest is None or node.latest is None or node.earliest > node.latest:
        return Span(node.earliest, day)
    return Span(node.earliest + timedelta(days=max(0, (day - node.latest).days)), day)


_BY_WEIGHT = tuple(EffectKind)
# Weight, layer, node and a number that keeps the rest from being compared: of equals the first one
# counts. Most that wait never become an effect, so it is made when it is taken.
_Waiting = tuple[int, int, int, int, "Effect | None", Edge | None]


@dataclass(slots=True)
class _Walk:
    situation: Situation
    late: Lateness
    effects: dict[int, Effect] = field(default_factory=dict)
    waiting: list[_Waiting] = field(default_factory=list)
    only_late: set[int] = field(default_factory=set)  # late, and so far not uncertain as well
    reached: int = 0

    def reach(
        self, node: int, kind: EffectKind, parent: Effect | None = None, via: Edge | None = None
    ) -> None:
        """Have an effect reach a node; it counts when no heavier or nearer one does."""
        self.reached += 1
        layer = parent.layer + 1 if parent else 0
        heapq.heappush(self.waiting, (-kind, layer, node, self.reached, parent, via))

    def reach_by_time(self, starts: Iterable[int]) -> None:
        """Have a slip reach all that it reaches by the day, each along its driving chain."""
        late = {node: self._effect(node, self._by_time(node), None, None) for node in starts}
        for node in late:
            self.reach(node, self._by_time(node))
        for node in self.late.driving:
            chain = []
            while node not in late:
                chain.append(node)
                node = self.late.driving[node].on  # noqa: PLW2901  (a walk back along the chain)
            for back in reversed(chain):
                via = self.late.driving[back]
                self.reach(back, self._by_time(back), late[via.on], via)
                late[back] = self._effect(back, self._by_time(back), late[via.on], via)

    def _by_time(self, node: int) -> EffectKind:
        return EffectKind.BLOCKED if node in self.late.deadlocked else EffectKind.LATE

    def run(self) -> None:
        """Take what waits, from heavy to light, until nothing does."""
        while self.waiting:
            weight, _, node, _, parent, via = heapq.heappop(self.waiting)
            kind = _BY_WEIGHT[-weight]
            if node in self.effects and not self._adds(node, kind):
                continue
            effect = self._effect(node, kind, parent, via)
            self.effects.setdefault(node, effect)
            if kind is EffectKind.LATE:
                self.only_late.add(node)
            else:
                self.only_late.discard(node)
            self._pass_on(node, kind, effect)

    def _adds(self, node: int, kind: EffectKind) -> bool:
        """Return whether something is both late and uncertain: each travels its own way."""
        return kind is EffectKind.AT_RISK and node in self.only_late

    def _effect(
        self, node: int, kind: EffectKind, parent: Effect | None, via: Edge | None
    ) -> Effect:
        subject, span = self.situation.nodes[node], self.late.spans.get(node)
        bound = subject.bound or subject.latest
        latest, days_late = span.latest if span else None, self.late.days_late(node)
        if kind is EffectKind.LATE and via is not None and not days_late:
            kind = EffectKind.AT_RISK  # nobody said until when it would be in time
        kind = max(kind, EffectKind.RE_EXAMINE)
        return Effect(
            node=subject,
            kind=kind,
            layer=parent.layer + 1 if parent else 0,
            via=via,
            days_late=days_late,
            expected=span,
            breaks_bound=bound is not None and latest is not None and latest > bound,
            circle=self.late.deadlocked.get(node, frozenset()),
            parent=parent,
        )

    def _pass_on(self, node: int, kind: EffectKind, effect: Effect) -> None:
        closed, effects, only_late = self.situation.closed, self.effects, self.only_late
        is_late, beyond = kind is EffectKind.LATE, self.late.beyond
        through, through_lightly = _THROUGH[kind]
        for edge in self.situation.dependents.get(node, ()):
            dependent = edge.dependent
            if dependent in closed or (dependent in effects and dependent not in only_late):
                continue
            if is_late and timed(edge):  # the days say it, or no calendar has them
                onward = EffectKind.AT_RISK if dependent in beyond else None
            else:
                onward = (through_lightly if _is_lighter(edge) else through)[edge.kind]
            if onward is not None:
                self.reach(dependent, onward, effect, edge)


def _through(kind: EffectKind, rule: Rule, *, is_lighter: bool) -> EffectKind | None:
    """Return what of an effect travels along an edge, where the days do not say it."""
    if kind is EffectKind.TELL:
        return kind if rule.tells else None
    if kind is EffectKind.RE_EXAMINE:
        return min(kind, rule.gone) if rule.looks or rule.tells else None
    gone = min(EffectKind.AT_RISK, rule.gone) if is_lighter else rule.gone
    if kind is EffectKind.BLOCKED:
        return gone
    return min(EffectKind.AT_RISK, gone) if rule.risk or rule.looks else None


def _is_lighter(edge: Edge) -> bool:
    return edge.alternative is not None or edge.role in LIGHTER_ROLES


# By effect, for an edge that carries all of it and for a lighter one: what each kind passes on.
_Table = Mapping[str, EffectKind | None]
_THROUGH: Mapping[EffectKind, tuple[_Table, _Table]] = {
    kind: (
        {name: _through(kind, rule, is_lighter=False) for name, rule in RULES.items()},
        {name: _through(kind, rule, is_lighter=True) for name, rule in RULES.items()},
    )
    for kind in EffectKind
}
