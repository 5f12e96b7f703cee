"""What documents say of the figures, phrase by phrase, the same in every format."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.as_of import Past
from models.clock import local_day
from models.dates import StandsStill, offset_in_words
from models.rules.status import Status
from models.vocabulary import REPLACING_THE_AGREEMENT, Language
from reports import words
from reports.edition import Edition
from reports.figures.milestones import WORST_FIRST
from reports.figures.structure import (
    Agreed,
    Amount,
    Changes,
    ClusterFigures,
    FactLine,
    Gate,
    Judged,
    Masthead,
    MilestoneLine,
    NextBound,
    OccurrenceLine,
    ProgrammeFigures,
    ProjectLine,
    QualityLine,
    ReminderLine,
    Replanning,
    RollUp,
    Slip,
    Step,
)
from reports.history import Telling
from reports.labels import LABELS
from reports.spelling import compact, euros, in_words, span, spelled, with_weekday
from reports.state import Unshown
from reports.words import Text, label


@dataclass(frozen=True, slots=True)
class Sentences:
    """The phrases in one language."""

    language: Language

    def t(self, key: str) -> str:
        """Return a heading or short phrase."""
        return LABELS[key].say(self.language)

    def say(self, text: Text | None) -> str:
        """Return a text, its days in words; *unknown* for what is absent."""
        return spelled(self._title(text or words.UNKNOWN), self.language)

    def recorded(self, text: str) -> str:
        """Return words as the ledger keeps them, Dutch in every language; a page says so."""
        return text

    def pick(self, nl: str, en: str) -> str:
        """Return one of two phrases."""
        return en if self.language == Language.EN else nl

    def status(self, judged: Judged) -> str:
        """Return sign and word of a status; where a person gave it, also what the rule says."""
        word = self.status_word(judged.status)
        if judged.computed is None:
            return word
        computed = words.COMPUTED.say(self.language)
        return f"{word} ({computed}: {self.status_word(judged.computed)})"

    def status_word(self, status: Status) -> str:
        """Return the sign and the word of a status, as plain text shows them."""
        return f"{words.STATUS_SIGNS[status]} {words.STATUSES[status].say(self.language)}"

    def quoted(self, text: str) -> str:
        """Return a text in the quotation marks of the language."""
        return self.pick(f"„{text}”", f"“{text}”")

    def reason(self, judged: Judged) -> str:
        """Return why, without saying the status over again."""
        return self._without(judged.status, judged.reason)

    def judged(self, judged: Judged) -> str:
        """Return sign, word and reason of a status."""
        return f"{self.status_word(judged.status)}: {self.reason(judged)}"

    def counts(self, lines: Sequence[MilestoneLine]) -> str:
        """Return how many milestones have each status, the worst first."""
        found = Counter(line.judged.status for line in lines)
        return ", ".join(
            f"{found[status]} {self.status_word(status)}" for status in WORST_FIRST if found[status]
        )

    def label(self, of: str, key: str | None) -> str:
        """Return the word for a key of one of the vocabularies in ``reports.words``."""
        return label(getattr(words, of), key).say(self.language)

    def names(self, found: Sequence[str]) -> str:
        """Return names in a row; *unknown* when there are none."""
        return ", ".join(map(self.recorded, found)) or words.UNKNOWN.say(self.language)

    def agreed(self, agreed: Agreed) -> str:
        """Return the words that were agreed, in quotes as they are quotes."""
        return self._wording(agreed.wording)

    def agreement(self, agreed: Agreed) -> str:
        """Return the words that were agreed and the days that they mean."""
        if agreed.wording is None and agreed.latest is None:
            return self.agreed(agreed)
        return f"{self.agreed(agreed)}: {self.window(agreed)}"

    def window(self, agreed: Agreed) -> str:
        """Return the days that the words mean, soft bound included."""
        if agreed.wording is None and agreed.latest is None:
            return self.t("no_date_agreed")
        if agreed.latest is None and agreed.waits_for is not None:
            return self.waits(agreed)
        found = span(agreed.earliest, agreed.latest, self.language)
        if agreed.soft_latest is None:
            return found
        soft = compact(agreed.soft_latest, self.language)
        return found + self.pick(f", waarschuwen vanaf {soft}", f", warn from {soft}")

    def waits(self, agreed: Agreed) -> str:
        """Return what the words wait for, and how long after it they run."""
        event = self.quoted(self.recorded(agreed.waits_for or ""))
        found = self.pick(f"wacht op {event}", f"waits for {event}")
        if agreed.offset is None:
            return found
        return f"{found}, {offset_in_words(agreed.offset).say(self.language)}"

    def dated_by(self, line: MilestoneLine) -> str:
        """Return the subject that dates the window, or that nothing does yet."""
        if line.dated_by is None:
            return words.NONE.say(self.language)
        found = line.dated_by
        return f"{self.say(found.title)} ({found.kind}:{found.key})"

    def target(self, line: MilestoneLine) -> str:
        """Return the internal target, which was promised to nobody."""
        day = in_words(line.internal_target, self.language)
        return self.pick(f"intern streven {day}", f"internal target {day}")

    def practical(self, line: MilestoneLine) -> str:
        """Return the last sitting day of a duty, and whether it can be relied upon."""
        day = line.bound if line.rests_on_estimate else line.practical
        if day is None:
            return words.NONE.say(self.language) if line.current.latest else self.say(None)
        return with_weekday(day, self.language) + self.estimate(line.rests_on_estimate)

    def counts_to(self, line: MilestoneLine) -> tuple[str, str] | None:
        """Return what the day is called that reminders count to, and the day.

        None where it says no more than the agreement: no last sitting day, no estimated recess.
        """
        if line.practical is None and not line.rests_on_estimate:
            return None
        return self.t("practical_bound" if line.is_duty else "counts_to"), self.practical(line)

    def estimate(self, rests_on_estimate: bool) -> str:  # noqa: FBT001  (a fact of the day)
        """Return the words behind a day that rests on an estimated or unknown recess."""
        return self.pick(" (geschat reces)", " (estimated recess)") if rests_on_estimate else ""

    def formal(self, line: MilestoneLine) -> str:
        """Return the formal bound."""
        if line.current.latest is not None:
            return in_words(line.current.latest, self.language)
        if line.current.wording is None:
            return self.t("no_date_agreed")
        if line.stands_still is not None:
            return self.stands_still(line.stands_still)
        waits = line.current.waits_for is not None
        found = self.waits(line.current) if waits else span(None, None, self.language)
        return f"{found}; {self.target(line)}" if line.internal_target else found

    def stands_still(self, still: StandsStill) -> str:
        """Return since when a term is suspended and how many days of it are left."""
        since, left = in_words(still.since, self.language), still.days_left
        return self.pick(
            f"staat stil sinds {since}, nog {left} {'dag' if left == 1 else 'dagen'}",
            f"stands still since {since}, {left} {'day' if left == 1 else 'days'} left",
        )

    def forecast(self, line: MilestoneLine) -> str:
        """Return when the owner expects it, or when it was achieved."""
        if line.achieved_on is not None:
            day = compact(line.achieved_on, self.language)
            proof = f" ({self.recorded(line.evidence)})" if line.evidence else ""
            return self.pick(f"behaald {day}{proof}", f"achieved {day}{proof}")
        if line.forecast_on is None:
            return words.NONE.say(self.language)
        found = compact(line.forecast_on, self.language)
        confirmed = line.forecast_confirmed_on
        if confirmed is None:
            return found + self.pick(", niet bevestigd", ", not confirmed")
        day = compact(confirmed, self.language)
        return found + self.pick(f", bevestigd {day}", f", confirmed {day}")

    def said(self, line: MilestoneLine) -> str:
        """Return when the statement was made, and where it stands."""
        day = in_words(line.said_on, self.language)
        nominal = f" ({self.t('nominal')})" if line.said_on_is_nominal else ""
        place = f"; {self.recorded(line.source_place)}" if line.source_place else ""
        return f"{day}{nominal}{place}"

    def scope(self, line: MilestoneLine) -> str:
        """Return what the milestone is about: its cluster, or the whole programme."""
        return self.t("whole_programme") if line.is_programme_wide else self.say(line.cluster)

    def replanning(self, each: Replanning) -> str:
        """Return one change of an agreement with both bounds and the reason."""
        day = in_words(each.decided_on, self.language)
        old = self._bound(each.old_latest, each.old_target)
        new = self._bound(each.new_latest, each.new_target)
        if each.kind not in REPLACING_THE_AGREEMENT:
            what = self.label("EVENT_KINDS", each.kind)
            return f"{day}: {what}: {new} (was: {old})"
        before, after = self._wording(each.old_wording), self._wording(each.new_wording)
        why = self.recorded(each.reason) if each.reason else words.UNKNOWN.say(self.language)
        if each.code is not None:
            why = f"{each.code.say(self.language)}; {why}"
        return self.pick(
            f"{day}: van {before} ({old}) naar {after} ({new}): {why}",
            f"{day}: from {before} ({old}) to {after} ({new}): {why}",
        )

    def nth(self, number: int) -> str:
        """Return which time it is."""
        if self.language == Language.NL:
            return f"{number}e keer"
        tens = number % 100
        ending = "th" if 10 < tens < 20 else {1: "st", 2: "nd", 3: "rd"}.get(tens % 10, "th")  # noqa: PLR2004
        return f"{number}{ending} time"

    def roll_up(self, found: RollUp, lines: Sequence[MilestoneLine]) -> str:
        """Return why a cluster has its status, and which milestone decided it."""
        decisive = [line for line in lines if line.key == found.decided_by]
        reason = self._without(found.status, found.text)
        if not decisive:
            return reason
        return f"{self.t('decided_by')} {self.quoted(self._title(decisive[0].title))}: {reason}"

    def slip(self, found: Slip | None) -> str:
        """Return how much later the next gate comes than was first agreed; empty if unknown."""
        if found is None:
            return ""
        first, now = compact(found.first, self.language), compact(found.now, self.language)
        basis = found.basis.say(self.language)
        if not found.days and not found.is_at_least:
            return self.pick(
                f"geen verschuiving: eerste afspraak {first}, nu {now} ({basis})",
                f"no slip: first agreement {first}, now {now} ({basis})",
            )
        far = abs(found.days)
        least = self.pick("ten minste ", "at least ") if found.is_at_least else ""
        unit = self.pick("dag" if far == 1 else "dagen", "day" if far == 1 else "days")
        way = self.pick("later", "later") if found.days >= 0 else self.pick("eerder", "earlier")
        return self.pick(
            f"{least}{far} {unit} {way} dan eerst afgesproken: {first} → {now} ({basis})",
            f"{least}{far} {unit} {way} than first agreed: {first} → {now} ({basis})",
        )

    def reminded(self, line: ReminderLine) -> str:
        """Return who was reminded how often, as a function and never a person."""
        day = compact(line.last_on, self.language)
        role = self.label("RESPONSIBILITIES", line.responsibility)
        return self.pick(
            f"{self.say(line.contact)} ({role}): {line.reminders} ×, laatst op {day}",
            f"{self.say(line.contact)} ({role}): {line.reminders} ×, last on {day}",
        )

    def against_first(self, found: RollUp) -> str:
        """Return the status of a cluster against the first agreements."""
        if found.against_first is None:
            return ""
        return f"{self.t('against_first')}: {self.status_word(found.against_first)}"

    def clusters(self, figures: ProgrammeFigures) -> str:
        """Return how many clusters there are, and of how many nobody knows the step."""
        count = len(figures.clusters)
        dark = sum(line.step.now is None for line in figures.clusters)
        return self.pick(
            f"{count} clusters, van {dark} is de stap onbekend",
            f"{count} clusters, the step of {dark} is unknown",
        )

    def next_bound(self, found: NextBound, lines: Sequence[MilestoneLine]) -> str:
        """Return the next day on which a bound is reached, which one, and of what."""
        day = with_weekday(found.day, self.language) + self.estimate(found.rests_on_estimate)
        titles = [self.say(line.title) for line in lines if line.key in found.milestones]
        return f"{day}, {self.say(found.name)}: {'; '.join(titles)}"

    def step(self, step: Step) -> str:
        """Return where a cluster stands, or that nobody knows."""
        return self.t("step_unknown") if step.now is None else self.say(step.now)

    def gate(self, gate: Gate) -> str:
        """Return whether a step can be taken now, and if not here, from where."""
        if gate.is_open:
            return self.t("open_now")
        if gate.waits_in is None:
            return self.t("shut")
        where = self.quoted(self._title(gate.waits_in))
        return f"{self.t('shut')}; {self.t('only_from')} {where}"

    def fact(self, fact: FactLine) -> str:
        """Return whether a fact holds, in a word or with what is missing."""
        return self.t("holds") if fact.holds else self.say(fact.text)

    def rows(self, rows: Sequence[Text], not_shown: int = 0, most: int = 5) -> str:
        """Return the first rows behind an answer, and how many there are besides."""
        kept = [self._title(row) for row in rows[:most]]
        if len(rows) > most:
            kept.append(self.t("and_more").format(count=len(rows) - most))
        if not_shown:
            kept.append(self.t("and_hidden").format(count=not_shown))
        return "; ".join(kept)

    def gap_rows(self, line: QualityLine) -> str:
        """Return where a gap is, the first three by name."""
        return self.rows(line.rows, most=3)

    def past(self, past: Past) -> str:
        """Return which past is shown: what was known on a day, or what is known now about it."""
        day = in_words(past.day, self.language)
        if past.hindsight:
            return self.pick(
                f"Stand op {day}, zoals we die nu kennen", f"State on {day} as we know it now"
            )
        return self.pick(f"Stand zoals bekend op {day}", f"State as known on {day}")

    def footer(self, masthead: Masthead) -> str:
        """Return the line at the foot: no page goes without its reference date."""
        day = in_words(masthead.reference_date, self.language)
        mark = self.label("CONFIDENTIALITIES", masthead.audience)
        return f"{self.t('product')} · {self.t('reference_date').lower()} {day} · {mark}"

    def amount(self, amount: Amount | None) -> str:
        """Return a sum with every word that limits it; *indicatief* stays *indicatief*."""
        if amount is None:
            return self.t("no_amount")
        modality = self.label("MODALITIES", amount.modality) if amount.modality else ""
        parts = [f"{modality} {euros(amount.eur, self.language)}".strip()]
        if amount.is_additional:
            parts.append(self.pick("bovenop de overige verzoeken", "on top of the other requests"))
        split = self.recorded(amount.split or "") or words.UNKNOWN.say(self.language)
        parts.append(self.pick(f"verdeling {split}", f"split {split}"))
        return ", ".join(parts)

    def occurred(self, line: OccurrenceLine) -> str:
        """Return when something happened; the words when the days are not all there is."""
        if line.earliest is None and line.latest is None:
            return self.say(None)
        return span(line.earliest, line.latest, self.language)

    def nature(self, line: OccurrenceLine) -> str:
        """Return the weight of an announcement and whether it can be undone."""
        found = [self.label("MODALITIES", line.modality)] if line.modality else []
        if line.is_reversible:
            found.append(self.t("reversible"))
        return ", ".join(found)

    def unknowns(self, line: ProjectLine) -> str:
        """Return what is not known of a project."""
        return ", ".join(each.say(self.language) for each in line.unknown) or "–"

    def unshown(self, found: Sequence[Unshown]) -> list[str]:
        """Return how much is kept from this reader, never what."""
        return [
            self.pick(
                f"{each.count} {self._counted(each)} niet getoond:"
                f" {self.label('CONFIDENTIALITIES', each.confidentiality)}",
                f"{each.count} {self._counted(each)} not shown:"
                f" {self.label('CONFIDENTIALITIES', each.confidentiality)}",
            )
            for each in found
        ]

    def told(self, told: Telling) -> str:
        """Return how many were reminded and how the messages fared."""
        if not told.reminders:
            return self.pick(
                "Over deze mijlpalen is nog niemand herinnerd.",
                "Nobody has been reminded of these milestones yet.",
            )
        last = in_words(told.last_on, self.language)
        return self.pick(
            f"{told.reminders} herinneringen aan {told.contacts} contacten, de laatste op {last}."
            f" Berichten: {told.messages_delivered} afgeleverd, {told.messages_waiting} onderweg,"
            f" {told.messages_failed} mislukt.",
            f"{told.reminders} reminders to {told.contacts} contacts, the last one on {last}."
            f" Messages: {told.messages_delivered} delivered, {told.messages_waiting} on their"
            f" way, {told.messages_failed} failed.",
        )

    def added(self, changes: Changes) -> str:
        """Return how much was registered since the previous report."""
        parts = [
            f"{count} {self.label('KINDS' if count == 1 else 'KINDS_PLURAL', kind)}"
            for kind, count in changes.added
        ]
        return self.pick(
            f"Nieuw geregistreerd: {', '.join(parts)}.", f"Newly registered: {', '.join(parts)}."
        )

    def changes_title(self, changes: Changes) -> str:
        """Return the heading of the changes, with the day they are counted from."""
        if changes.since is None:
            return self.t("changes") + self.pick(" sinds het begin", " since the beginning")
        day = in_words(changes.since, self.language)
        return self.t("changes") + self.pick(f" sinds {day}", f" since {day}")

    def edition(self, edition: Edition | None) -> str:
        """Return number and day of the edition and how far it is; a draft has neither."""
        if edition is None:
            return self.pick("niet gepubliceerd", "not published")
        day = in_words(local_day(edition.published_at), self.language)
        said = self.pick(
            f"{edition.number}, gepubliceerd op {day}", f"{edition.number}, published on {day}"
        )
        return f"{said} ({self._approval(edition)}){self._correction(edition)}"

    def _approval(self, edition: Edition) -> str:
        word = words.APPROVALS[edition.approval].say(self.language)
        if edition.established_on is None:
            return word
        day = in_words(edition.established_on, self.language)
        return self.pick(f"{word} op {day}", f"{word} on {day}")

    def _correction(self, edition: Edition) -> str:
        if edition.corrects is None:
            return ""
        why = f" {self.quoted(self.recorded(edition.correction))}" if edition.correction else ""
        return self.pick(
            f"; correctie: vervangt editie {edition.corrects}{why}",
            f"; correction: replaces edition {edition.corrects}{why}",
        )

    def absent(self, figures: ClusterFigures) -> list[str]:
        """Return the names of the sections of which nothing is registered."""
        sections = ("checklist", "requests", "conditions", "projects", "occurrences", "documents")
        return [self.t(each).lower() for each in sections if not getattr(figures, each)]

    def _bound(self, latest: date | None, target: date | None) -> str:
        found = span(None, latest, self.language)
        if latest is not None or target is None:
            return found
        day = compact(target, self.language)
        return found + self.pick(f", intern streven {day}", f", internal target {day}")

    def _wording(self, wording: str | None) -> str:
        return self.t("no_date_agreed") if wording is None else self.quoted(self.recorded(wording))

    def _title(self, title: Text) -> str:
        said = title.say(self.language)
        return self.recorded(said) if title.nl == title.en else said

    def _without(self, status: Status | None, reason: Text) -> str:
        """Return a reason that does not begin with the status it is the reason of."""
        said = self.say(reason)
        if status is None:
            return said
        return said.removeprefix(f"{words.STATUSES[status].say(self.language)}; ")

    def _counted(self, each: Unshown) -> str:
        return self.label("KINDS" if each.count == 1 else "KINDS_PLURAL", each.kind)
