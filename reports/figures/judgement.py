"""A status that a person gives, with the one that the rule gives beside it."""

from collections.abc import Sequence

from models.dates.spelling import in_words
from models.rules.override import Override
from models.vocabulary import Language
from reports.figures.structure import Judged, MilestoneLine
from reports.words import STATUSES, Text


def overridden(computed: Judged, found: Override, *, by: str | None) -> Judged:
    """Return a person's judgement: who, until when, why, and what the rule says."""
    who = Text(f" door {by}", f" by {by}") if by else Text("", "")
    return Judged(
        found.status,
        Text(
            f"zo beoordeeld{who.nl} op {in_words(found.on, Language.NL)}, tot en met"
            f" {in_words(found.until, Language.NL)}: „{found.reason}”;"
            f" berekend: {_computed(computed, Language.NL)}",
            f"judged so{who.en} on {in_words(found.on, Language.EN)}, until"
            f" {in_words(found.until, Language.EN)}: “{found.reason}”;"
            f" computed: {_computed(computed, Language.EN)}",
        ),
        computed.status,
    )


def _computed(judged: Judged, language: Language) -> str:
    """Return the status of the rule and its reason, which may begin with the same words."""
    status, reason = STATUSES[judged.status].say(language), judged.reason.say(language)
    return f"{status}, {reason.removeprefix(f'{status}; ')}"


def overrides_in(lines: Sequence[MilestoneLine], *, but: MilestoneLine, reason: Text) -> Text:
    """Return a reason that also names what a person judged otherwise: no roll-up hides it."""
    others = [line.key for line in lines if line.judged.computed is not None and line is not but]
    if not others:
        return reason
    named = ", ".join(others)
    return Text(
        f"{reason.nl} (anders beoordeeld dan berekend: {named})",
        f"{reason.en} (judged otherwise than computed: {named})",
    )
