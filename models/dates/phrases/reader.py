"""From a phrase and the day it was said to a reading: tokens, first rule that fits, sense."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models.dates.calendar import Calendar
from models.dates.edtf import read_edtf, write_edtf
from models.dates.phrases.grammar import Found, Rule, Saying, Tense
from models.dates.phrases.rules import RULES
from models.dates.phrases.tokens import Tokens, tokenise
from models.dates.remarks import Remark
from models.dates.window import Reading, Window
from models.errors import UnreadablePhraseError, Words

# Letters are read in our time; within it no rule can step over the ends of the calendar.
_FIRST_SAID = date(1900, 1, 1)
_LAST_SAID = date(2199, 12, 31)
_OUR_TIME = Words(
    nl=f"een dag van {_FIRST_SAID} t/m {_LAST_SAID}", en=f"a day from {_FIRST_SAID} to {_LAST_SAID}"
)

_OR = frozenset({"of", "or"})
_EXAMPLES = Words(
    nl="2026-12-31, 31-12-2026, 31 december 2026, in het najaar, uiterlijk eind dit jaar",
    en="2026-12-31, 31-12-2026, 31 December 2026, in the autumn, by the end of this year; "
    "in het najaar, uiterlijk eind dit jaar",
)


def read_phrase(
    text: str, said_on: date, *, tense: Tense | None = None, calendar: Calendar | None = None
) -> Reading:
    """Return what a Dutch (or English) date phrase means, or honestly that it names no bound.

    Words around the phrase do no harm. Nothing is ever guessed: when no rule reads the text,
    the rule is ``R-NONE`` and the window is empty.

    Args:
        text: The phrase, as it stands in the letter.
        said_on: The day on which it was said, to which relative words refer.
        tense: The sense of the sentence; without it, a name without a year is the next one.
        calendar: Needed for recesses, anchors and working days; without it these have no bound.

    Raises:
        UnreadablePhraseError: If ``said_on`` does not lie in the years 1900 to 2199.
    """
    if not _FIRST_SAID <= said_on <= _LAST_SAID:
        raise UnreadablePhraseError(text=said_on.isoformat(), accepted=_OUR_TIME)
    saying = Saying(said_on, tense, calendar)
    rule, found = _search(tokenise(text), saying)
    if rule is None or found is None:
        return Reading(text, said_on, Window(), None, "R-NONE", (Remark.NOT_READ,))
    return reading_of(text, rule, found, saying)


def reading_of(text: str, rule: Rule, found: Found, saying: Saying) -> Reading:
    """Return what a rule found as a reading: its days in the sense of the sentence, and EDTF."""
    named = _ended_when_past(found.window, saying)
    return Reading(
        text=text,
        said_on=saying.said_on,
        window=_begun_when_said(named, saying),
        edtf=write_edtf(named),
        rule=rule.id,
        remarks=found.remarks,
        event=found.event,
        offset=found.offset,
    )


def read_moment(
    text: str, said_on: date, *, tense: Tense | None = None, calendar: Calendar | None = None
) -> Reading:
    """Return the reading of a date, an EDTF text or a phrase that must name a moment.

    The strict sister of ``read_phrase`` for input that people type: a typing error must not
    become a milestone without a bound. Vague words are accepted, because they say something.
    In a letter the words around a phrase do no harm; of what is typed, a second moment is remarked.

    Args:
        text: ``2026-12-31``, ``2026-23``, ``uiterlijk eind dit jaar`` and the like.
        said_on: The day on which it was said.
        tense: The sense of the sentence.
        calendar: Needed for recesses, anchors and working days.

    Raises:
        UnreadablePhraseError: If no rule finds a moment in the text, or ``said_on`` does not
            lie in the years 1900 to 2199.
    """
    reading = _as_edtf(text, said_on) or read_phrase(text, said_on, tense=tense, calendar=calendar)
    if reading.rule == "R-NONE":
        raise UnreadablePhraseError(text=text[:80], accepted=_EXAMPLES)
    saying = Saying(said_on, tense, calendar)
    if reading.rule != "R-EDTF" and _names_another(tokenise(text), saying):
        return replace(reading, remarks=(*reading.remarks, Remark.ANOTHER_MOMENT))
    return reading


def _names_another(tokens: Tokens, saying: Saying) -> bool:
    """Return whether "of" or "or" stands beside what is read, and another moment on its far side.

    Only that word: what else names a second moment mostly says more of the first (*vrijdag*).
    """
    finds = list(_finds(tokens, saying)) if tokens.positions(_OR) else []
    if not finds:
        return False
    _, at, first = finds[0]
    is_behind = tokens[first.after].text in _OR and any(b > first.after for _, b, _ in finds)
    is_before = at > 0 and tokens[at - 1].text in _OR
    return is_behind or (is_before and any(each.after < at for _, _, each in finds))


def _search(tokens: Tokens, saying: Saying) -> tuple[Rule | None, Found | None]:
    """Return the first rule in order that reads something anywhere, leftmost first."""
    return next(((rule, found) for rule, _, found in _finds(tokens, saying)), (None, None))


def _finds(tokens: Tokens, saying: Saying) -> Iterator[tuple[Rule, int, Found]]:
    """Yield each rule that reads something, where, and what; in the order of the rules."""
    for rule in RULES:
        for at in tokens.positions(rule.opens_with):
            found = rule.read(tokens, at, saying)
            if found is not None:
                yield rule, at, found


def _ended_when_past(window: Window, saying: Saying) -> Window:
    """Cut a window off at the day it was said when the sentence looks back and it still ran."""
    has_begun = window.earliest is not None and window.earliest <= saying.said_on
    return window.ended_by(saying.said_on) if saying.is_past and has_begun else window


def _begun_when_said(window: Window, saying: Saying) -> Window:
    """Let a bound without a beginning begin on the day it was said (domain section 10).

    Not when the soft bound was over by then: the window keeps it, to show that it is.
    """
    if saying.is_past or window.earliest is not None or window.latest is None:
        return window
    first_bound = window.soft_latest or window.latest
    return window.beginning(saying.said_on) if saying.said_on <= first_bound else window


def _as_edtf(text: str, said_on: date) -> Reading | None:
    try:
        window = read_edtf(text)
    except UnreadablePhraseError:
        return None
    if window == Window():
        return None
    filled = _begun_when_said(window, Saying(said_on))
    return Reading(text, said_on, filled, write_edtf(window), "R-EDTF")
