"""Reading a life cycle from plain data, as it stands in ``seeds/definitions`` and the database.

::

    id: cluster                 version: 1
    label: Levensloop …         label_en: Life cycle …
    initial: state | [states]   where it starts; without it, the first state
    states:
      - id: kandidaat
        kind: atomic | compound | parallel | final | history | deep_history
                                without it: compound if there are states in it, else atomic
        label, label_en         what people read
        stage: true             a step of the step bar
        initial                 default entry of a compound, default of a history state
        states: […]             the states in it
        raise_on_entry, raise_on_exit, raise_on_initial: event | [events]
        transitions:
          - event: name | [names]    without it: eventless
            target: state | [states] without it: stays
            cond: and/or/not over names of facts
            internal: true           does not leave the compound it belongs to
            raise: event | [events]
            label, label_en
            authority: role that may send the event
            requires: reason | evidence | bound, or several: what must come with the event

Types are checked and unknown keys refused, so data that passes is plain JSON.
"""

import hashlib
import json
import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import DefinitionError, ExpressionError
from models.statechart.chart import Chart
from models.statechart.compiler import StateSpec, TransitionSpec, compile_chart
from models.statechart.condition import Condition, parse_condition
from models.statechart.elements import Kind, Label
from models.statechart.normal_form import normalised

MAX_DEPTH = 32
MAX_SHOWN = 60  # characters of a wrong value that an error repeats
MAX_STATES = 1_000  # also stops data in which an alias is repeated without end

_LABELS = ("label", "label_en")
_CHART_KEYS = ("id", "version", *_LABELS, "initial", "states")
_RAISE_KEYS = ("raise_on_initial", "raise_on_entry", "raise_on_exit")
_STATE_KEYS = ("id", "kind", *_LABELS, "stage", "initial", "states", *_RAISE_KEYS, "transitions")
_TRANSITION_KEYS = (
    "event",
    "target",
    "cond",
    "internal",
    "raise",
    *_LABELS,
    "authority",
    "requires",
)

_ID = re.compile(r"[^\W\d][\w.-]*")
_EVENT = re.compile(r"[\w-]+(\.[\w-]+)*")
_REQUIRED = re.compile(r"reason|evidence|bound")
_DESCRIPTOR = re.compile(r"\*|([\w-]+(\.[\w-]+)*)(\.\*|\.)?")


def chart_from_data(data: Mapping[str, object], *, where: str) -> Chart:
    """Return the chart that ``data`` describes; ``where`` (a file name) is named in errors.

    Raises:
        DefinitionError: a key is unknown, a value has the wrong type, or the chart cannot be run.

    """
    return _Reader(where).chart(data)


def content_hash(data: Mapping[str, object]) -> str:
    """Return the SHA-256 of the normal form of ``data`` as canonical JSON.

    Order of keys, layout and spelled-out defaults do not count. Only for data that
    ``chart_from_data`` has accepted.
    """
    spelled = normalised(data)
    canonical = json.dumps(spelled, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


class _Reader:
    """One pass over one definition; counts the states as it goes."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.states_read = 0

    def chart(self, data: object) -> Chart:
        row = _Row.read(data, self.where, _CHART_KEYS)
        root = StateSpec(
            id="",
            kind=Kind.COMPOUND,
            label=row.label(default=row.id()),
            states=self.states(row, depth=1),
            initial=row.texts("initial", _ID),
        )
        return compile_chart(
            root, chart_id=row.id(), version=row.number("version"), where=self.where
        )

    def states(self, row: "_Row", *, depth: int) -> tuple[StateSpec, ...]:
        rows = row.rows("states")
        self.states_read += len(rows)
        if depth > MAX_DEPTH or self.states_read > MAX_STATES:
            problem = f"more than {MAX_STATES} states, or nested deeper than {MAX_DEPTH}"
            raise row.refusal(problem, "Split the life cycle.")
        return tuple(
            self.state(each, position, row, depth) for position, each in enumerate(rows, 1)
        )

    def state(self, data: object, position: int, around: "_Row", depth: int) -> StateSpec:
        named = data.get("id") if isinstance(data, Mapping) else None
        # By its name where it has one: positions are hard to find in a long file.
        place = f"{self.where}, state {_shown(named)}"
        where = place if isinstance(named, str) and named else f"{around.where}, state {position}"
        row = _Row.read(data, where, _STATE_KEYS)
        states = self.states(row, depth=depth + 1)
        return StateSpec(
            id=row.id(),
            kind=row.kind(default=Kind.COMPOUND if states else Kind.ATOMIC),
            label=row.label(default=row.id()),
            states=states,
            transitions=tuple(
                _transition(each, f"{row.where}, transition {number}")
                for number, each in enumerate(row.rows("transitions"), 1)
            ),
            initial=row.texts("initial", _ID),
            raise_on_initial=row.texts("raise_on_initial", _EVENT),
            raise_on_entry=row.texts("raise_on_entry", _EVENT),
            raise_on_exit=row.texts("raise_on_exit", _EVENT),
            stage=row.flag("stage"),
        )


def _transition(data: object, where: str) -> TransitionSpec:
    row = _Row.read(data, where, _TRANSITION_KEYS)
    descriptors = row.texts("event", _DESCRIPTOR)
    return TransitionSpec(
        # "a", "a." and "a.*" say the same (SCXML §3.12.1).
        events=tuple(each.removesuffix(".*").removesuffix(".") for each in descriptors),
        targets=row.texts("target", _ID),
        label=row.label(default=" ".join(descriptors)),
        cond=row.condition(),
        internal=row.flag("internal"),
        raises=row.texts("raise", _EVENT),
        authority=row.text("authority"),
        requires=row.texts("requires", _REQUIRED),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A mapping of which the keys are known to be right; each reader checks its value."""

    data: Mapping[str, object]
    where: str

    @classmethod
    def read(cls, data: object, where: str, accepted: tuple[str, ...]) -> "_Row":
        remedy = f"Accepted: {', '.join(accepted)}."
        if not isinstance(data, Mapping):
            raise DefinitionError(where=where, problem="it is not a set of keys", remedy=remedy)
        for key in data:
            if key not in accepted:
                raise DefinitionError(
                    where=where, problem=f"there is no key {_shown(key)}", remedy=remedy
                )
        return cls(data, where)

    def id(self) -> str:
        found = self.text("id")
        if not _ID.fullmatch(found):
            problem = f"{_shown(found)} is no id" if found else "'id' is missing"
            raise self.refusal(problem, "Begin with a letter; then letters, digits and _ - .")
        return found

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key=key, accepted="a text")
        return value

    def texts(self, key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        value = self.data.get(key, ())
        values = value if isinstance(value, list | tuple) else [value]
        for each in values:
            if not isinstance(each, str) or not pattern.fullmatch(each):
                raise self.wrong(key=key, accepted="a name or a list of names")
        return tuple(values)

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key=key, accepted="true or false")
        return value

    def number(self, key: str) -> int:
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key=key, accepted="a whole number from 1")
        return value

    def rows(self, key: str) -> list[object]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key=key, accepted="a list")
        return value

    def kind(self, *, default: Kind) -> Kind:
        value = self.text("kind", default)
        if value not in set(Kind):
            raise self.wrong(key="kind", accepted=", ".join(Kind))
        return Kind(value)

    def label(self, *, default: str) -> Label:
        return Label(self.text("label") or default, self.text("label_en"))

    def condition(self) -> Condition | None:
        text = self.text("cond")
        if "cond" not in self.data:
            return None
        try:
            return parse_condition(text)
        except ExpressionError as error:
            problem = f"cond '{text}': {error.facts['problem']}"
            raise self.refusal(problem, "Accepted: and, or, not, parentheses, names.") from error

    def wrong(self, *, key: str, accepted: str) -> DefinitionError:
        return self.refusal(
            f"'{key}' cannot be {_shown(self.data.get(key))}", f"Accepted: {accepted}."
        )

    def refusal(self, problem: str, remedy: str) -> DefinitionError:
        return DefinitionError(where=self.where, problem=problem, remedy=remedy)


def _shown(value: object) -> str:
    """Return ``value`` as an error repeats it; repr itself would unfold repeated aliases."""
    said = reprlib.repr(value)
    return said if len(said) <= MAX_SHOWN else f"{said[:MAX_SHOWN]}…"
