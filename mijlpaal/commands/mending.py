"""Mending the record: the same two commands for everything that has a life cycle.

Nothing is edited: what was written down wrongly is corrected, and what was closed too soon is
opened again, each as an event of its own with a reason.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand
from mijlpaal.options import EffectiveOn, InStates, Reason, SetFields, SubjectKey
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from models.acts.commands import Command

_CORRECT = both(
    "Corrigeer wat verkeerd is vastgelegd; wat er stond blijft in het logboek.\n\n"
    "Vraagt om een toelichting, en om een tweede persoon waar die er is.",
    "Correct what was recorded wrongly; what it said stays in the log.\n\n"
    "Needs a reason, and a second person where there is one.",
)
_REOPEN = both(
    "Heropen wat te vroeg is gesloten: waar het was, of in de genoemde toestand.\n\n"
    "Vraagt om een toelichting, en om een tweede persoon waar die er is.",
    "Reopen what was closed too soon: where it was, or in the named state.\n\n"
    "Needs a reason, and a second person where there is one.",
)


def add_mending(app: typer.Typer, kind: SubjectKind) -> None:
    """Add ``correct`` and ``reopen`` to the commands of a kind."""

    @app.command("correct", cls=ActingCommand, help=_CORRECT)
    def correct(
        context: typer.Context,
        key: SubjectKey,
        states: InStates = None,
        fields: SetFields = None,
        reason: Reason = None,
        on: EffectiveOn = None,
    ) -> None:
        """Record that something was written down wrongly."""
        _correct(call_of(context), kind, key, states or [], fields or [], reason=reason, on=on)

    @app.command("reopen", cls=ActingCommand, help=_REOPEN)
    def reopen(
        context: typer.Context,
        key: SubjectKey,
        states: InStates = None,
        reason: Reason = None,
    ) -> None:
        """Open again what was closed."""
        _reopen(call_of(context), kind, key, states or [], reason=reason)


def _correct(
    call: Call,
    kind: SubjectKind,
    key: str,
    states: Sequence[str],
    fields: Sequence[str],
    *,
    reason: str | None,
    on: str | None,
) -> None:
    from mijlpaal.days import a_day
    from models.acts.commands import Command, Verb

    since = a_day(on)
    arguments = {
        "states": list(states),
        "fields": dict(_field(kind, key, each) for each in fields),
        "reason": reason,
        "effective_on": since.isoformat() if since else None,
    }
    _do(call, Command(Verb.CORRECT, kind, key, arguments), call.say("gecorrigeerd", "corrected"))


def _reopen(
    call: Call, kind: SubjectKind, key: str, states: Sequence[str], *, reason: str | None
) -> None:
    from models.acts.commands import Command, Verb

    arguments = {"states": list(states), "reason": reason}
    _do(call, Command(Verb.REOPEN, kind, key, arguments), call.say("heropend", "reopened"))


def _do(call: Call, command: "Command", done_in_words: str) -> None:
    from mijlpaal.acting import act
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.show.effects import show_alone, show_done

    with desk(call) as at:
        done = act(at, command)
    show_done(f"{title_in_words(done.record, call)}: {done_in_words}", done.effect, call)
    if done.is_alone:
        show_alone(call)


def _field(kind: SubjectKind, key: str, text: str) -> tuple[str, str | None]:
    """Return the column and its new value of ``column=value``; without a value it is unknown."""
    from models.errors import InvalidAmendmentError, Words
    from models.storage.records import name_of

    column, has_value, value = text.partition("=")
    if not has_value:
        raise InvalidAmendmentError(
            subject=name_of(kind, key),
            field="--set",
            value=text,
            problem=Words(
                "verwacht veld=waarde; veld= maakt het onbekend",
                "field=value is expected; field= makes it unknown",
            ),
        )
    return column.strip(), value.strip() or None
