"""Kinds of document as people type them, in either language."""

from models.errors import InvalidAmendmentError, Words
from models.vocabulary import DocumentKind
from reports.words import DOCUMENT_KINDS


def a_document_kind(text: str) -> DocumentKind:
    """Return the kind that was typed: ``kamerbrief``, ``clusterplan``, ``cluster_plan``.

    Raises:
        InvalidAmendmentError: it is no kind of document.
    """
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    for kind in DocumentKind:
        said = DOCUMENT_KINDS[kind].say("nl").lower().replace(" ", "_")
        if wanted in {str(kind), said}:
            return kind
    raise InvalidAmendmentError(
        subject=Words("brief", "letter"),
        field="--kind",
        value=text,
        problem=Words(
            f"verwacht: {', '.join(DocumentKind)}", f"expected: {', '.join(DocumentKind)}"
        ),
    )
