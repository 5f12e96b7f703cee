"""What an act changes, in words: the subject's own columns, and the deadlines that follow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, label_of, value_in_words
from mijlpaal.lookup import CLEARANCE
from models.dates.calendar import UNSURE
from models.lifecycles.obligations import obligations_of
from models.rules.anchors import tied_to
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, current_by_id
from reports.sentences import Sentences
from reports.spelling import compact

IsShown = Callable[[Record], bool]
"""Whether a reader may hear of a milestone, or of what else a column refers to."""


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
    waiting: tuple[Record, ...]  # milestones whose windows it dates
    is_shown: IsShown
    withheld: frozenset[str] = frozenset()  # columns that are kept from the reader

    @classmethod
    def now(
        cls,
        session: Session,
        record: Record,
        is_shown: IsShown | None = None,
        withheld: frozenset[str] = frozenset(),
    ) -> "Seen":
        """Return what there is to compare with later, in the same transaction.

        Args:
            session: of the transaction.
            record: the subject.
            is_shown: whether the reader may hear of a milestone; by clearance when not given.
            withheld: columns of the subject that are kept from the reader.
        """
        waiting = tied_to(session, record.id)
        shown = is_shown or _by_clearance
        obligations = obligations_of(session, record)
        return cls(record, obligations, tuple(waiting), shown, withheld)

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
            if value != self.record.values[column] and self._is_told(session, after, column)
        )
        obligations = obligations_of(session, after)
        windows = self._windows(tied_to(session, after.id), call)
        return Effect(changes, (*self._consequences(obligations, call), *windows))

    def _is_told(self, session: Session, after: Record, column: str) -> bool:
        """Return whether a column may be told, and what it refers to."""
        if column in NOT_SHOWN or column in self.withheld:
            return False
        values = (self.record.values[column], after.values[column])
        ids = [each for each in values if isinstance(each, int)] if column.endswith("_id") else []
        return all(self.is_shown(current_by_id(session, each)) for each in ids)

    def _windows(self, after: Sequence[Record], call: Call) -> Iterator[str]:
        """Yield each window that got other days, as far as this reader may see it."""
        before = {each.id: each.day("latest") for each in self.waiting}
        for milestone in after:
            is_other = before.get(milestone.id) != milestone.day("latest")
            if is_other and self.is_shown(milestone):
                yield _dated(milestone, call)

    def _consequences(self, after: Mapping[str, Record], call: Call) -> Iterator[str]:
        for name, milestone in after.items():
            before = self.obligations.get(name)
            is_open, was_open = _is_open(milestone), before is not None and _is_open(before)
            if is_open is was_open or not self.is_shown(milestone):
                continue
            if is_open:
                yield _opened(milestone, call)
            else:
                yield _closed(milestone, call)


def _by_clearance(milestone: Record) -> bool:
    return milestone.text("confidentiality") in CLEARANCE.readable()


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


def _dated(milestone: Record, call: Call) -> str:
    latest, title = milestone.day("latest"), title_in_words(milestone, call)
    if latest is None:
        undates = call.say("ontneemt zijn uiterste dag aan", "takes its latest day from")
        return f"{undates} {milestone.key}: {title}"
    day, bound = (compact(milestone.day(each), call.language) for each in ("latest", "bound"))
    return call.say(
        f"dateert {milestone.key}: {title} (uiterlijk {day}, telt tot {bound})",
        f"dates {milestone.key}: {title} (no later than {day}, counts to {bound})",
    )


def _closed(milestone: Record, call: Call) -> str:
    is_achieved = outcome_of(milestone.text("standing")) is Outcome.ACHIEVED
    how = call.say("behaald", "achieved") if is_achieved else call.say("vervallen", "lapsed")
    closes = call.say("sluit de mijlpaal", "closes the milestone")
    return f"{closes} {milestone.key}: {title_in_words(milestone, call)} ({how})"


def title_in_words(record: Record, call: Call) -> str:
    """Return the title in the reader's language, Dutch where there is no English one."""
    english = record.text("title_en") if call.language == "en" else None
    return english or record.text("title") or record.key
