"""From figures to a document."""

from reports.documents import of_cluster, of_programme
from reports.documents.content import Document, Look, Paragraph
from reports.documents.sections import facts
from reports.edition import Edition
from reports.figures.structure import ClusterFigures, Figures
from reports.sentences import Sentences


def document_of(figures: Figures, say: Sentences, edition: Edition | None = None) -> Document:
    """Return the document of these figures; without an edition it is a draft and says so."""
    masthead = figures.masthead
    past = [Paragraph(say.past(masthead.as_of), Look.STRONG)] if masthead.as_of else []
    if isinstance(figures, ClusterFigures):
        kind, blocks = say.t("report"), of_cluster.blocks(say, figures)
    else:
        kind, blocks = say.t("programme_report"), of_programme.blocks(say, figures)
    return Document(
        language=say.language,
        kind=kind,
        title=say.say(masthead.title),
        reference_date=masthead.reference_date,
        running=say.footer(masthead),
        facts=facts(say, masthead, edition),
        blocks=(*past, *blocks),
    )
