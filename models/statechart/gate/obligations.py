"""What is due: from whom, how strongly, by when, and by which event it is achieved."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from models.errors import Words
from models.statechart.elements import Obligation, State
from models.statechart.gate.exploration import Exploration
from models.statechart.gate.flaw import Flaw, GateRules, Rule
from models.statechart.place import nearest


def unsound_obligations(explored: Exploration, rules: GateRules) -> Iterator[Flaw]:
    """Yield what is wrong with the obligations of every state."""
    for state in explored.chart.states:
        for number, obligation in enumerate(state.obligations):
            checked = _Checked(explored, rules, state, number, obligation)
            yield from checked.named("owner", obligation.owner, rules.owner_roles, _ROLE)
            yield from checked.named("modality", obligation.modality, rules.modalities, _MODALITY)
            if obligation.document:
                yield from checked.named("document", obligation.document, rules.documents, _KIND)
            if obligation.ladder:
                yield from checked.named("ladder", obligation.ladder, rules.ladders, _LADDER)
            yield from checked.wording()
            yield from checked.achievement()


_ROLE = Words("de rol van de eigenaar", "owner role")
_MODALITY = Words("het gewicht", "modality")
_KIND = Words("de documentsoort", "kind of document")
_LADDER = Words("het herinneringsschema", "ladder")
_REWORD = Words(
    "Schrijf een datum of een aanduiding zoals 'binnen 12 weken' of 'in het najaar', of laat "
    "'wording' weg.",
    "Write a date or a phrase such as 'binnen 12 weken' or 'in het najaar', or leave 'wording' "
    "out.",
)
_NAME_A_WAY_OUT = Words(
    "Noem de gebeurtenis waarmee de toestand wordt verlaten als het gelukt is.",
    "Name the event by which the state is left when it has been done.",
)


@dataclass(frozen=True, slots=True)
class _Checked:
    """One obligation under examination."""

    explored: Exploration
    rules: GateRules
    state: State
    number: int
    obligation: Obligation

    def named(self, key: str, value: str, known: Collection[str], what: Words) -> Iterator[Flaw]:
        """Yield that a name is missing or unknown."""
        listed = ", ".join(sorted(known))
        if not value:
            problem = Words(f"'{key}' ontbreekt: {what.nl}", f"'{key}' is missing: the {what.en}")
            yield self.flaw(key, problem, Words(f"Kies uit: {listed}.", f"Choose from: {listed}."))
        elif value not in known:
            problem = Words(f"{what.nl} '{value}' bestaat niet", f"there is no {what.en} '{value}'")
            yield self.flaw(key, problem, nearest(value, sorted(known)))

    def wording(self) -> Iterator[Flaw]:
        """Yield that no rule reads a moment in the words."""
        words = self.obligation.wording
        if words and not self.rules.is_moment(words):
            problem = Words(f"in '{words}' lees ik geen moment", f"'{words}' names no moment")
            yield self.flaw("wording", problem, _REWORD)

    def achievement(self) -> Iterator[Flaw]:
        """Yield that nothing achieves it, or something that leaves the state where it is."""
        if not self.obligation.achieved_by:
            problem = Words("'achieved_by' ontbreekt", "'achieved_by' is missing")
            yield self.flaw("achieved_by", problem, _NAME_A_WAY_OUT)
        if not self.explored.is_complete:
            return
        for event in self.obligation.achieved_by:
            left = self.explored.left_by.get(event, 0)
            if not left >> self.state.index & 1:
                yield self.flaw(
                    "achieved_by",
                    Words(
                        f"'{event}' verlaat de toestand '{self.state.id}' nooit",
                        f"'{event}' never leaves the state '{self.state.id}'",
                    ),
                    self.ways_out(),
                )

    def ways_out(self) -> Words:
        """Return the events that do leave the state, as a remedy."""
        events = [
            event
            for event in self.explored.chart.events
            if self.explored.left_by.get(event, 0) >> self.state.index & 1
        ]
        if not events:
            return _NAME_A_WAY_OUT
        listed = ", ".join(events)
        return Words(f"Verlaten kan met: {listed}.", f"It can be left by: {listed}.")

    def flaw(self, key: str, problem: Words, remedy: Words) -> Flaw:
        """Return the flaw in one key of this obligation."""
        place = (*self.state.place, "obligations", self.number, key)
        return Flaw(Rule.OBLIGATION, self.state.id, place, problem, remedy)
