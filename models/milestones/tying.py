"""Tying a window that waits for an event to the subject that will date it."""

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.milestones.open_milestone import open_milestone
from models.rules.anchors import ANCHORS, dated_by, day_of
from models.storage.records import Record, current, current_by_id
from models.storage.values import Value
from models.vocabulary import KINDS_IN_DUTCH, EventKind, SubjectKind


def tie(ledger: Ledger, key: str, to: str | None, *, reason: str | None = None) -> Record:
    """Let a subject date the window of a milestone; at once, when that has a day already.

    While the first agreement is the current one, it is tied with it: the words were agreed then.

    Args:
        ledger: who does this, and in which transaction.
        key: of the milestone.
        to: the subject, as ``occurrence:inwerkingtreding``; None lets the window loose again.
        reason: why; demanded where a tie is replaced or let loose, because that moves a bound.

    Raises:
        UnknownSubjectError: there is no such milestone, or no such subject.
        TransitionRefusedError: the milestone is closed.
        InvalidAmendmentError: its words wait for nothing; the subject never gets a day; or it
            would, in the end, wait for itself.
        ReasonMissingError: the tie is another one than before, and nobody says why.
        SecondPersonError: it moves a bound and needs a second person.
    """
    milestone = open_milestone(ledger, key, Words("koppelen", "tying"))
    if milestone.text("anchor_words") is None:
        raise _refused(
            milestone,
            to,
            "deze afspraak wacht op geen gebeurtenis; herijk haar eerst, bijvoorbeeld met"
            " „binnen zes weken na …”",
            "this agreement waits for no event; re-plan it first, for instance as"
            " “binnen zes weken na …”",
        )
    anchor = _anchor(ledger, milestone, to) if to is not None else None
    if milestone.number("anchor_id") == (anchor.id if anchor else None):
        raise _refused(milestone, to, "zo staat het er al", "that is what it says already")
    if milestone.number("anchor_id") is not None:
        reason = require_reason(Words("Anders koppelen", "Tying anew"), milestone.name, reason)
    anchor_id = anchor.id if anchor else None
    changes: dict[str, Value] = {"anchor_id": anchor_id}
    if not milestone.number("replanned"):
        changes["first_anchor_id"] = anchor_id
    tied = ledger.record(milestone, EventKind.TIED, changes, reason=reason)
    return _dated(ledger, tied, anchor)


def _dated(ledger: Ledger, milestone: Record, anchor: Record | None) -> Record:
    """Return the milestone with the days that its tie gives it, or takes from it."""
    anchor_id, day = (anchor.id, day_of(anchor)) if anchor else (None, None)
    calendar = ledger.rulebook.calendar
    changes = dated_by(ledger.session, milestone.values, anchor_id, day, calendar)
    if not changes:
        return milestone
    because = f"{anchor.kind}:{anchor.key}" if anchor else "untie"
    return ledger.as_consequence_of(because).record(milestone, EventKind.DATED, changes)


def _anchor(ledger: Ledger, milestone: Record, to: str) -> Record:
    kind, _, key = to.partition(":")
    if kind not in ANCHORS:
        kinds = Words(
            ", ".join(f"{each}:… ({KINDS_IN_DUTCH[each]})" for each in ANCHORS),
            ", ".join(f"{each}:…" for each in ANCHORS),
        )
        raise _refused(milestone, to, f"verwacht: {kinds.nl}", f"expected: {kinds.en}")
    anchor = current(ledger.session, SubjectKind(kind), key)
    # Whoever dates it meanwhile is waited for; then its day is read again.
    ledger.hold(milestone.number("cluster_id"), anchor.number("cluster_id"), anchor.id)
    anchor = current(ledger.session, SubjectKind(kind), key)
    _refuse_circle(ledger, milestone, anchor)
    return anchor


def _refuse_circle(ledger: Ledger, milestone: Record, anchor: Record) -> None:
    """Refuse a window that could only be dated by its own milestone being achieved."""
    passed, here = [milestone.key], anchor
    while here.kind is SubjectKind.MILESTONE:
        passed.append(here.key)
        if here.id == milestone.id:
            circle = " → ".join(passed)
            raise _refused(
                milestone,
                f"milestone:{anchor.key}",
                f"dan wacht hij op zichzelf: {circle}",
                f"it would wait for itself: {circle}",
            )
        following = here.number("anchor_id")
        if following is None:
            return
        here = current_by_id(ledger.session, following)


def _refused(milestone: Record, to: str | None, nl: str, en: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=milestone.name, field="anchor_id", value=to or "", problem=Words(nl, en)
    )
