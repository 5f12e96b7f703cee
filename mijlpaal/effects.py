"""What an act changes, in words: the subject's own columns, and the deadlines that follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, label_of, value_in_words
from models.dates.calendar import UNSURE
from models.obligations import obligations_of
from models.records import Record
from models.status import Outcome, outcome_of
from reports.sentences import Sentences
from reports.spelling import compact


@dataclass(frozen=True, slots=True)
class Changed:
    """One column before and after, as people read it."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act changes of its subject, and which milestones its life cycle opens or closes."""

    changes: tuple[Changed, ...]
    consequences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A subject and the obligations of its life cycle, as they were before an act."""

    record: Record
    obligations: Mapping[str, Record]

    @classmethod
    def now(cls, session: Session, record: Record) -> "Seen":
        """Return what there is to compare with later, in the same transaction."""
        return cls(record, obligations_of(session, record))

    def effect(self, session: Session, after: Record, call: Call) -> Effect:
        """Return what became different of the subject since it was seen."""
        changes = tuple(
            Changed(
                column,
                label_of(column, call),
                value_in_words(session, self.record, column, call),
                value_in_words(session, after, column, call),
            )
            for column, value in after.values.items()
            if column not in NOT_SHOWN and value != self.record.values[column]
        )
        obligations = obligations_of(session, after)
        return Effect(changes, tuple(self._consequences(obligations, call)))

    def _consequences(self, after: Mapping[str, Record], call: Call) -> Iterator[str]:
        for name, milestone in after.items():
            before = self.obligations.get(name)
            is_open, was_open = _is_open(milestone), before is not None and _is_open(before)
            if is_open and not was_open:
                yield _opened(milestone, call)
            elif was_open and not is_open:
                yield _closed(milestone, call)


def _is_open(milestone: Record) -> bool:
    return outcome_of(milestone.text("standing")) is Outcome.OPEN


def _opened(milestone: Record, call: Call) -> str:
    bound = milestone.day("bound")
    by = (
        call.say("nog geen datum afgesproken", "no date agreed yet")
        if bound is None
        else call.say("telt tot ", "counts to ")
        + compact(bound, call.language)
        + Sentences(call.language).estimate(milestone.text("bound_confidence") in UNSURE)
    )
    opens = call.say("opent de mijlpaal", "opens the milestone")
    return f"{opens} {milestone.key}: {title_in_words(milestone, call)} ({by})"


def _closed(milestone: Record, call: Call) -> str:
    is_achieved = outcome_of(milestone.text("standing")) is Outcome.ACHIEVED
    how = call.say("behaald", "achieved") if is_achieved else call.say("vervallen", "lapsed")
    closes = call.say("sluit de mijlpaal", "closes the milestone")
    return f"{closes} {milestone.key}: {title_in_words(milestone, call)} ({how})"


def title_in_words(record: Record, call: Call) -> str:
    """Return the title in the reader's language, Dutch where there is no English one."""
    english = record.text("title_en") if call.language == "en" else None
    return english or record.text("title") or record.key
