"""Why somebody was told of a milestone, will be, or was not: every rung with its answer.

It judges from the same rows as the sweep and writes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.clock import local_day
from models.dates import Calendar
from models.rules.ladder import ANSWERS, WORKING_DAYS_TO_ANSWER, Anchor
from models.rules.rulebook import Rulebook
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, current
from models.tables import Event, Rung
from models.vocabulary import Responsibility, SubjectKind
from notifications.hearing import Audience, Hearing, audience_of
from notifications.log import MessageState, Told, told
from notifications.quiet import earliest_moment
from notifications.untold import WhyUntold


class Verdict(StrEnum):
    """Whether a contact hears of a rung."""

    TOLD = "told"  # the message was sent
    ON_ITS_WAY = "on_its_way"  # the message is in the outbox
    UNDELIVERABLE = "undeliverable"  # the message was given up
    WAITING = "waiting"  # for a message: they had theirs of the day
    TOLD_OTHERWISE = "told_otherwise"  # the same rung, in a responsibility nearer to the owner
    NEXT_SWEEP = "next_sweep"  # due, and not swept yet
    SUPERSEDED = "superseded"  # a later rung says the same with less time left
    TO_COME = "to_come"
    NOT_TOLD = "not_told"  # ``why_not`` says why


class Fate(StrEnum):
    """What becomes of what was told."""

    MOVES_UP = "moves_up"  # on a day, unless somebody answers
    MOVED_UP = "moved_up"
    ANSWERED = "answered"
    PAUSED = "paused"
    TOP = "top"  # everybody above heard of it as well
    STAYS = "stays"  # its ladder lets it not move up


class Obstacle(StrEnum):
    """What keeps everybody from being reminded."""

    CLOSED = "closed"
    NO_BOUND = "no_bound"
    NO_STEPS = "no_steps"  # its ladder counts from none of its days


@dataclass(frozen=True, slots=True)
class Answer:
    """The last act by which somebody took the milestone in hand."""

    kind: str  # EventKind
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One rung and one contact. Days without a meaning for the verdict are None."""

    due_on: date
    anchor: str
    step: int
    bound: date
    responsibility: str
    contact: str | None
    instead_of: str | None
    verdict: Verdict
    told_on: date | None = None
    why_not: WhyUntold | None = None
    fate: Fate | None = None
    moves_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything there is to say about who hears of a milestone.

    ``quiet_until`` is when the next message may leave, where it may not now.
    """

    milestone: str
    title: str
    ladder: str
    obstacle: Obstacle | None
    paused_until: date | None
    answer: Answer | None
    quiet_until: datetime | None
    lines: tuple[Line, ...]


def why(session: Session, key: str, *, rulebook: Rulebook, today: date, now: datetime) -> Why:
    """Return for every rung of a milestone who heard, will hear or does not, and why.

    Raises:
        UnknownSubjectError: there is no such milestone.
        OutsideCalendarError: the calendar does not reach far enough.
    """
    milestone = current(session, SubjectKind.MILESTONE, key)
    rungs = session.exec(select(Rung).where(col(Rung.milestone_id) == milestone.id)).all()
    answer = _last_answer(session, milestone)
    paused_until = milestone.day("escalation_paused_until")
    leaves_at = earliest_moment(rulebook.telling, now, urgent=False, calendar=rulebook.calendar)
    audience = audience_of(session, [milestone.id])
    judge = _Judge(
        today,
        rulebook.calendar,
        rungs,
        told(session, milestone.id),
        paused_until if paused_until and paused_until >= today else None,
        answer,
        audience,
    )
    lines = (
        line
        for rung in sorted(rungs, key=_order)
        for line in judge.lines(
            rung,
            judge.hearings(rung),
        )
    )
    return Why(
        milestone=key,
        title=milestone.text("title") or "",
        ladder=milestone.text("ladder") or milestone.text("modality") or "",
        obstacle=_obstacle(milestone, rungs),
        paused_until=judge.paused_until,
        answer=answer,
        quiet_until=leaves_at if leaves_at > now else None,
        lines=tuple(lines),
    )


@dataclass(frozen=True)
class _Judge:
    """The facts of one milestone that every rung is judged by."""

    today: date
    calendar: Calendar
    rungs: Sequence[Rung]
    told: Sequence[Told]
    paused_until: date | None
    answer: Answer | None
    audience: Audience

    def hearings(self, rung: Rung) -> list[Hearing]:
        """Return who hears of a rung, on its day or, once that has passed, today."""
        day = max(rung.due_on, self.today)
        return self.audience.hearings(rung.milestone_id, rung.anchor, rung.responsibility, day)

    def lines(self, rung: Rung, hearings: Sequence[Hearing]) -> Iterator[Line]:
        """Yield who heard of this rung, then who else does or does not."""
        heard = [each for each in self.told if _is_of(each, rung)]
        yield from (self._told_line(rung, each) for each in heard)
        names = {each.contact for each in heard}
        for hearing in hearings:
            if hearing.contact not in names and not (names and hearing.why_not):
                yield self._line(rung, hearing)

    def _told_line(self, rung: Rung, reminder: Told) -> Line:
        state = MessageState(reminder.state)
        since = reminder.silent_since
        fate, moves_up_on = self._fate(rung, reminder, since) if since else (None, None)
        line = _line_of(rung, Hearing(reminder.contact), _VERDICTS[state])
        told_on = local_day(since) if since else reminder.swept_on
        return replace(line, told_on=told_on, fate=fate, moves_up_on=moves_up_on)

    def _line(self, rung: Rung, hearing: Hearing) -> Line:
        if hearing.why_not is not None:
            return _line_of(rung, hearing, Verdict.NOT_TOLD)
        if rung.due_on > self.today:
            return _line_of(rung, hearing, Verdict.TO_COME)
        if any(each.contact == hearing.contact and _is_same(each, rung) for each in self.told):
            return _line_of(rung, hearing, Verdict.TOLD_OTHERWISE)
        later = (
            each.responsibility == rung.responsibility and rung.due_on < each.due_on <= self.today
            for each in self.rungs
        )
        return _line_of(rung, hearing, Verdict.SUPERSEDED if any(later) else Verdict.NEXT_SWEEP)

    def _fate(self, rung: Rung, reminder: Told, since: datetime) -> tuple[Fate, date | None]:
        """Return what becomes of a told rung, and when it moves up; the sweep's rule."""
        begun = reminder.answered_from
        if not rung.escalates:
            return Fate.STAYS, None
        if self.answer and begun and self.answer.at >= begun:
            return Fate.ANSWERED, None
        if self._moved_up(rung):
            return Fate.MOVED_UP, None
        if not self._untold_above(rung):
            return Fate.TOP, None
        if self.paused_until:
            return Fate.PAUSED, self.paused_until
        moves_up_on = self.calendar.add_working_days(local_day(since), WORKING_DAYS_TO_ANSWER)
        return Fate.MOVES_UP, moves_up_on

    def _moved_up(self, rung: Rung) -> bool:
        return any(
            each.anchor == Anchor.ESCALATION
            and (each.step, each.bound) == (rung.step, rung.bound)
            and _level(each.responsibility) > _level(rung.responsibility)
            for each in self.rungs
        )

    def _untold_above(self, rung: Rung) -> bool:
        """Return whether a level above was not told of this rung, or declined to hear of it."""
        with_it = {
            each.responsibility
            for each in self.rungs
            if _place(each) == _place(rung) and not self._is_declined(each)
        }
        above = list(Responsibility)[_level(rung.responsibility) + 1 :]
        return any(level not in with_it for level in above)

    def _is_declined(self, rung: Rung) -> bool:
        return all(each.why_not is WhyUntold.DECLINED for each in self.hearings(rung))


_VERDICTS = {
    MessageState.SENT: Verdict.TOLD,
    MessageState.OPEN: Verdict.ON_ITS_WAY,
    MessageState.DEAD: Verdict.UNDELIVERABLE,
    MessageState.WAITING: Verdict.WAITING,
}


def _line_of(rung: Rung, hearing: Hearing, verdict: Verdict) -> Line:
    return Line(
        rung.due_on,
        rung.anchor,
        rung.step,
        rung.bound,
        rung.responsibility,
        hearing.contact,
        hearing.instead_of,
        verdict,
        why_not=hearing.why_not,
    )


def _last_answer(session: Session, milestone: Record) -> Answer | None:
    query = (
        select(Event)
        .where(col(Event.subject_id) == milestone.id)
        .where(col(Event.kind).in_([str(kind) for kind in ANSWERS]))
        .order_by(col(Event.sequence).desc())
    )
    event = session.exec(query.limit(1)).first()
    return Answer(event.kind, event.actor, event.recorded_at) if event else None


def _obstacle(milestone: Record, rungs: Sequence[Rung]) -> Obstacle | None:
    if outcome_of(milestone.text("standing")) is not Outcome.OPEN:
        return Obstacle.CLOSED
    if rungs:
        return None
    days = (milestone.day("bound"), milestone.day("soft_latest"), milestone.day("latest"))
    return Obstacle.NO_STEPS if any(days) else Obstacle.NO_BOUND


def _is_same(reminder: Told, rung: Rung) -> bool:
    return (reminder.anchor, reminder.step, reminder.bound) == _place(rung)


def _is_of(reminder: Told, rung: Rung) -> bool:
    return _is_same(reminder, rung) and reminder.responsibility == rung.responsibility


def _place(rung: Rung) -> tuple[str, int, date]:
    return rung.anchor, rung.step, rung.bound


def _level(responsibility: str) -> int:
    return list(Responsibility).index(Responsibility(responsibility))


def _order(rung: Rung) -> tuple[date, str, int, int]:
    return rung.due_on, rung.anchor, rung.step, _level(rung.responsibility)
