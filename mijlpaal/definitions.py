"""Files about life cycles: a definition in YAML or SCXML, and the plan of a migration."""

from collections.abc import Mapping
from pathlib import Path

from mijlpaal.call import Call
from models.errors import (
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
    UnreadableSourceError,
    Words,
)
from models.lifecycles.versions import Plan
from models.statechart.scxml_import import data_from_scxml
from seeds.lifecycles import read_definition
from seeds.source import Mapping as Fields
from seeds.source import Node, as_mapping, as_scalar, read_source

_PLAN_FIELDS = ("definition", "to", "states")
_MAX_BYTES = 1_000_000


def read_any(path: Path) -> Mapping[str, object]:
    """Return the definition in a file: SCXML by its name, else YAML.

    Raises:
        SourceError: the file cannot be read; names file and line.
        DefinitionError: it is no definition.
    """
    if path.suffix.lower() in {".scxml", ".xml"}:
        return data_from_scxml(_bytes_of(path), where=str(path))
    file = read_definition(path, name=str(path))
    file.compiled()  # with file and line, which publishing does not know
    return file.data


def plan_text(plan: Plan, call: Call) -> str:
    """Return a plan as YAML, with what is to be filled in."""
    lost = call.say(
        "Waar vindt wie hier staat zich terug? Vul achter elke toestand een nieuwe in.",
        "Where is whoever stands here found? Fill in a new state behind each.",
    )
    none = call.say(
        "Elke toestand waarin iemand staat bestaat nog; er is niets in te vullen.",
        "Every state in which somebody stands still exists; there is nothing to fill in.",
    )
    states = "".join(f"  {old}: {new}\n" for old, new in plan.states.items())
    return (
        f"definition: {plan.key}\nto: {plan.to}\n# {lost if states else none}\n"
        f"states:{'' if states else ' {}'}\n{states}"
    )


def read_plan(path: Path, *, key: str, to: int | None) -> Plan:
    """Return the plan in a file, which must be one for this definition (and version).

    Raises:
        SourceError: the file is no plan, or one for something else; names file and line.
    """
    content = read_source(path, name=str(path))
    for field, spot in content.spots.items():
        if field not in _PLAN_FIELDS:
            raise UnknownFieldError(
                file=spot.file, line=spot.line, field=field, accepted=", ".join(_PLAN_FIELDS)
            )
    if to is None and "to" not in content.fields:
        spot = content.spot
        raise MissingFieldError(file=spot.file, line=spot.line, field="to", accepted="to: 2")
    named = _text(content, "definition", key)
    number = _text(content, "to", str(to or ""))
    if named != key:
        raise _unfit(content, "definition", named, key)
    if not number.isdecimal() or int(number) < 1 or (to is not None and int(number) != to):
        raise _unfit(content, "to", number, str(to or 2))
    states = content.fields.get("states")
    mapping = {} if states is None else as_mapping(states, "states").fields
    return Plan(key, int(number), {old: _state(new) for old, new in mapping.items()})


def _state(node: Node) -> str:
    scalar = as_scalar(node, "states")
    return "" if scalar.is_null else scalar.text


def _text(content: Fields, field: str, default: str) -> str:
    node = content.fields.get(field)
    return default if node is None else as_scalar(node, field).text


def _unfit(content: Fields, field: str, value: str, accepted: str) -> InvalidValueError:
    spot = content.spots.get(field, content.spot)
    return InvalidValueError(
        file=spot.file,
        line=spot.line,
        field=field,
        value=value,
        problem=Words("het plan is voor iets anders", "the plan is for something else"),
        accepted=accepted,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _unreadable(path, Words("te groot", "too large"))
        return path.read_bytes()
    except OSError as problem:
        said = problem.strerror or str(problem)
        raise _unreadable(path, Words(said, said)) from problem


def _unreadable(path: Path, problem: Words) -> UnreadableSourceError:
    return UnreadableSourceError(
        file=path, line=1, problem=problem, accepted=f"SCXML, <= {_MAX_BYTES} bytes"
    )
