"""What is kept from whoever looks back: it is left out of the past that they get."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.vocabulary import Confidentiality

UNREADABLE = "kept"  # no mark of confidentiality, so that no reader is let through


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a past is not for whoever asks.

    Attributes:
        rows: subjects that are left out, by id.
        fields: those that bear a mark nobody reads through.
        letters: keys of the letters among them; what names one as its source does not tell it.
        marks: the present mark of subjects, which holds where it is stricter than that of then.
    """

    rows: frozenset[int] = frozenset()
    fields: frozenset[tuple[int, str]] = frozenset()
    letters: frozenset[str] = frozenset()
    marks: Mapping[int, Confidentiality] = field(default_factory=dict)

    def mark_of(self, subject_id: int, then: str) -> str:
        """Return the mark that a subject bears in the past that is shown."""
        now = self.marks.get(subject_id, Confidentiality.PUBLIC)
        return str(now) if then in now.readable() else then


NOTHING = Kept()
