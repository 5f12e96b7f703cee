"""What hangs on what, as far as one reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mijlpaal.web.language_of_parts import unmarked
from mijlpaal.web.screens.page_words import in_language
from models.consequences.kinds import words_of
from models.consequences.situation import Edge, Node, Situation
from models.vocabulary import Language, SubjectKind

_PAGES = {
    SubjectKind.MILESTONE: "/mijlpalen/",
    SubjectKind.CLUSTER: "/clusters/",
    SubjectKind.PROJECT: "/projecten/",
    SubjectKind.CONDITION: "/voorwaarden/",
    SubjectKind.REQUEST: "/verzoeken/",
    SubjectKind.COMPANY_TRACK: "/bedrijfstrajecten/",
}


@dataclass(frozen=True, slots=True)
class Hanging:
    """One end of an edge: how, and what stands there; ``path`` is empty when it has no page."""

    how: str
    title: str
    path: str


def needs(situation: Situation, number: int, language: Language) -> list[Hanging]:
    """Return what a subject depends on."""
    edges = situation.needs.get(number, ())
    return _ends(((edge, situation.nodes[edge.on]) for edge in edges), language)


def needed_for(situation: Situation, number: int, language: Language) -> list[Hanging]:
    """Return what depends on a subject."""
    edges = situation.dependents.get(number, ())
    return _ends(((edge, situation.nodes[edge.dependent]) for edge in edges), language)


def title_of(node: Node, language: Language) -> str:
    """Return what a subject is called on a page."""
    return in_language(node.title, node.title_en, language)


def path_of(node: Node) -> str:
    """Return the path of its page, empty when it has none."""
    kind, _, key = node.name.partition(":")
    return path_of_subject(SubjectKind(kind), key)


def path_of_subject(kind: SubjectKind, key: str) -> str:
    """Return the path of the page of a subject, empty when it has none."""
    return f"{_PAGES[kind]}{key}" if kind in _PAGES else ""


def _ends(found: Iterable[tuple[Edge, Node]], language: Language) -> list[Hanging]:
    ends = [
        Hanging(words_of(edge.kind).say(language), title_of(node, language), path_of(node))
        for edge, node in found
    ]
    return sorted(dict.fromkeys(ends), key=lambda each: (each.how, unmarked(each.title)))
