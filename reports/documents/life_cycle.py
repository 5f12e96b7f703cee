"""The part of a document about the life cycle: the drawing."""

from collections.abc import Iterator

from reports.documents.content import Block, Heading, Look, Paragraph
from reports.documents.pictures import picture_of
from reports.drawings.statechart.kept import picture_of_life_cycle
from reports.figures.structure import LifeCycle
from reports.sentences import Sentences


def life_cycle(say: Sentences, found: LifeCycle | None) -> Iterator[Block]:
    """Yield all states and steps as a drawing; its words are its alternative text."""
    if found is None:
        return
    yield Heading(say.t("life_cycle"))
    yield Paragraph(say.t("life_cycle_note"), Look.NOTE)
    yield picture_of(picture_of_life_cycle(found, say.language).svg)
