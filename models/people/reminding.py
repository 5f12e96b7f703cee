"""How often people hear of one milestone: another ladder, or a time in which nothing moves up."""

from datetime import date, timedelta

from models.errors import InvalidAmendmentError, TransitionRefusedError, Words
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, standing_of
from models.lifecycles.lifecycle import require_reason
from models.rules.rungs import require_ladder
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, current
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind


def choose_ladder(ledger: Ledger, key: str, name: str, *, reason: str | None) -> Record:
    """Give a milestone another ladder; the name of its own modality gives it its own one back.

    The rungs are laid anew in the same transaction, and what was told stays told.

    Raises:
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: there is no ladder of this name, or it is the present one.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = _open(ledger, key)
    reason = require_reason(Words("Een ander schema", "Another ladder"), milestone.name, reason)
    present = milestone.text("ladder") or milestone.text("modality")
    require_ladder(ledger.rulebook, milestone.name, {"ladder": name})
    if name == present:
        raise _refused(milestone, "ladder", name, Words("dat is het al", "that is what it is"))
    chosen = None if name == milestone.text("modality") else name
    return ledger.record(milestone, EventKind.AMENDED, {"ladder": chosen}, reason=reason)


def pause_escalation(ledger: Ledger, key: str, until: date, *, reason: str | None) -> Record:
    """Let nothing move up until after a day; who is told by the ladder goes on hearing.

    Raises:
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: the day has passed.
        OutsideCalendarError: the calendars do not reach that day.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = _open(ledger, key)
    reason = require_reason(Words("Pauzeren", "Pausing"), milestone.name, reason)
    if until < ledger.today:
        passed = Words("die dag is al voorbij", "that day lies in the past")
        raise _refused(milestone, "escalation_paused_until", until, passed)
    ledger.rulebook.calendar.is_working_day(until)  # or OutsideCalendarError
    return _pause(ledger, milestone, until, reason)


def resume_escalation(ledger: Ledger, key: str, *, reason: str | None = None) -> Record:
    """End a pause yesterday: the next sweep looks at what nobody answered in the meantime.

    Raises:
        InvalidAmendmentError: it is not paused.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = _open(ledger, key)
    until = milestone.day("escalation_paused_until")
    if until is None or until < ledger.today:
        running = Words("er is geen pauze", "it is not paused")
        raise _refused(milestone, "escalation_paused_until", until, running)
    return _pause(ledger, milestone, ledger.today - timedelta(days=1), reason)


def _pause(ledger: Ledger, milestone: Record, until: date, reason: str | None) -> Record:
    changes: dict[str, Value] = {"escalation_paused_until": until}
    return ledger.record(milestone, EventKind.AMENDED, changes, reason=reason)


def refusal(ledger: Ledger, milestone: Record, event: Words, why: Words) -> TransitionRefusedError:
    """Return the error that says where the milestone stands and why this is not possible now."""
    chart = chart_of(ledger.session, milestone)
    standing = standing_of(chart, milestone)
    state = Words(chart.describe(standing, "nl"), chart.describe(standing, "en"))
    return TransitionRefusedError(subject=milestone.name, state=state, event=event, why=why)


def _open(ledger: Ledger, key: str) -> Record:
    milestone = current(ledger.session, SubjectKind.MILESTONE, key)
    if outcome_of(milestone.text("standing")) is not Outcome.OPEN:
        closed = Words("de mijlpaal is gesloten", "the milestone is closed")
        raise refusal(ledger, milestone, Words("herinneren", "remind"), closed)
    return milestone


def _refused(milestone: Record, field: str, value: object, problem: Words) -> InvalidAmendmentError:
    return InvalidAmendmentError(subject=milestone.name, field=field, value=value, problem=problem)
