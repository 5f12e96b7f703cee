"""What a drawing of a statechart says in words: of its states, its arrows, its signs."""

import re
from dataclasses import dataclass

from models.facts import FACTS
from models.statechart import Chart, Condition, Kind, Standing, State, Transition
from models.statechart.bitset import bitset
from models.vocabulary import Language
from reports.words import Text

NOW = Text("nu", "now")
REMEMBERED = Text("onthouden", "remembered")
REMEMBERS = Text("onthoudt de laatste stand", "remembers the last position")
BY_ITSELF = Text("vanzelf", "by itself")
_JOINTS = {
    "and": Text("en", "and"),
    "or": Text("of", "or"),
    "not": Text("niet", "not"),
    "(": Text("(", "("),
    ")": Text(")", ")"),
}
_TOKEN = re.compile(r"[()]|[^\s()]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """The states of a standing, and those that a history state will lead back to."""

    now: int
    remembered: int

    def word(self, state: int, language: Language) -> str:
        """Return the word that marks a state, or nothing."""
        if self.now >> state & 1:
            return NOW.say(language)
        return REMEMBERED.say(language) if self.remembered >> state & 1 else ""


def marks_of(chart: Chart, standing: Standing | None) -> Marks:
    """Return what to mark; what is remembered counts only while it is not where things stand."""
    if standing is None:
        return Marks(0, 0)
    kept = 0
    for history, bits in standing.history:
        if not standing.active >> chart.states[history].parent & 1:
            kept |= bits
    return Marks(standing.active & ~1, kept & ~standing.active)


def name_of(chart: Chart, state: State, language: Language) -> str:
    """Return the name of a state; a step of the step bar carries its number."""
    said = state.label.say(language)
    if bitset([state.index]) & chart.histories and said == state.id:
        said = REMEMBERS.say(language)
    if state.stage:
        return f"{chart.stages.index(state) + 1}. {said}"
    return said


def event_of(transition: Transition, language: Language) -> str:
    """Return what makes a transition happen."""
    return transition.label.say(language) or BY_ITSELF.say(language)


def condition_of(transition: Transition, language: Language) -> str:
    """Return the condition in words, without brackets; empty if there is none."""
    return said_condition(transition.cond, language) if transition.cond else ""


def said_condition(condition: Condition, language: Language) -> str:
    """Return a condition in words: facts by their label, or as they are named."""
    words = [_token(each, language) for each in _TOKEN.findall(condition.text)]
    return " ".join(words).replace("( ", "(").replace(" )", ")")


def kind_of(state: State) -> Text:
    """Return what kind of state it is, in words."""
    return _KINDS[state.kind]


def _token(token: str, language: Language) -> str:
    if token in _JOINTS:
        return _JOINTS[token].say(language)
    return FACTS[token].claim.say(language) if token in FACTS else token.replace("_", " ")


_KINDS = {
    Kind.ATOMIC: Text("toestand", "state"),
    Kind.COMPOUND: Text("samengestelde toestand", "compound state"),
    Kind.PARALLEL: Text("parallelle toestand", "parallel state"),
    Kind.FINAL: Text("eindtoestand", "final state"),
    Kind.HISTORY: Text("geheugen", "history"),
    Kind.DEEP_HISTORY: Text("diep geheugen", "deep history"),
}
