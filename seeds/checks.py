"""What a row must satisfy beyond its shape: rules over more than one field or row.

A row that passes can be written: its state exists, its words can be read, its days are in order.
"""

from collections.abc import Callable
from datetime import date
from typing import cast

from models.consequences.kinds import BOTH_WAYS, ENDS
from models.dates import offset_in_words, read_moment
from models.errors import DefinitionError, UnreadablePhraseError, Words
from models.facts import FACTS
from models.statechart import placed
from models.vocabulary import DependencyKind, SubjectKind
from seeds.collection import Seeds, near
from seeds.rows import Row


def check_row(seeds: Seeds, row: Row) -> None:
    """Refuse a row that cannot be written.

    Raises:
        SourceError: with file and line.
    """
    _check_state(seeds, row)
    for check in _CHECKS.get(row.kind, ()):
        check(seeds, row)


def _check_state(seeds: Seeds, row: Row) -> None:
    life_cycle = seeds.life_cycle_of(row)
    if life_cycle is None or not row.states:
        return
    try:
        placed(life_cycle.chart, row.states)
    except DefinitionError as problem:
        raise row.unfit(
            "state",
            ", ".join(row.states),
            _in_dutch(problem.facts["problem"]),
            _in_dutch(problem.facts["remedy"]),
        ) from problem


def _in_dutch(fact: object) -> str:
    """Return a fact of an error; what is wrong with a row is said in Dutch so far."""
    return fact.say("nl") if isinstance(fact, Words) else str(fact)


def _check_wording(_seeds: Seeds, row: Row) -> None:
    """Words must name a moment, if only a vague one, and need the day they were said."""
    wording, said_on = row.values.get("wording"), row.values.get("said_on")
    if wording is None:
        return
    if not isinstance(said_on, date):
        raise row.unfit(
            "said_on", "", "bij een formulering hoort de dag dat ze gezegd is", "een dag"
        )
    try:
        read_moment(str(wording), said_on)
    except UnreadablePhraseError as problem:
        raise row.unfit(
            "wording", wording, "hierin lees ik geen moment", str(problem.facts["accepted"])
        ) from problem


def _check_tie(_seeds: Seeds, row: Row) -> None:
    """Only words that wait for an event can be tied to what dates it."""
    anchor = row.references.get("tied_to")
    if anchor is None:
        return
    said_on = cast("date", row.values["said_on"])
    if read_moment(str(row.values["wording"]), said_on).event is None:
        raise row.unfit(
            "tied_to",
            anchor,
            "de formulering wacht op geen gebeurtenis",
            "woorden als „binnen zes weken na ontvangst van het advies”",
        )


def _check_needed_for(seeds: Seeds, row: Row) -> None:
    """A milestone can hold up an event of the life cycle that it is about."""
    event = row.values.get("needed_for")
    if event is None:
        return
    life_cycle = seeds.life_cycle_of(seeds.rows[row.references["about"]])
    events = life_cycle.chart.events if life_cycle else ()
    if event not in events:
        raise row.unfit(
            "needed_for", event, "die gebeurtenis bestaat niet", near(str(event), events)
        )


def _check_obligation(seeds: Seeds, row: Row) -> None:
    """A milestone can be what a state of the life cycle that it is about asks for."""
    name = row.values.get("obligation")
    if name is None:
        return
    life_cycle = seeds.life_cycle_of(seeds.rows[row.references["about"]])
    known = [each.id for each in life_cycle.chart.obligations] if life_cycle else []
    if name not in known:
        raise row.unfit(
            "obligation", name, "die verplichting kent de levensloop niet", near(str(name), known)
        )


def _check_fact(_seeds: Seeds, row: Row) -> None:
    fact = row.values.get("fact")
    if fact is not None and fact not in FACTS:
        raise row.unfit("fact", fact, "dat feit bestaat niet", near(str(fact), FACTS))


def _check_period(_seeds: Seeds, row: Row) -> None:
    first, last = row.values.get("valid_from"), row.values.get("valid_until")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise row.unfit("valid_until", last, f"ligt voor valid_from {first}", f"{first} of later")


def _check_address(_seeds: Seeds, row: Row) -> None:
    """Look at the address as far as its channel is known here."""
    address, channel = str(row.values["address"]), row.values.get("channel", "email")
    fits, accepted = True, "een adres zonder spaties"
    if channel == "webhook":
        fits, accepted = address.startswith("https://"), "https://…"
    elif channel in {"email", "notify"}:
        fits, accepted = address.count("@") == 1, "naam@voorbeeld.example"
    if not fits or any(character.isspace() for character in address):
        raise row.unfit("address", address, f"geen adres voor {channel}", accepted)


def _check_dependency(_seeds: Seeds, row: Row) -> None:
    """Nothing hangs on itself, and only some things hang on each other."""
    kind, ends = DependencyKind(str(row.values["dependency_kind"])), ("from", "to")
    for end, accepted in zip(ends, ENDS[kind], strict=True):
        reference = row.references.get(end)
        if reference is not None and reference.kind not in accepted:
            raise row.unfit(end, reference, f"kan niet bij {kind}", " | ".join(accepted))
    known = [row.references[end] for end in ends if end in row.references]
    if len(known) != len(set(known)):
        raise row.unfit("to", known[0], "iets hangt niet van zichzelf af", "een ander")
    if row.values.get("is_mutual") is True and kind not in BOTH_WAYS:
        raise row.unfit("is_mutual", "true", "dit geldt maar één kant op", "false")
    _check_lag(kind, row)


def _check_lag(kind: DependencyKind, row: Row) -> None:
    lag = row.values.get("lag")
    if lag is None:
        return
    accepted = "bij finish_to_start: P6W, P15B (werkdagen) of -P2W"
    try:
        offset_in_words(str(lag))
    except UnreadablePhraseError as problem:
        raise row.unfit("lag", lag, "geen tijdsduur", accepted) from problem
    if kind is not DependencyKind.FINISH_TO_START:
        raise row.unfit("lag", lag, "alleen tussen mijlpalen is er een tussentijd", accepted)


_CHECKS: dict[SubjectKind, tuple[Callable[[Seeds, Row], None], ...]] = {
    SubjectKind.MILESTONE: (_check_wording, _check_tie, _check_needed_for, _check_obligation),
    SubjectKind.OCCURRENCE: (_check_wording,),
    SubjectKind.CHECKLIST_ITEM: (_check_fact,),
    SubjectKind.PARTICIPATION: (_check_period,),
    SubjectKind.ASSIGNMENT: (_check_period,),
    SubjectKind.DEPENDENCY: (_check_dependency, _check_period),
    SubjectKind.CONTACT: (_check_address,),
}
