"""A situation as one reader may see it: no row that is hidden from them, and no field that is kept.

What follows is worked out from this and nothing else, so that no effect, day or chain can tell
what its reader may not know.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, or_, select

from models.consequences.situation import Edge, Node, Situation
from models.foresight.situation import KINDS, situation_on
from models.reading.condition import kept_fields, mark_is_readable, reads_internal_fields
from models.reading.looking import Looking
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import Confidentiality, SubjectKind

_STATING = (SubjectKind.DEPENDENCY, SubjectKind.PARTICIPATION)
_MILESTONE = DETAIL[SubjectKind.MILESTONE]
_DAYS = ("earliest", "latest", "bound", "rests_on_estimate")
# What goes with a column that is kept; of an agreement one day would tell the others.
_OF_A_NODE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("earliest", "soft_latest", "latest", "bound", "anchor_words"), _DAYS),
    "bound_confidence": ("rests_on_estimate",),
    "due_on": ("latest",),
    "forecast_on": ("expected",),
    "side": ("side",),
    "title_en": ("title_en",),
}
_EMPTY = {"rests_on_estimate": False}
_OF_AN_EDGE = frozenset(
    {"lag", "gate", "needed_by", "alternative", "certainty", "valid_from", "valid_until", "source"}
)


def situation_in_sight(eyes: Looking, day: date) -> Situation:
    """Return the situation of a day as these eyes may see it; who shows it notes that."""
    whole = situation_on(eyes.session, day, clearance=_widest(eyes))
    hidden, kept = _hidden(eyes), _kept(eyes)
    if not hidden and not kept:
        return whole
    nodes = {
        number: _cleared_node(node, kept[node.name]) if node.name in kept else node
        for number, node in whole.nodes.items()
        if node.name not in hidden
    }
    edges = tuple(
        _cleared_edge(edge, kept[edge.row]) if edge.row in kept else edge
        for edge in whole.edges
        if edge.row not in hidden and edge.on in nodes and edge.dependent in nodes
    )
    return Situation(day, nodes, edges, tuple(row for row in whole.open_ended if row not in hidden))


def _hidden(eyes: Looking) -> frozenset[str]:
    """Return the rows that may not be seen, by ``kind:key``."""
    # Asked kind by kind, so that each row is only asked what its own kind hangs on. What states an
    # edge hangs on its ends, and these are asked already.
    may_see = or_(
        *(and_(SUBJECT.c.kind == str(kind), eyes.may_see(kind)) for kind in KINDS),
        and_(SUBJECT.c.kind.in_(_STATING), mark_is_readable(eyes.sight)),
    )
    query = select(SUBJECT.c.kind, SUBJECT.c.key).where(
        SUBJECT.c.kind.in_((*KINDS, *_STATING)), ~may_see
    )
    return frozenset(f"{kind}:{key}" for kind, key in eyes.session.execute(query))


def _kept(eyes: Looking) -> Mapping[str, set[str]]:
    """Return the columns that are kept, by the row's ``kind:key``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for _, kind, key, name in eyes.session.execute(kept_fields(eyes.sight)):
        found[f"{kind}:{key}"].add(name)
    if eyes.sight.everywhere is Confidentiality.PUBLIC:
        # Where the words give no last day, the bound is the internal target.
        query = (
            select(SUBJECT.c.kind, SUBJECT.c.key)
            .join(_MILESTONE, _MILESTONE.c.subject_id == SUBJECT.c.id)
            .where(
                _MILESTONE.c.internal_target.is_not(None),
                _MILESTONE.c.bound == _MILESTONE.c.internal_target,
                ~reads_internal_fields(eyes.sight),
            )
        )
        for kind, key in eyes.session.execute(query):
            found[f"{kind}:{key}"].add("bound")
    return found


def _cleared_node(node: Node, kept: set[str]) -> Node:
    names = {name for column in kept for name in _OF_A_NODE.get(column, ())}
    return Node._make(
        _EMPTY.get(name) if name in names else value
        for name, value in zip(Node._fields, node, strict=True)
    )


def _cleared_edge(edge: Edge, kept: set[str]) -> Edge:
    """Return an edge without what is kept of the row that states it."""
    names = kept & _OF_AN_EDGE
    if edge.is_implied and "anchor_offset" in kept:
        names.add("lag")
    if not names:
        return edge
    return Edge._make(
        None if name in names else value for name, value in zip(Edge._fields, edge, strict=True)
    )


def _widest(eyes: Looking) -> Confidentiality:
    """Return the mark that no row which may be seen goes beyond."""
    sight = eyes.sight
    if sight.companies:
        return Confidentiality.COMPANY_CONFIDENTIAL
    return Confidentiality.INTERNAL if sight.clusters else sight.everywhere
