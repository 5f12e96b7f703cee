"""All rules in the order in which they are tried on a phrase; a new rule is a new row.

A rule is tried at every position before the next one has its turn, so that a bound anywhere in
the phrase ("zo spoedig mogelijk doch uiterlijk 1 april") wins over a vague beginning.
"""

from models.dates.phrases import durations, limits, ranges, unbounded
from models.dates.phrases.day_rules import DATA, DOMAIN
from models.dates.phrases.grammar import Rule, first_words
from models.dates.phrases.period_rules import PERIOD_RULES
from models.dates.phrases.words import BETWEEN

_LIMITS = (
    Rule(
        "R-UITERLIJK",
        "Uiterlijk, niet later dan, op zijn laatst, voor of in, deadline, by: no later than the "
        "last day of what follows; it wins over vague words in the same phrase.",
        DOMAIN,
        limits.no_later_than,
        first_words(limits.LATEST_WORDS),
    ),
    Rule(
        "R-DUR",
        "Binnen, maximaal with a duration: that long from the day it was said, or from the "
        "event or day named; working days are counted by the calendar.",
        DATA,
        durations.within,
        first_words(durations.WITHIN),
    ),
    Rule(
        "R-DUR",
        "De komende n weken, maanden, jaar: from the day it was said.",
        DATA,
        durations.in_the_coming,
        durations.COMING,
    ),
    Rule(
        "R-DUR",
        "Binnen a period: no later than its last day.",
        DOMAIN,
        limits.within_a_period,
        first_words(limits.WITHIN_WORDS),
    ),
    Rule(
        "R-RANGE",
        "Tussen A en B: both included; a month or a year left out is that of the other end; "
        "tussen nu en de zomer: before the recess.",
        DATA,
        ranges.between,
        BETWEEN,
    ),
    Rule(
        "R-MOVED",
        "Van A naar B, postponed from A to B: B, where the moment went.",
        DATA,
        ranges.moved_on,
        frozenset({"van", "from"}),
    ),
    Rule(
        "R-RANGE",
        "A tot en met B, A t/m B, A to B: both included.",
        DOMAIN,
        ranges.from_through,
    ),
    Rule(
        "R-RANGE",
        "A tot B: B excluded; A tot het eind van B: through its last day.",
        DOMAIN,
        ranges.from_until,
    ),
    Rule(
        "R-DUR",
        "A duration before or after a day is counted from it; after an event without a date the "
        "event and the duration are kept and there is no bound.",
        DOMAIN,
        durations.from_a_moment,
    ),
    Rule(
        "R-ULTIMO",
        "Ultimo P: its last day; primo P: its first day.",
        "Van Dale: ultimo, primo",
        limits.outermost_day,
        first_words(limits.OUTERMOST_WORDS),
    ),
    Rule(
        "R-VANAF",
        "P en verder, P of later: from its first day on, no end.",
        DATA,
        limits.from_a_period_on,
    ),
    Rule(
        "R-UITERLIJK",
        "P at the latest, P or earlier: no later than its last day.",
        DOMAIN,
        limits.a_period_at_the_latest,
    ),
    Rule(
        "R-VOOR",
        "Voor D: the day before; voor a year: 31 December before it; voor de zomer and voor a "
        "recess: the day before the recess begins; voor het eind van P: the last day of P; voor "
        "het debat van D: the day before it.",
        DOMAIN,
        limits.before,
        first_words(limits.BEFORE_WORDS),
    ),
    Rule(
        "R-GEPLAND",
        "Gepland voor P, voorzien voor P: P itself, not before it.",
        DOMAIN,
        limits.planned_for,
        first_words(limits.BEFORE_WORDS),
    ),
    Rule(
        "R-FOR",
        "Voor het jaar Y, doelen voor Y, and in a plan voor Y: for, not before; the period itself.",
        DOMAIN,
        limits.meant_for,
        first_words(limits.BEFORE_WORDS),
    ),
    Rule(
        "R-VAGUE",
        "Tot op heden, tot nu toe: up to and including the day it was said.",
        DATA,
        unbounded.up_to_now,
        first_words(unbounded.UP_TO_NOW),
    ),
    Rule(
        "R-VANAF",
        "Per direct, met onmiddellijke ingang: from the day it was said, no end.",
        DATA,
        unbounded.from_now_on,
        first_words(unbounded.FROM_NOW),
    ),
    Rule(
        "R-VANAF",
        "Vanaf, sinds, met ingang van, niet voor, op zijn vroegst, from: from the first day on, "
        "no end.",
        DATA,
        limits.from_then_on,
        first_words(limits.FROM_WORDS),
    ),
    Rule(
        "R-NA",
        "Na P: from the day after its last day on, no end; na de zomer: after the recess.",
        DATA,
        limits.later_than,
        first_words(limits.AFTER_WORDS),
    ),
    Rule(
        "R-TM",
        "Tot en met P, t/m P: the last day of P is inside.",
        DOMAIN,
        limits.through,
        first_words(limits.THROUGH_WORDS),
    ),
    Rule(
        "R-TOT",
        "Tot P: P is outside; tot het eind van P: the last day of P is the bound.",
        DOMAIN,
        limits.until,
        first_words(limits.UNTIL_WORDS),
    ),
    Rule(
        "R-PER",
        "Per D: that day; the bound when the sentence sets a deadline.",
        DATA,
        limits.as_of,
        first_words(limits.ON_WORDS),
    ),
    Rule(
        "R-TEGEN",
        "Tegen P, richting P: the period itself; its last day when the sentence sets a deadline.",
        DOMAIN,
        limits.towards,
        first_words(limits.TOWARDS_WORDS),
    ),
    Rule(
        "R-ROND",
        "Rond, omstreeks: one unit to either side, a week for a day.",
        DATA,
        limits.around,
        first_words(limits.AROUND_WORDS),
    ),
    Rule(
        "R-EVENT",
        "Zo spoedig mogelijk na an event without a date: no bound; the event is kept.",
        DOMAIN,
        unbounded.soon_after_an_event,
        first_words(unbounded.SOON),
    ),
)

_WITHOUT_PERIOD = (
    Rule(
        "R-DUR",
        "Over n dagen, weken, maanden; in n days, weeks, months: that day.",
        DATA,
        durations.ahead,
        frozenset({"over", "in"}),
    ),
    Rule(
        "R-DUR",
        "N weeks from now: that day.",
        DATA,
        durations.from_now,
    ),
    Rule(
        "R-DUR",
        "N weken geleden: that day.",
        DATA,
        durations.ago,
    ),
    Rule(
        "R-DUR",
        "De afgelopen n weken, maanden, jaar: up to the day it was said.",
        DATA,
        durations.in_the_past,
        durations.PAST,
    ),
    Rule(
        "R-EVENT",
        "Voor an event without a date: no bound; the event is kept.",
        DOMAIN,
        unbounded.before_an_event,
        first_words(unbounded.AHEAD_OF),
    ),
    Rule(
        "R-EVENT",
        "Na, zodra, afhankelijk van an event without a date: no bound; the event is kept.",
        DOMAIN,
        unbounded.after_an_event,
        first_words(unbounded.WAITING_FOR),
    ),
    Rule(
        "R-VAGUE",
        "De afgelopen maanden, onlangs: ended by the day it was said.",
        DATA,
        unbounded.looking_back,
        first_words(unbounded.LOOKING_BACK),
    ),
    Rule(
        "R-VAGUE",
        "Zo spoedig mogelijk, op korte termijn, te zijner tijd: no bound.",
        DOMAIN,
        unbounded.vague,
        first_words(unbounded.VAGUE),
    ),
    Rule(
        "R-DUR",
        "A duration that nothing dates: no bound.",
        DATA,
        durations.alone,
    ),
)

RULES: tuple[Rule, ...] = (*_LIMITS, *PERIOD_RULES, *_WITHOUT_PERIOD)
