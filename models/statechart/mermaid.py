"""A chart as Mermaid's stateDiagram-v2, for wherever Markdown is shown.

It lives beside SCXML because it is one more notation of a chart, pure and without layout, so that
reports, documentation and faces can all ask for it without knowing each other.

Mermaid has no words for some things: a history state is drawn as a state ``H`` or ``H*``, and a
transition that stays (no target) as an arrow to its own state that says so.
"""

import re
from collections.abc import Iterator

from models.statechart.bitset import members
from models.statechart.chart import ROOT, Chart, Standing
from models.statechart.elements import Kind, State, Transition

_INDENT = "    "
_HISTORY_SIGNS = {Kind.HISTORY: "H", Kind.DEEP_HISTORY: "H*"}
_STAYS = {"nl": "blijft", "en": "stays"}
# Whatever Mermaid might read as more than text: quotes, colons, semicolons, brackets, ends of
# lines, comments, its own entities. And "direction LR", which it hears anywhere in a line.
_SPECIAL = re.compile(r"[^\w ,.()/+∥–-]|d(?=irection )", re.IGNORECASE)


def mermaid_of(chart: Chart, standing: Standing | None = None, language: str = "nl") -> str:
    """Return the text of a diagram of ``chart``; the innermost states of ``standing`` stand out.

    Labels and conditions are said in ``language`` (``nl`` or ``en``) and escaped: a label cannot
    end its own line. States are named by their number, for ids may hold what Mermaid cannot read.
    """
    current = members(standing.active & chart.leaves) if standing else ()
    lines = [
        *_inside(chart, chart.states[ROOT], language),
        # All arrows last and at the top: inside a state Mermaid takes both ends for its children.
        *(line for each in chart.transitions for line in _arrows(each, language)),
        *_defaults_of_histories(chart),
        "classDef current fill:#ffd966,stroke:#7f6000,stroke-width:3px",
        *(f"class {_name(index)} current" for index in current),
    ]
    return "\n".join(["stateDiagram-v2", *(_INDENT + line for line in lines), ""])


def _inside(chart: Chart, state: State, language: str) -> Iterator[str]:
    """Yield what lies in ``state``: where it begins, the states in it, where it ends."""
    if state.kind is Kind.COMPOUND:
        yield from (f"[*] --> {_name(target)}" for target in state.initial)
    for index in (*state.histories, *state.children):
        if state.kind is Kind.PARALLEL and index in state.children[1:]:
            yield "--"
        yield from _drawn(chart, chart.states[index], language)
        if chart.states[index].kind is Kind.FINAL:
            yield f"{_name(index)} --> [*]"


def _drawn(chart: Chart, state: State, language: str) -> Iterator[str]:
    label = _HISTORY_SIGNS.get(state.kind) or state.label.say(language)
    head = f'state "{_text(label) or state.id}" as {_name(state.index)}'
    if not state.children:
        yield head
        return
    yield f"{head} {{"
    yield from (_INDENT + line for line in _inside(chart, state, language))
    yield "}"


def _arrows(transition: Transition, language: str) -> Iterator[str]:
    words = [transition.label.say(language)]
    if transition.cond:
        words.append(f"[{transition.cond.text}]")
    if not transition.targets:
        words.append(f"({_STAYS.get(language, _STAYS['nl'])})")
    label = _text(" ".join(word for word in words if word))
    for target in transition.targets or (transition.source,):
        arrow = f"{_name(transition.source)} --> {_name(target)}"
        yield f"{arrow} : {label}" if label else arrow


def _defaults_of_histories(chart: Chart) -> Iterator[str]:
    for history in members(chart.histories):
        for target in chart.states[history].initial:
            yield f"{_name(history)} --> {_name(target)}"


def _name(index: int) -> str:
    return f"s{index}"


def _text(words: str) -> str:
    """Return ``words`` on one line, what Mermaid could take for more as numbered entities."""
    return _SPECIAL.sub(lambda found: f"#{ord(found.group())};", " ".join(words.split()))
