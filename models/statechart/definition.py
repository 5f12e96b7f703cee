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
            authority: role | [roles]  that may send the event; without it, whoever may write
            requires: reason | evidence | bound, or several: what must come with the event
        obligations:                 what is due while the state is active
          - id: routekaart           unique within the definition
            label, label_en
            owner: role of the organisation that owes it
            modality: how strongly it was said
            wording                  by when, in words; without it, no date was agreed
            document                 the kind of document that must then exist
            ladder                   which reminder ladder; without it, that of the modality
            achieved_by: event | [events]  leaving by these achieves it, another way lapses it

Types are checked and unknown keys refused, so data that passes is plain JSON.
"""

import hashlib
import json
import re
from collections.abc import Mapping

from models.errors import Words
from models.statechart.chart import Chart
from models.statechart.compiler import compile_chart
from models.statechart.description import StateSpec, TransitionSpec
from models.statechart.elements import Kind, Obligation
from models.statechart.normal_form import normalised
from models.statechart.place import Locate, Origin, Place
from models.statechart.row import ID, Row

MAX_DEPTH = 32
MAX_STATES = 1_000  # also stops data in which an alias is repeated without end

_LABELS = ("label", "label_en")
_CHART_KEYS = ("id", "version", *_LABELS, "initial", "states")
_RAISE_KEYS = ("raise_on_initial", "raise_on_entry", "raise_on_exit")
_STATE_KEYS = (
    *("id", "kind", *_LABELS, "stage", "initial", "states", *_RAISE_KEYS),
    *("transitions", "obligations"),
)
_TRANSITION_KEYS = (
    *("event", "target", "cond", "internal", "raise", *_LABELS),
    *("authority", "requires"),
)
_OBLIGATION_KEYS = (
    *("id", *_LABELS, "owner", "modality", "wording", "document", "ladder"),
    "achieved_by",
)

_EVENT = re.compile(r"[\w-]+(\.[\w-]+)*")
_REQUIRED = re.compile(r"reason|evidence|bound")
_DESCRIPTOR = re.compile(r"\*|([\w-]+(\.[\w-]+)*)(\.\*|\.)?")


def chart_from_data(
    data: Mapping[str, object], *, where: str, locate: Locate | None = None
) -> Chart:
    """Return the chart that ``data`` describes.

    Args:
        data: the definition.
        where: what errors call it (a file name).
        locate: says in which file and on which line a place of ``data`` stands.

    Raises:
        DefinitionError: a key is unknown, a value has the wrong type, or the chart cannot be run.

    """
    return _Reader(Origin(where, locate)).chart(data)


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

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.states_read = 0

    def chart(self, data: object) -> Chart:
        row = Row.read(data, self.origin, _CHART_KEYS)
        root = StateSpec(
            id="",
            kind=Kind.COMPOUND,
            label=row.label(default=row.id()),
            states=self.states(row, depth=1),
            initial=row.texts("initial", ID),
        )
        return compile_chart(
            root, chart_id=row.id(), version=row.number("version"), origin=self.origin
        )

    def states(self, row: Row, *, depth: int) -> tuple[StateSpec, ...]:
        rows = row.rows("states")
        self.states_read += len(rows)
        if depth > MAX_DEPTH or self.states_read > MAX_STATES:
            problem = Words(
                f"meer dan {MAX_STATES} toestanden, of dieper genest dan {MAX_DEPTH}",
                f"more than {MAX_STATES} states, or nested deeper than {MAX_DEPTH}",
            )
            remedy = Words("Splits de levensloop.", "Split the life cycle.")
            raise row.refusal(problem, remedy, key="states")
        return tuple(
            self.state(each, (*row.place, "states", number), depth)
            for number, each in enumerate(rows)
        )

    def state(self, data: object, place: Place, depth: int) -> StateSpec:
        named = data.get("id") if isinstance(data, Mapping) else None
        state_id = named[:60] if isinstance(named, str) else ""
        row = Row.read(data, self.origin, _STATE_KEYS, place=place, state=state_id)
        states = self.states(row, depth=depth + 1)
        return StateSpec(
            id=row.id(),
            kind=row.kind(default=Kind.COMPOUND if states else Kind.ATOMIC),
            label=row.label(default=row.id()),
            states=states,
            transitions=tuple(_transition(each) for each in _inside(row, "transitions")),
            obligations=tuple(_obligation(each) for each in _inside(row, "obligations")),
            initial=row.texts("initial", ID),
            raise_on_initial=row.texts("raise_on_initial", _EVENT),
            raise_on_entry=row.texts("raise_on_entry", _EVENT),
            raise_on_exit=row.texts("raise_on_exit", _EVENT),
            stage=row.flag("stage"),
            place=place,
        )


def _inside(row: Row, key: str) -> list[Row]:
    """Return the transitions or the obligations of a state."""
    accepted = _TRANSITION_KEYS if key == "transitions" else _OBLIGATION_KEYS
    return [
        Row.read(each, row.origin, accepted, place=(*row.place, key, number), state=row.state)
        for number, each in enumerate(row.rows(key))
    ]


def _transition(row: Row) -> TransitionSpec:
    descriptors = row.texts("event", _DESCRIPTOR)
    return TransitionSpec(
        # "a", "a." and "a.*" say the same (SCXML §3.12.1).
        events=tuple(each.removesuffix(".*").removesuffix(".") for each in descriptors),
        targets=row.texts("target", ID),
        label=row.label(default=" ".join(descriptors)),
        cond=row.condition(),
        internal=row.flag("internal"),
        raises=row.texts("raise", _EVENT),
        authority=row.texts("authority", ID),
        requires=row.texts("requires", _REQUIRED),
        place=row.place,
    )


def _obligation(row: Row) -> Obligation:
    return Obligation(
        id=row.id(),
        label=row.label(default=row.id()),
        owner=row.text("owner"),
        modality=row.text("modality"),
        wording=row.text("wording"),
        document=row.text("document"),
        ladder=row.text("ladder"),
        achieved_by=row.texts("achieved_by", _EVENT),
    )
