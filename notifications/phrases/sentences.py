"""How the sentences of a message are built, whatever the language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.dates.spelling import in_words, with_weekday
from models.rules.ladder import Anchor
from models.vocabulary import Confidentiality, EventKind, MessageKind
from notifications.digest import Action, Change, Digest, Item, Matter, Position, Section
from notifications.phrases.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what it says; ``quote`` are words of the source, in the source's language."""

    label: str
    text: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Phrases:
    """What can be said about a digest with these words."""

    words: Words

    def day(self, day: date) -> str:
        """Return a day in words, with its weekday."""
        return with_weekday(day, self.words.language)

    def plain_day(self, day: date) -> str:
        """Return a day in words: ``17 december 2026``."""
        return in_words(day, self.words.language)

    def subject(self, digest: Digest) -> str:
        """Return the subject of the message: counts, never a title that may be confidential."""
        counts = [f"{len(items)} {self.words.in_subject[name]}" for name, items in digest.sections]
        template = self._subject_of(digest)
        return template.format(day=self.plain_day(digest.day), counts=", ".join(counts))

    def _subject_of(self, digest: Digest) -> str:
        if digest.kind is not MessageKind.URGENT:
            return self.words.subject
        return self.words.urgent_subject if digest.size == 1 else self.words.urgent_subject_more

    def summary(self, digest: Digest) -> str:
        """Return in one sentence what the message holds."""
        counts = [self.words.counts[name].of(len(items)) for name, items in digest.sections]
        said = self._joined(counts)
        return f"{said[0].upper()}{said[1:]}."

    def section(self, section: Section) -> str:
        """Return the heading of a section."""
        return self.words.sections[section]

    def todo(self, action: Action) -> str:
        """Return what to do, to be followed by the command that does it."""
        return self.words.todo[action]

    def command(self, action: Action, key: str, who: str) -> str:
        """Return the command that does it; words in capitals are the reader's to fill in."""
        return f"mijlpaal {self.words.commands[action].format(key=key, who=who)}"

    def acknowledge(self, until: date) -> str:
        """Return what the acknowledge link does, to be followed by the link."""
        return self.words.acknowledge_by_link.format(until=self.plain_day(until))

    def acknowledge_link(self, key: str) -> str:
        """Return what the acknowledge link of a milestone is called."""
        return self.words.acknowledge_link.format(key=key)

    def lines(self, item: Item) -> tuple[Line, ...]:
        """Return what there is to know of an item, the most important first."""
        return tuple(self._lines(item))

    def _lines(self, item: Item) -> Iterator[Line]:
        matter, labels = item.matter, self.words.labels
        yield Line(labels.standing, " ".join(self._standing(item)))
        yield from self._occasions(matter)
        yield Line(labels.agreed, self.words.weights[matter.modality], quote=matter.wording or None)
        if matter.addressee:
            yield Line(labels.addressee, matter.addressee)
        if matter.about:
            yield Line(labels.about, matter.about)
        if item.position is not Position.CLOSED:
            yield Line(labels.forecast, self._forecast(item))
        if matter.responsibilities:
            roles = [self.words.roles[role] for role in matter.responsibilities]
            yield Line(labels.role, self._joined(roles))
        if matter.confidentiality is Confidentiality.COMPANY_CONFIDENTIAL:
            yield Line(labels.note, self.words.confidential)

    def _occasions(self, matter: Matter) -> Iterator[Line]:
        """Yield what is said of it today beside where it stands."""
        labels = self.words.labels
        if Anchor.ESCALATION in matter.anchors:
            words = self.words
            reason = words.escalated_undelivered if matter.is_undelivered else words.escalated
            yield Line(labels.note, reason)
        if matter.taken_over_from:
            yield Line(labels.taken_over, matter.taken_over_from)
        for change in matter.changes:
            yield Line(labels.changed, self._change(change))

    def _standing(self, item: Item) -> Iterator[str]:
        matter = item.matter
        if item.position is Position.CLOSED:
            yield self._closed(matter)
        elif matter.bound is None or matter.last_day is None:
            yield self._unbound(matter)
        elif item.position is Position.LATE:
            yield self._late(item, matter.last_day)
            yield from () if matter.is_practical else self._estimate(matter)
        elif item.position is Position.PRACTICAL_PASSED:
            yield from self._between(item, matter.bound, matter.last_day)
        else:
            yield from self._before(item, matter.bound)

    def _closed(self, matter: Matter) -> str:
        if matter.achieved_on is None:
            return self.words.lapsed
        return self.words.achieved.format(day=self.day(matter.achieved_on))

    def _unbound(self, matter: Matter) -> str:
        if matter.is_suspended:
            return self.words.suspended
        return self.words.unbound if matter.wording else self.words.undated

    def _late(self, item: Item, last_day: date) -> str:
        template = self.words.late if item.matter.is_promise else self.words.window_ended
        return template.format(day=self.day(last_day), days=self.words.days.of(item.days_overdue))

    def _between(self, item: Item, bound: date, last_day: date) -> Iterator[str]:
        yield self.words.practical_passed.format(day=self.day(bound))
        yield from self._estimate(item.matter)
        template = self.words.formal_ahead if item.working_days_left else self.words.formal_at_once
        yield template.format(day=self.day(last_day), left=self._left(item))

    def _before(self, item: Item, bound: date) -> Iterator[str]:
        matter, words = item.matter, self.words
        facts = {
            "left": self._left(item),
            "day": self.day(bound),
            "bound": self._bound_name(matter),
            "formal": self._formal(matter),
        }
        soft = self.plain_day(matter.soft_latest) if matter.soft_latest else ""
        if item.position is Position.SOFT_REACHED:
            yield words.soft_reached.format(day=soft)
        yield self._time_left(item).format_map(facts)
        if item.position is Position.AHEAD and matter.is_softly_bound:
            yield words.soft_ahead.format(day=soft)
        yield from self._estimate(matter)

    def _estimate(self, matter: Matter) -> Iterator[str]:
        """Yield that the day rests on a recess that is not known for certain, if it does."""
        if matter.bound_confidence is None or not matter.is_estimated:
            return
        yield (
            self.words.estimates[matter.bound_confidence]
            if matter.is_practical
            else self.words.estimated_day
        )

    def _time_left(self, item: Item) -> str:
        if item.position is Position.LAST_DAY:
            return self.words.last_day_today
        # A bound in the weekend leaves no working day, though it lies ahead.
        return self.words.ahead if item.working_days_left else self.words.ahead_at_once

    def _left(self, item: Item) -> str:
        return self.words.working_days.of(item.working_days_left)

    def _bound_name(self, matter: Matter) -> str:
        if matter.is_practical:
            return self.words.practical_bound
        return self.words.formal_bound if matter.latest else self.words.internal_target

    def _formal(self, matter: Matter) -> str:
        if not matter.is_practical or matter.latest is None:
            return ""
        return self.words.before_formal.format(day=self.plain_day(matter.latest))

    def _forecast(self, item: Item) -> str:
        words, matter = self.words, item.matter
        if matter.forecast_on is None:
            return words.no_forecast
        day, confirmed = self.plain_day(matter.forecast_on), matter.forecast_confirmed_on
        if not item.forecast_counts:
            return words.forecast_passed.format(day=day)
        said = (
            words.forecast_confirmed.format(day=day, confirmed=self.plain_day(confirmed))
            if confirmed
            else words.forecast_unconfirmed.format(day=day)
        )
        is_late = matter.last_day is not None and matter.forecast_on > matter.last_day
        return said + (words.forecast_late if is_late else "")

    def _change(self, change: Change) -> str:
        said = self.words.change.format(
            day=self.plain_day(change.recorded_on), what=self._what_changed(change)
        )
        return said + (self.words.reason.format(reason=change.reason) if change.reason else "")

    def _what_changed(self, change: Change) -> str:
        words = self.words
        match change.kind:
            case EventKind.FORECAST:
                form = words.forecast_change if change.old_day else words.first_forecast
                return form.format(new=self._or_unknown(change.new_day), moved=self._moved(change))
            case EventKind.REPLANNED:
                return words.replanned_change.format(
                    new=self._quoted(change.new_words),
                    old=self._quoted(change.old_words),
                    moved=self._moved(change),
                )
            case EventKind.DATED:
                return self._moved(change)
            case EventKind.TERM_SET | EventKind.SUSPENDED | EventKind.RESUMED:
                return words.term_changes[change.kind].format(
                    new=self._quoted(change.new_words), moved=self._moved(change)
                )
            case EventKind.ACHIEVED:
                return words.achieved_change.format(day=self._or_unknown(change.new_day))
            case _:
                return self._standing_change(change)

    def _standing_change(self, change: Change) -> str:
        templates = {
            EventKind.CORRECTED: self.words.corrected_change,
            EventKind.REOPENED: self.words.reopened_change,
        }
        template = templates.get(change.kind, self.words.standing_change)
        return template.format(words=change.new_words)

    def _quoted(self, wording: str | None) -> str:
        return self.words.quotes.format(wording) if wording else self.words.unknown

    def _moved(self, change: Change) -> str:
        new, old = self._or_unknown(change.new_day), self._or_unknown(change.old_day)
        return (self.words.unmoved if new == old else self.words.moved).format(new=new, old=old)

    def _or_unknown(self, day: date | None) -> str:
        return self.plain_day(day) if day else self.words.unknown

    def _joined(self, parts: Sequence[str]) -> str:
        *first, last = parts
        return self.words.conjunction.join([", ".join(first), last] if first else [last])
