"""What does not fit together in a situation: one list, each with the one act that mends it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from models.consequences.groups import components
from models.consequences.kinds import RULES, ImpliedKind
from models.consequences.lags import moved
from models.consequences.lateness import timed
from models.consequences.positions import DECIDED, Position
from models.consequences.situation import Edge, Node, Situation
from models.dates import Calendar
from models.errors import Words
from models.vocabulary import DependencyKind, SubjectKind


class Severity(IntEnum):
    """How bad it is, the worst first; only what must be acted upon makes ``check`` end with 1."""

    CONTRADICTION = 1  # it cannot all be true
    GAP = 2  # somebody must still say it
    NOTE = 3  # it may turn out otherwise; nothing to do now

    @property
    def needs_action(self) -> bool:
        """Return whether somebody must act."""
        return self is not Severity.NOTE


class Check(StrEnum):
    """What is looked at."""

    LATER_THAN_WHAT_WAITS = "later_than_what_waits"
    CONDITION_AFTER_DECISION = "condition_after_decision"
    CIRCLE = "circle"
    REFUSED_BUT_NEEDED = "refused_but_needed"
    WINDOW_OUT_OF_ORDER = "window_out_of_order"
    MILESTONE_WITHOUT_OWNER = "milestone_without_owner"
    PROJECT_WITHOUT_CONDITIONS = "project_without_conditions"
    COMPANY_UNKNOWN = "company_unknown"
    DUTY_WITHOUT_FORECAST = "duty_without_forecast"
    END_UNKNOWN = "end_unknown"
    RECESS_ESTIMATED = "recess_estimated"


class _Kind(NamedTuple):
    severity: Severity
    words: Words


_CONTRADICTION, _GAP, _NOTE = Severity.CONTRADICTION, Severity.GAP, Severity.NOTE
CHECKS: dict[Check, _Kind] = {
    Check.LATER_THAN_WHAT_WAITS: _Kind(
        _CONTRADICTION, Words("later dan wat erop wacht", "later than what waits for it")
    ),
    Check.CONDITION_AFTER_DECISION: _Kind(
        _CONTRADICTION,
        Words(
            "randvoorwaarde na het besluit dat haar nodig heeft",
            "condition due after the decision that needs it",
        ),
    ),
    Check.CIRCLE: _Kind(
        _CONTRADICTION, Words("mijlpalen die op elkaar wachten", "milestones that wait in a circle")
    ),
    Check.REFUSED_BUT_NEEDED: _Kind(
        _CONTRADICTION, Words("afgewezen, en nog nodig", "refused, and still needed")
    ),
    Check.WINDOW_OUT_OF_ORDER: _Kind(
        _CONTRADICTION, Words("eind ligt voor begin", "ends before it begins")
    ),
    Check.MILESTONE_WITHOUT_OWNER: _Kind(
        _GAP, Words("mijlpaal zonder eigenaar", "milestone without an owner")
    ),
    Check.PROJECT_WITHOUT_CONDITIONS: _Kind(
        _GAP, Words("project zonder randvoorwaarden", "project without conditions")
    ),
    Check.COMPANY_UNKNOWN: _Kind(
        _GAP, Words("project zonder bekend bedrijf", "project without a known company")
    ),
    Check.DUTY_WITHOUT_FORECAST: _Kind(
        _GAP,
        Words(
            "toezegging over iets zonder prognose", "duty to tell about something without forecast"
        ),
    ),
    Check.END_UNKNOWN: _Kind(
        _NOTE, Words("afhankelijkheid met een onbekend uiteinde", "dependency with an unknown end")
    ),
    Check.RECESS_ESTIMATED: _Kind(
        _NOTE, Words("rust op een geschat reces", "rests on an estimated recess")
    ),
}


_ORDER = {
    check: place
    for place, check in enumerate(sorted(CHECKS, key=lambda each: CHECKS[each].severity))
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit.

    Attributes:
        subject: ``kind:key`` of what it is about.
        title, title_en: of that.
        cluster_id: where it lies; None above the clusters.
        detail: the days or names that say it.
        action: the one act that mends it.
    """

    check: Check
    subject: str
    title: str
    title_en: str | None
    cluster_id: int | None
    detail: Words
    action: Words

    @property
    def severity(self) -> Severity:
        """Return how bad it is."""
        return CHECKS[self.check].severity

    @property
    def words(self) -> Words:
        """Return what is wrong."""
        return CHECKS[self.check].words


def inconsistencies(situation: Situation, *, calendar: Calendar) -> tuple[Finding, ...]:
    """Return everything that does not fit, the worst first."""
    found = [finding for look in _LOOKS for finding in look(situation, calendar)]
    return tuple(sorted(found, key=lambda f: (_ORDER[f.check], f.subject)))


_Look = Callable[[Situation, Calendar], Iterator[Finding]]


def _finding(check: Check, node: Node, detail: Words, action: Words) -> Finding:
    return Finding(check, node.name, node.title, node.title_en, node.cluster_id, detail, action)


def _same(text: str) -> Words:
    return Words(text, text)


def _later_than_what_waits(situation: Situation, calendar: Calendar) -> Iterator[Finding]:
    known: dict[tuple[date, str | None], date | None] = {}
    for edge in situation.edges:
        if not timed(edge) or edge.on in situation.closed or edge.dependent in situation.closed:
            continue
        child, parent = situation.nodes[edge.on], situation.nodes[edge.dependent]
        needed, day = edge.needed_by or parent.stands_at, child.stands_at
        if needed is None or day is None:
            continue
        if (day, edge.lag) not in known:
            known[day, edge.lag] = moved(day, edge.lag, calendar=calendar)
        ready = known[day, edge.lag]
        if ready is None or ready <= needed:
            continue
        if child.kind == SubjectKind.CONDITION:
            yield _condition_after(child, parent, edge)
        else:
            lag = f" + {edge.lag}" if edge.lag else ""
            yield _finding(
                Check.LATER_THAN_WHAT_WAITS,
                child,
                _same(f"{child.stands_at}{lag} > {parent.name} {needed}"),
                _same(f"mijlpaal cascade {child.key}"),
            )


def _conditions_after_decisions(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    """Yield conditions that are due after the decision on the project that needs them."""
    for edge in situation.edges:
        if edge.kind != ImpliedKind.DECISION:
            continue
        decision = situation.nodes[edge.dependent]
        if decision.is_closed or decision.stands_at is None:
            continue
        for need in situation.needed_by(edge.on, DependencyKind.CONDITION):
            condition = situation.nodes[need.on]
            due = condition.stands_at
            if need.needed_by is not None or need.on in situation.closed or not timed(need):
                continue
            if due is not None and due > decision.stands_at:
                yield _condition_after(condition, decision, need)


def _condition_after(condition: Node, waiting: Node, edge: Edge) -> Finding:
    needed = edge.needed_by or waiting.stands_at
    return _finding(
        Check.CONDITION_AFTER_DECISION,
        condition,
        _same(f"{condition.stands_at} > {waiting.name} {needed}"),
        Words(
            f"vraag de houder om {needed}: mijlpaal condition due {condition.key} DAG",
            f"ask its holder for {needed}: mijlpaal condition due {condition.key} DAY",
        ),
    )


def _circles(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    edges = [edge for edge in situation.edges if timed(edge)]
    for circle in components(edges):
        nodes = sorted((situation.nodes[each] for each in circle), key=lambda node: node.name)
        names = ", ".join(node.name for node in nodes[:5])
        more = len(nodes) - 5
        first = next(e for e in situation.needs[nodes[0].id] if e.on in circle and timed(e))
        yield _finding(
            Check.CIRCLE,
            nodes[0],
            Words(
                f"{names} en nog {more}" if more > 0 else names,
                f"{names} and {more} more" if more > 0 else names,
            ),
            Words(
                f"beëindig één schakel, bijvoorbeeld {first.row}",
                f"end one link, for instance {first.row}",
            ),
        )


def _refused_but_needed(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    for node in situation.nodes.values():
        if node.position is not Position.GONE:
            continue
        for edge in situation.dependents.get(node.id, ()):
            waiting = situation.nodes[edge.dependent]
            if waiting.is_closed or edge.alternative is not None or not _is_hard(edge):
                continue
            yield _finding(
                Check.REFUSED_BUT_NEEDED,
                node,
                _same(f"{node.state} ← {waiting.name}"),
                Words(
                    f"zoek een ander voor {waiting.name}, of beëindig {edge.row}",
                    f"find another one for {waiting.name}, or end {edge.row}",
                ),
            )


def _is_hard(edge: Edge) -> bool:
    """Return whether what hangs cannot do without: by its days, or by the request behind it."""
    is_needed = RULES[edge.kind].by_the_day or edge.kind == DependencyKind.REQUEST
    return is_needed and edge.kind != ImpliedKind.DECISION


def _windows_out_of_order(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    for node in situation.nodes.values():
        first, last = node.earliest, node.latest
        if node.is_closed or first is None or last is None or first <= last:
            continue
        key = node.key
        yield _finding(
            Check.WINDOW_OUT_OF_ORDER,
            node,
            _same(f"{first} … {last}"),
            _same(f"mijlpaal milestone replan {key}"),
        )


def _open_milestones(situation: Situation) -> Iterator[Node]:
    for node in situation.nodes.values():
        if node.kind == SubjectKind.MILESTONE and not node.is_closed:
            yield node


def _without_owner(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    for node in _open_milestones(situation):
        if not node.is_owned:
            yield _finding(
                Check.MILESTONE_WITHOUT_OWNER,
                node,
                _same(""),
                Words(
                    f"wijs een functie aan: mijlpaal milestone assign {node.key} FUNCTIE",
                    f"assign a function: mijlpaal milestone assign {node.key} FUNCTION",
                ),
            )


def _projects(situation: Situation, check: Check, kind: str, nl: str, en: str) -> Iterator[Finding]:
    for node in situation.nodes.values():
        if node.kind != SubjectKind.PROJECT or node.position is Position.GONE:
            continue
        if not DECIDED.isdisjoint(node.state.split()):
            continue
        known = [
            edge for edge in situation.needed_by(node.id, kind) if situation.nodes[edge.on].is_named
        ]
        if not known:
            yield _finding(
                check, node, _same(""), Words(nl.format(key=node.key), en.format(key=node.key))
            )


def _without_conditions(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    return _projects(
        situation,
        Check.PROJECT_WITHOUT_CONDITIONS,
        DependencyKind.CONDITION,
        "formuleer ze, en: mijlpaal dependency add project:{key} condition …",
        "formulate them, and: mijlpaal dependency add project:{key} condition …",
    )


def _without_company(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    return _projects(
        situation,
        Check.COMPANY_UNKNOWN,
        DependencyKind.PARTICIPATION,
        "noem het: mijlpaal dependency add project:{key} participation organisation:…",
        "name it: mijlpaal dependency add project:{key} participation organisation:…",
    )


def _duties_without_forecast(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    """Yield milestones without a forecast that counts, and that a duty must tell about."""
    seen: set[tuple[int, int]] = set()
    for edge in situation.edges:
        if edge.kind != DependencyKind.REPORTS_ON:
            continue
        duty, subject = situation.nodes[edge.dependent], situation.nodes[edge.on]
        if duty.is_closed:
            continue
        for node in _told_about(situation, subject, duty):
            is_known = node.expected is not None and node.expected >= situation.day
            if is_known or (duty.id, node.id) in seen:
                continue
            seen.add((duty.id, node.id))
            yield _finding(
                Check.DUTY_WITHOUT_FORECAST,
                node,
                _same(duty.name),
                Words(
                    f"geef een prognose: mijlpaal milestone forecast {node.key} DAG",
                    f"give a forecast: mijlpaal milestone forecast {node.key} DAY",
                ),
            )


def _told_about(situation: Situation, subject: Node, duty: Node) -> Iterator[Node]:
    """Yield the open milestones that a duty tells about: the subject itself, or those on it."""
    if subject.kind == SubjectKind.MILESTONE:
        if not subject.is_closed:
            yield subject
        return
    for edge in situation.hanging_on(subject.id, ImpliedKind.ABOUT, ImpliedKind.DECISION):
        node = situation.nodes[edge.dependent]
        if not node.is_closed and node.id != duty.id:
            yield node


def _open_ended(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    for row in situation.open_ended:
        yield Finding(
            Check.END_UNKNOWN,
            row,
            row,
            None,
            None,
            _same(""),
            Words(
                "noem beide uiteinden zodra een bron dat doet: mijlpaal dependency add",
                "name both ends once a source does: mijlpaal dependency add",
            ),
        )


def _on_estimates(situation: Situation, _calendar: Calendar) -> Iterator[Finding]:
    for node in _open_milestones(situation):
        if node.rests_on_estimate:
            yield _finding(
                Check.RECESS_ESTIMATED,
                node,
                _same(str(node.bound or "")),
                Words(
                    "vul het reces in zodra de Kamer het vaststelt (seeds/calendars)",
                    "enter the recess once the Kamer sets it (seeds/calendars)",
                ),
            )


_LOOKS: tuple[_Look, ...] = (
    _later_than_what_waits,
    _conditions_after_decisions,
    _circles,
    _refused_but_needed,
    _windows_out_of_order,
    _without_owner,
    _without_conditions,
    _without_company,
    _duties_without_forecast,
    _open_ended,
    _on_estimates,
)
