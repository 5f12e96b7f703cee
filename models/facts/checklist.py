"""The route map checklist: what the letter says it must set out, each item proved or ticked.

Source: brief, §2 Vervolgtraject, alinea 3; domain section 2, step 3.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session

from models.errors import DefinitionError, Words
from models.facts.asked import ASKED, ID, Found, Statement, ask, when_readable
from models.facts.finding import Finding
from models.facts.registry import findings_by_id
from models.facts.rows import ROW, shown
from models.facts.statements import title_in
from models.storage.records import DETAIL, Record, name_of
from models.vocabulary import Confidentiality, SubjectKind

CHECKLIST = "routekaart_checklist_volledig"  # the fact that every item of the list holds


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing the route map must set out, and what proves it or is still missing for it."""

    title: Words | None  # None when it is kept from the reader
    holds: bool
    words: Words


def checklist(
    session: Session,
    cluster: Record,
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> list[ChecklistLine]:
    """Return the route map checklist of a cluster in the letter's order."""
    return checklists(session, [cluster.id], clearance=clearance)[cluster.id]


def checklists(
    session: Session,
    cluster_ids: Sequence[int],
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> Mapping[int, list[ChecklistLine]]:
    """Return the route map checklist of each cluster, by the cluster's id.

    Raises:
        DefinitionError: an item is to be proved by a fact that nobody computes, or by the
            completeness of the checklist that it is on.
    """
    items = ask(session, _items(), cluster_ids, clearance)
    names = dict.fromkeys(item["fact"] for item in items if item["fact"])
    _refuse_circle(items)
    found = findings_by_id(session, cluster_ids, names, clearance=clearance)
    lines: defaultdict[int, list[ChecklistLine]] = defaultdict(list)
    for item in items:
        lines[item["subject_id"]].append(_line(item, found[item["subject_id"]]))
    return {number: lines[number] for number in cluster_ids}


@cache
def _items() -> Statement:
    item = DETAIL[SubjectKind.CHECKLIST_ITEM]
    joined = ASKED.join(ROW, ROW.c.cluster_id == ID).join(item, item.c.subject_id == ROW.c.id)
    evidence = when_readable(ROW, item.c.evidence).label("evidence")
    columns = (ROW.c.key, item.c.fact, item.c.fulfilled_on, evidence)
    return shown(joined).add_columns(*columns).order_by(None).order_by(item.c.position, ROW.c.key)


def _refuse_circle(items: Sequence[Found]) -> None:
    for item in items:
        if item["fact"] == CHECKLIST:
            raise DefinitionError(
                where=name_of(SubjectKind.CHECKLIST_ITEM, item["key"]),
                problem=Words(
                    "het onderdeel wacht op zijn eigen checklist",
                    "the item waits for its own checklist",
                ),
                remedy=Words("Noem een ander feit.", "Name another fact."),
            )


def _line(item: Found, found: Mapping[str, Finding]) -> ChecklistLine:
    title = title_in(item)
    if item["fact"] is not None:
        finding = found[item["fact"]]
        said = Words(finding.say("nl"), finding.say("en"))
        return ChecklistLine(title, finding.holds, said)
    day, evidence = item["fulfilled_on"], item["evidence"]
    if day is None:
        missing = Words("nog niet vastgesteld", "not yet established")
        return ChecklistLine(title, holds=False, words=missing)
    proof = f" ({evidence})" if evidence else ""
    words = Words(f"vastgesteld op {day}{proof}", f"established on {day}{proof}")
    return ChecklistLine(title, holds=True, words=words)
