"""The data-quality list: what is unknown, estimated or made up, counted and named.

Unknown is a value (domain section 8): it is shown, and never filled in by a guess.
"""

from models.vocabulary import Language
from reports.figures import gaps_in_milestones, gaps_in_portfolio  # noqa: F401  (they register)
from reports.figures.gaps import OPEN_QUESTION, SEARCHES, Gap, Material
from reports.figures.structure import QualityLine
from reports.spelling import in_words
from reports.words import Text

__all__ = ["OPEN_QUESTION", "Material", "quality_of"]


def quality_of(material: Material) -> tuple[QualityLine, ...]:
    """Return every kind of gap that occurs, in a fixed order."""
    searches = {**SEARCHES, "recorded_later": _recorded_later}
    gaps = ((code, search(material)) for code, search in searches.items())
    return tuple(
        QualityLine(code, gap.count, gap.text, gap.rows) for code, gap in gaps if gap.count
    )


def _recorded_later(material: Material) -> Gap:
    """Count what the reader of a report about an earlier day may not expect to see in it.

    The rows are those of now; ``--as-of`` shows the state of that day, and nothing of this kind.
    """
    nl = in_words(material.reference_date, Language.NL)
    en = in_words(material.reference_date, Language.EN)
    text = Text(
        f"wijziging die na de peildatum ({nl}) is vastgelegd en hier toch in staat",
        f"change recorded after the reference date ({en}) that shows here all the same",
    )
    return Gap(text, material.changes_recorded_later)
