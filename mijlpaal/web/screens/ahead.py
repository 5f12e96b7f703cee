"""What the pages of a cluster, a project and a milestone show of what hangs on them."""

from dataclasses import dataclass
from datetime import date

from mijlpaal.call import Call
from mijlpaal.show.outlook import rests_on
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.cascading import CascadeView, cascade_view
from mijlpaal.web.screens.following import (
    GroupView,
    ImpactView,
    Link,
    group_views,
    impact_view,
    link_to,
)
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.situations import cases_seen
from models.consequences.changes import Change, What
from models.consequences.groups import groups_of_cluster, groups_of_project
from models.consequences.impact import impact
from models.consequences.readiness import Hurdle, Readiness, readiness
from models.consequences.situation import Node, Situation
from models.consequences.slipping import Case, outlook
from models.errors import Words
from models.reading.looking import Looking
from models.vocabulary import Language, SubjectKind

_HURDLES = {
    Hurdle.REFUSED: Words("afgewezen", "refused"),
    Hurdle.OVERDUE: Words("te laat", "overdue"),
    Hurdle.AFTER_THE_DECISION: Words("pas na het besluit", "after the decision"),
    Hurdle.WITHOUT_A_DAY: Words("zonder dag", "without a day"),
    Hurdle.DUE: Words("nog te komen", "to come"),
    Hurdle.OTHERS_DECIDE: Words("besluit van een ander", "decision of others"),
}


@dataclass(frozen=True, slots=True)
class HurdleView:
    """One thing between a project and its decision."""

    what: Link
    hurdle: str
    due: date | None
    needed: date | None
    holders: tuple[Link, ...]
    hanging: int


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """What stands between a project and its decision."""

    decision: Link | None
    hurdles: tuple[HurdleView, ...]
    met: tuple[Link, ...]
    is_decided: bool
    without_conditions: bool


@dataclass(frozen=True, slots=True)
class FollowingView:
    """What hangs on a subject: what it touches, with whom it decides, and how ready it is."""

    impact: ImpactView
    groups: tuple[GroupView, ...]
    readiness: ReadinessView | None


@dataclass(frozen=True, slots=True)
class OutlookView:
    """What history says of a milestone; ``chance`` is a whole percentage."""

    bound: date | None
    chance: int | None
    half_by: date | None
    most_by: date | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AheadView:
    """What is ahead of a milestone."""

    outlook: OutlookView
    cascade: CascadeView | None


def ahead_of(
    screen: Screen, eyes: Looking, reader: Reader, situation: Situation, key: str
) -> AheadView | None:
    """Return the outlook of a milestone and what follows from it; None once it is closed."""
    node = situation.by_name.get(f"{SubjectKind.MILESTONE}:{key}")
    if node is None or node.is_closed:
        return None
    calendar = screen.office.rulebook.calendar
    sees = reader.may(Resource.WHAT_IF)
    return AheadView(
        _outlook(node, cases_seen(screen.office, eyes, reader), screen, reader),
        cascade_view(situation, key, reader, calendar=calendar) if sees else None,
    )


def hanging_of(
    screen: Screen, situation: Situation, number: int, call: Call
) -> FollowingView | None:
    """Return what hangs on a project; None of another subject."""
    node = situation.nodes.get(number)
    if node is None or node.kind != SubjectKind.PROJECT:
        return None
    return FollowingView(
        _impact(screen, situation, node, call),
        tuple(group_views(situation, groups_of_project(situation, node.id), call.language)),
        _readiness(readiness(situation, node), call.language),
    )


def hanging_of_cluster(
    screen: Screen, situation: Situation, key: str, call: Call
) -> FollowingView | None:
    """Return what hangs on a cluster, and the groups in it."""
    node = situation.by_name.get(f"{SubjectKind.CLUSTER}:{key}")
    if node is None:
        return None
    return FollowingView(
        _impact(screen, situation, node, call),
        tuple(group_views(situation, groups_of_cluster(situation, node.id), call.language)),
        None,
    )


def _impact(screen: Screen, situation: Situation, node: Node, call: Call) -> ImpactView:
    change = Change(node.name, What.DROPPED)
    found = impact(situation, [change], calendar=screen.office.rulebook.calendar)
    return impact_view(situation, found, call)


def _readiness(found: Readiness, language: Language) -> ReadinessView:
    return ReadinessView(
        decision=link_to(found.decision, language) if found.decision is not None else None,
        hurdles=tuple(
            HurdleView(
                link_to(each.node, language),
                _HURDLES[each.hurdle].say(language),
                each.due,
                each.needed,
                tuple(link_to(holder, language) for holder in each.holders),
                each.hanging,
            )
            for each in found.items
        ),
        met=tuple(link_to(node, language) for node in found.met),
        is_decided=found.is_decided,
        without_conditions=found.without_conditions,
    )


def _outlook(node: Node, cases: list[Case], screen: Screen, reader: Reader) -> OutlookView:
    found = outlook(node.latest, node.expected, cases, today=screen.office.today)
    call = Call(reader.language, reader.actor)
    chance = None if found.chance is None else round(100 * found.chance)
    lines = tuple(rests_on(found, call).splitlines())
    return OutlookView(found.bound, chance, found.half_by, found.most_by, lines)
