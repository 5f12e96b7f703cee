"""The words that a language must bring; the type checker sees to it that none is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.dates import Confidence
from models.vocabulary import EventKind, Language, Modality, Responsibility
from notifications.digest import Action, Section


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase about a number of things: one of them, or another number (``{n}``)."""

    one: str
    more: str

    def of(self, number: int) -> str:
        """Return the phrase for this number."""
        return self.one if number == 1 else self.more.format(n=number)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before a line."""

    standing: str
    changed: str
    agreed: str
    addressee: str
    about: str
    forecast: str
    role: str
    taken_over: str
    note: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language. Braces name what is filled in: {day}, {days}, {left}, {bound}, {formal} …."""

    language: Language
    conjunction: str
    quotes: str
    days: Counted
    working_days: Counted

    subject: str
    urgent_subject: str
    urgent_subject_more: str  # about more than one milestone
    in_subject: Mapping[Section, str]
    sections: Mapping[Section, str]
    counts: Mapping[Section, Counted]
    labels: Labels
    weights: Mapping[Modality, str]
    roles: Mapping[Responsibility, str]
    todo: Mapping[Action, str]
    commands: Mapping[Action, str]  # after "mijlpaal"
    acknowledge_by_link: str  # instead of the command; {until} is the last day of the link
    acknowledge_link: str  # what the link is called; {key} tells it from the others

    unbound: str
    undated: str  # no words were agreed at all
    suspended: str
    achieved: str
    lapsed: str
    late: str
    window_ended: str
    last_day_today: str
    practical_passed: str
    formal_ahead: str
    formal_at_once: str
    soft_ahead: str
    soft_reached: str
    ahead: str
    ahead_at_once: str
    practical_bound: str
    formal_bound: str
    internal_target: str
    before_formal: str
    estimates: Mapping[Confidence, str]  # of a last sitting day
    estimated_day: str

    escalated: str
    escalated_undelivered: str  # instead, when a message before never came
    confidential: str

    no_forecast: str
    forecast_passed: str
    forecast_confirmed: str
    forecast_unconfirmed: str
    forecast_late: str

    change: str
    reason: str
    first_forecast: str
    forecast_change: str
    replanned_change: str
    term_changes: Mapping[EventKind, str]
    achieved_change: str
    standing_change: str
    corrected_change: str
    reopened_change: str
    moved: str
    unmoved: str
    unknown: str
