"""What if: a situation with changes beside the one of today, by the same figures.

Nothing here is stored and nothing is changed. Without changes the answer is that of today.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.consequences.changes import Change, changed
from models.consequences.consistency import Finding, inconsistencies
from models.consequences.groups import Group, groups
from models.consequences.impact import Effect, Impact, impact
from models.consequences.kinds import EffectKind, ImpliedKind
from models.consequences.situation import Node, Situation
from models.dates import Calendar
from models.vocabulary import DependencyKind, SubjectKind

_ANSWERING = (
    DependencyKind.HOLDER,
    DependencyKind.PARTICIPATION,
    ImpliedKind.ANSWERS_FOR,
    ImpliedKind.TRACK,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation that must hear of it, and what of its own is touched."""

    organisation: Node
    subjects: tuple[Node, ...]


@dataclass(frozen=True)
class Outcome:
    """What changes make of a situation, beside how it is.

    Attributes:
        impact: all that they touch.
        found: what would no longer fit and does now.
        mended: what does not fit now and would.
        stuck: groups that could then no longer be unblocked.
        told: who must hear of it, by name.
    """

    impact: Impact
    found: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    stuck: tuple[Group, ...]
    told: tuple[Told, ...]

    @property
    def moved(self) -> tuple[Effect, ...]:
        """Return the milestones that come later or cannot be reached, nearest first."""
        return tuple(
            effect
            for effect in self.impact.touched
            if effect.node.kind == SubjectKind.MILESTONE and effect.kind >= EffectKind.LATE
        )

    @property
    def is_as_today(self) -> bool:
        """Return whether nothing would be otherwise."""
        return not (self.impact.effects or self.found or self.mended or self.stuck)


def evaluate(situation: Situation, changes: Iterable[Change], *, calendar: Calendar) -> Outcome:
    """Return what changes make of a situation.

    Raises:
        UnknownSubjectError: a change is about something that is not there.
        InvalidAmendmentError: it cannot happen to it.
    """
    wanted = list(changes)
    after = changed(situation, wanted)
    touched = impact(situation, wanted, calendar=calendar)
    now, then = (inconsistencies(each, calendar=calendar) for each in (situation, after))
    known, coming = set(now), set(then)
    return Outcome(
        impact=touched,
        found=tuple(finding for finding in then if finding not in known),
        mended=tuple(finding for finding in now if finding not in coming),
        stuck=_stuck(groups(situation), groups(after)),
        told=_told(situation, touched),
    )


def _stuck(now: Iterable[Group], then: Iterable[Group]) -> tuple[Group, ...]:
    before = {group.members: group.unblocking.impossible for group in now}
    before_by_key = {tuple(n.name for n in members): lost for members, lost in before.items()}
    return tuple(
        group
        for group in then
        if group.unblocking.impossible
        and not before_by_key.get(tuple(node.name for node in group.members))
    )


def _told(situation: Situation, touched: Impact) -> tuple[Told, ...]:
    """Return who answers for what is touched; looking again at a duty is telling as well."""
    found: defaultdict[int, dict[int, Node]] = defaultdict(dict)
    for effect in touched.effects.values():
        node = effect.node
        if effect.kind is EffectKind.RE_EXAMINE and node.kind != SubjectKind.MILESTONE:
            continue
        if node.kind == SubjectKind.ORGANISATION:
            found[node.id].setdefault(node.id, node)
        for edge in situation.needed_by(node.id, *_ANSWERING):
            found[edge.on][node.id] = node
    return tuple(
        Told(situation.nodes[number], tuple(sorted(nodes.values(), key=lambda n: n.name)))
        for number, nodes in _by_name(situation, found)
    )


def _by_name(
    situation: Situation, found: Mapping[int, dict[int, Node]]
) -> list[tuple[int, dict[int, Node]]]:
    return sorted(found.items(), key=lambda item: situation.nodes[item[0]].name)
