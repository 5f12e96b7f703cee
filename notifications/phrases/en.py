"""The words in English; official Dutch terms (Kamer) stay Dutch."""

from models.dates import Confidence
from models.vocabulary import EventKind, Language, Modality, Responsibility
from notifications.digest import Action, Section
from notifications.phrases.words import Counted, Labels, Words

ENGLISH = Words(
    language=Language.EN,
    conjunction=" and ",
    quotes="“{}”",
    days=Counted("1 day", "{n} days"),
    working_days=Counted("1 working day", "{n} working days"),
    subject="Milestones on {day}: {counts}",
    urgent_subject="Urgent – milestone on {day}: {counts}",
    urgent_subject_more="Urgent – milestones on {day}: {counts}",
    in_subject={
        Section.TAKEN_OVER: "now yours",
        Section.LATE: "past the bound",
        Section.NEAR: "near the bound",
        Section.CHANGED: "changed",
    },
    sections={
        Section.TAKEN_OVER: "You take over",
        Section.LATE: "Past the bound",
        Section.NEAR: "Nearing the bound",
        Section.CHANGED: "Changed",
    },
    counts={
        Section.TAKEN_OVER: Counted("you take over 1 milestone", "you take over {n} milestones"),
        Section.LATE: Counted(
            "1 milestone is past its bound", "{n} milestones are past their bounds"
        ),
        Section.NEAR: Counted(
            "1 milestone is nearing its bound", "{n} milestones are nearing their bounds"
        ),
        Section.CHANGED: Counted("1 milestone has changed", "{n} milestones have changed"),
    },
    labels=Labels(
        standing="Standing",
        changed="Changed",
        agreed="Agreed",
        addressee="To",
        about="About",
        forecast="Forecast",
        role="Your role",
        taken_over="Was of",
        note="Note",
        todo="To do",
    ),
    # An ambition is never called a promise: the weight of the words is said in so many words.
    weights={
        Modality.COMMITMENT: "a commitment",
        Modality.REQUIREMENT: "a requirement",
        Modality.AMBITION: "an ambition, not a commitment",
        Modality.POSSIBILITY: "a possibility, not a commitment",
        Modality.INDICATIVE: "an indication, not a commitment",
        Modality.INTENDED: "an intention, not a commitment",
        Modality.PROVISIONAL: "provisional, not a commitment",
        Modality.ANNOUNCED: "an announcement, not a commitment",
    },
    roles={
        Responsibility.OWNER: "owner",
        Responsibility.ACCOUNTABLE: "accountable",
        Responsibility.PROGRAMME_MANAGER: "programme manager",
    },
    commands={
        Action.CONFIRM: "milestone confirm {key}",
        Action.FORECAST: "milestone forecast {key} YYYY-MM-DD",
        Action.ACHIEVE: 'milestone achieve {key} --on YYYY-MM-DD --evidence "KAMERSTUK"',
        Action.POSTPONE: 'milestone replan {key} "MOMENT" --code CODE --reason "REASON"',
        Action.REPLAN: 'milestone replan {key} "MOMENT" --code CODE --reason "REASON"',
        Action.SHOW: "milestone show {key}",
        Action.ACKNOWLEDGE: "reminders acknowledge {key} --as {who}",
    },
    acknowledge_by_link="Read it? Confirm that you know; no login is needed, until {until}:",
    acknowledge_link="Confirm that you know of {key}",
    todo={
        Action.CONFIRM: "Does the forecast still hold? Confirm it:",
        Action.FORECAST: "Give a forecast:",
        Action.ACHIEVE: "Is it done? Report it, with the evidence:",
        Action.POSTPONE: (
            "Will it not be met? Say so before the bound and record a new agreement,"
            " with the reason:"
        ),
        Action.REPLAN: "Not done yet? Record a new agreement, with the reason:",
        Action.SHOW: "See where it stands:",
        Action.ACKNOWLEDGE: "Read it? Confirm that you know:",
    },
    undated="No date was agreed yet.",
    suspended="The term stands still: there is no last day now.",
    unbound="No last day can be derived from the words.",
    achieved="Achieved on {day}.",
    lapsed="Closed without having been achieved.",
    late="Late: the last day, {day}, passed {days} ago.",
    window_ended="The agreed window ended on {day}, {days} ago.",
    last_day_today="Today is {bound}{formal}.",
    practical_passed="The last sitting day of the Kamer, {day}, has passed.",
    formal_ahead="The last day is {day}: {left} to go.",
    formal_at_once="The last day is {day}; there is no working day before it.",
    soft_ahead="The soft bound is {day}.",
    soft_reached="The soft bound, {day}, has been reached.",
    ahead="{left} to go up to and including {day}, {bound}{formal}.",
    ahead_at_once="Today is the last working day before {day}, {bound}{formal}.",
    practical_bound="the last sitting day of the Kamer",
    formal_bound="the last day",
    internal_target="the internal target",
    before_formal=" before the last day, {day}",
    estimates={
        Confidence.LOW: "That sitting day rests on an estimated recess.",
        Confidence.UNKNOWN: "There are no data yet on the recess in that time.",
    },
    estimated_day="That day depends on a recess that is not certain yet.",
    confidential="Company-confidential: do not forward this message.",
    escalated=(
        "Escalated: who was told of this before did not answer within two working days."
        " That is why you hear of it now as well."
    ),
    escalated_undelivered=(
        "Escalated: an earlier message about this could not be delivered. Whoever should have read"
        " it may not know. That is why you hear of it now as well."
    ),
    no_forecast="none",
    forecast_passed="{day}; that day has passed and no longer counts",
    forecast_confirmed="{day}, confirmed on {confirmed}",
    forecast_unconfirmed="{day}, not confirmed",
    forecast_late="; that is after the last day",
    change="On {day}: {what}.",
    reason=" Reason: {reason}",
    first_forecast="there is now a forecast, {new}",
    forecast_change="the forecast {moved}",
    replanned_change="new agreement {new} instead of {old}; the last day {moved}",
    term_changes={
        EventKind.TERM_SET: "statutory term {new}; the last day {moved}",
        EventKind.SUSPENDED: "the term was suspended ({new}); the last day {moved}",
        EventKind.RESUMED: "the term runs again ({new}); the last day {moved}",
    },
    achieved_change="achieved on {day}",
    standing_change="it now stands at: {words}",
    corrected_change="corrected; it now stands at: {words}",
    reopened_change="reopened; it now stands at: {words}",
    moved="is now {new} (was {old})",
    unmoved="remains {new}",
    unknown="unknown",
)
