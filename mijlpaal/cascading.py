"""Accepting forecasts that follow from another one: those that were named, all or none of them."""

from collections.abc import Iterable, Sequence

import typer

from mijlpaal.call import Call
from models.consequences.cascading import Cascade, NewForecast
from models.errors import ConflictError, Words
from models.ledger.writer import Ledger
from models.milestones.acts import forecast
from models.storage.records import name_of
from models.vocabulary import SubjectKind

ALL = "all"


class UnknownForecastError(typer.TyperException):
    """A number or key that is not among what is proposed."""


def accept_forecasts(
    ledger: Ledger, found: Cascade, accept: str, reason: str | None, call: Call
) -> list[NewForecast]:
    """Record the forecasts that were named, in the caller's transaction.

    Args:
        ledger: who accepts.
        found: as it is now, read in the same transaction.
        accept: numbers or keys with commas between them, or ``all``.
        reason: why; that it follows from the milestone, when not given.
        call: for the language.

    Raises:
        UnknownForecastError: one that is not proposed; then none is recorded.
        MijlpaalError: the ledger refuses one.
    """
    chosen = _chosen(found, accept, call)
    record_forecasts(ledger, found, chosen, reason, call)
    return chosen


def record_forecasts(
    ledger: Ledger, found: Cascade, chosen: Iterable[NewForecast], reason: str | None, call: Call
) -> None:
    """Record some of the forecasts that follow, in the caller's transaction.

    Raises:
        MijlpaalError: the ledger refuses one.
    """
    slipped = found.milestone.key
    why = reason or call.say(f"volgt uit de prognose van {slipped}", f"follows from {slipped}")
    for each in chosen:
        forecast(ledger, each.node.key, each.proposed, reason=why)


def chosen_of(found: Cascade, choices: Sequence[str]) -> list[NewForecast]:
    """Return the forecasts that were chosen, as they were seen.

    Raises:
        ConflictError: one of them is not proposed any more, or for another day.
    """
    known = {choice_of(each): each for each in found.proposals}
    for choice in choices:
        if choice not in known:
            key, _, day = choice.partition("@")
            raise ConflictError(
                subject=name_of(SubjectKind.MILESTONE, key[:80]),
                expected=Words(f"prognose {day[:10]}", f"forecast {day[:10]}"),
                found=Words("een ander voorstel", "another proposal"),
            )
    return [each for choice, each in known.items() if choice in set(choices)]


def choice_of(each: NewForecast) -> str:
    """Return a forecast as it was seen: whose, and which day."""
    return f"{each.node.key}@{each.proposed}"


def _chosen(found: Cascade, accept: str, call: Call) -> list[NewForecast]:
    if accept.strip() in {ALL, "alle"}:
        return list(found.proposals)
    known = {str(each.number): each for each in found.proposals}
    known |= {each.node.key: each for each in found.proposals if each.node.key not in known}
    wanted = dict.fromkeys(word.strip() for word in accept.split(","))
    unknown = [word for word in wanted if word not in known]
    if unknown or not wanted:
        said = ", ".join(f"{each.number} ({each.node.key})" for each in found.proposals) or "–"
        raise UnknownForecastError(
            call.say(
                f"niet voorgesteld: {', '.join(unknown)}; wel: {said}",
                f"not proposed: {', '.join(unknown)}; proposed are: {said}",
            )
        )
    return sorted({known[word] for word in wanted}, key=lambda each: each.number)
