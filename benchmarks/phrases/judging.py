"""What is right about an answer, and how often a reader is right: rules over values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.phrases.records import Judged, Record
from models.dates import Tense


@dataclass(frozen=True, slots=True)
class Answer:
    """The days that a reader finds in a phrase, and the rule by which, when it has rules."""

    earliest: date | None = None
    latest: date | None = None
    rule: str = "-"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A record that can be judged, with the answer of a reader."""

    record: Record
    answer: Answer

    @property
    def has_right_latest(self) -> bool:
        """Whether the last day is right; that there is none can be right too."""
        return self.answer.latest == self.record.latest

    @property
    def is_exact(self) -> bool:
        """Whether all that the record allows to judge is right."""
        is_right_begin = self.answer.earliest == self.record.earliest
        return self.has_right_latest and (self.record.judged is Judged.LATEST or is_right_begin)

    @property
    def is_invented(self) -> bool:
        """Whether a last day was given where the right answer is none."""
        return self.record.latest is None and self.answer.latest is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a reader was right about some records."""

    judged: int
    exact: int
    right_latest: int
    invented: int


def tally(judgements: Iterable[Judgement], kind: Tense | None = None) -> Tally:
    """Return the counts over all records, or over those of one kind."""
    counted = [each for each in judgements if kind is None or each.record.kind is kind]
    return Tally(
        judged=len(counted),
        exact=sum(each.is_exact for each in counted),
        right_latest=sum(each.has_right_latest for each in counted),
        invented=sum(each.is_invented for each in counted),
    )


def misses(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return what was not read exactly, in order."""
    return [each for each in judgements if not each.is_exact]


def judged_records(records: Iterable[Record]) -> list[Record]:
    """Return the records whose right answer follows from phrase, day and sense alone."""
    return [record for record in records if record.judged is not Judged.SKIP]


def verdict(judgements: Sequence[Judgement]) -> str:
    """Return the one line that sums up a reader, always in the same form."""
    everything, deadlines = tally(judgements), tally(judgements, Tense.DEADLINE)
    return (
        f"exact {everything.exact}/{everything.judged}, "
        f"deadline latest {deadlines.right_latest}/{deadlines.judged}, "
        f"invented {everything.invented}"
    )
