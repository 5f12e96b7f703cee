"""What hangs on what, as far as one reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models.consequences.kinds import words_of
from models.consequences.situation import Edge, Node, Situation
from models.foresight.situation import situation_on
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, Language, SubjectKind

_PAGES = {
    SubjectKind.MILESTONE: "/mijlpalen/",
    SubjectKind.CLUSTER: "/clusters/",
    SubjectKind.PROJECT: "/projecten/",
    SubjectKind.CONDITION: "/voorwaarden/",
}


@dataclass(frozen=True, slots=True)
class Hanging:
    """One end of an edge: how, and what stands there; ``path`` is empty when it has no page."""

    how: str
    title: str
    path: str


def situation_seen(eyes: Looking, day: date) -> Situation:
    """Return the situation of a day without any row that this reader may not see."""
    whole = situation_on(eyes.session, day, clearance=_widest(eyes))
    seen = set(eyes.session.execute(select(SUBJECT.c.id).where(eyes.may_see())).scalars())
    nodes = {number: node for number, node in whole.nodes.items() if number in seen}
    edges = tuple(edge for edge in whole.edges if edge.on in nodes and edge.dependent in nodes)
    return Situation(day, nodes, edges, ())


def needs(situation: Situation, number: int, language: Language) -> list[Hanging]:
    """Return what a subject depends on."""
    edges = situation.needs.get(number, ())
    return _ends(((edge, situation.nodes[edge.on]) for edge in edges), language)


def needed_for(situation: Situation, number: int, language: Language) -> list[Hanging]:
    """Return what depends on a subject."""
    edges = situation.dependents.get(number, ())
    return _ends(((edge, situation.nodes[edge.dependent]) for edge in edges), language)


def title_of(node: Node, language: Language) -> str:
    """Return what a subject is called."""
    return (node.title_en or node.title) if language is Language.EN else node.title


def path_of(node: Node) -> str:
    """Return the path of its page, empty when it has none."""
    kind, _, key = node.name.partition(":")
    start = _PAGES.get(SubjectKind(kind), "")
    return f"{start}{key}" if start else ""


def _ends(found: Iterable[tuple[Edge, Node]], language: Language) -> list[Hanging]:
    ends = [
        Hanging(words_of(edge.kind).say(language), title_of(node, language), path_of(node))
        for edge, node in found
    ]
    return sorted(dict.fromkeys(ends), key=lambda each: (each.how, each.title))


def _widest(eyes: Looking) -> Confidentiality:
    """Return the mark that no row which may be seen goes beyond."""
    sight = eyes.sight
    if sight.companies:
        return Confidentiality.COMPANY_CONFIDENTIAL
    return Confidentiality.INTERNAL if sight.clusters else sight.everywhere
