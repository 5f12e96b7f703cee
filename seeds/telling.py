"""When messages may leave: the policy of ``telling.yaml``."""

import calendar
from datetime import time
from pathlib import Path

from models.errors import InvalidValueError, MissingFieldError, UnknownFieldError
from models.rules.ladder import Anchor
from models.rules.telling_policy import TellingPolicy, Urgent
from models.vocabulary import Modality, Responsibility
from seeds.forms import NUMBER, TRUTH, Form, one_of, value_of, word_of
from seeds.source import Mapping, Node, Scalar, as_listing, as_mapping, as_scalar, read_source

TELLING = Path(__file__).parent / "telling.yaml"

_FIELDS = ("leaves_from", "leaves_until", "quiet_on", "urgent")
_URGENT = ("anchor", "step", "modality", "responsibility", "to_parliament")
_HOLIDAY = "holiday"
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}


def load_telling(path: Path = TELLING) -> TellingPolicy:
    """Return when messages may leave.

    Raises:
        SourceError: a field is missing, unknown or wrong; names the line.
    """
    content = read_source(path, name=path.name)
    _require_known(content, _FIELDS)
    for field in _FIELDS:
        if field not in content.fields:
            raise MissingFieldError(
                file=content.spot.file,
                line=content.spot.line,
                field=field,
                accepted=", ".join(_FIELDS),
            )
    quiet = [_word(node) for node in as_listing(content.fields["quiet_on"], "quiet_on").items]
    urgent = as_listing(content.fields["urgent"], "urgent").items
    first, last = _hours(content)
    return TellingPolicy(
        leaves_from=first,
        leaves_until=last,
        quiet_weekdays=frozenset(_WEEKDAYS[word] for word in quiet if word != _HOLIDAY),
        quiet_on_holidays=_HOLIDAY in quiet,
        urgent=tuple(_urgent(as_mapping(node, "urgent")) for node in urgent),
    )


def _hours(content: Mapping) -> tuple[time, time]:
    """Return from when until when; a night between them cannot be, nor no time at all."""
    first = _time(content.fields["leaves_from"], "leaves_from")
    last = _time(content.fields["leaves_until"], "leaves_until")
    if last <= first:
        spot = content.spots["leaves_until"]
        raise InvalidValueError(
            file=spot.file,
            line=spot.line,
            field="leaves_until",
            value=f"{last:%H:%M}",
            problem="zo kan er nooit iets weg",
            accepted=f"een tijd na leaves_from ({first:%H:%M})",
        )
    return first, last


def _time(node: Node, field: str) -> time:
    return time.fromisoformat(str(value_of(as_scalar(node, field), _TIME, field)))


def _read_time(scalar: Scalar) -> str:
    hours, colon, minutes = scalar.text.partition(":")
    if not (
        colon and hours.isdecimal() and minutes.isdecimal() and len(scalar.text) == len("hh:mm")
    ):
        raise ValueError("geen tijd")
    try:
        time.fromisoformat(scalar.text)
    except ValueError as problem:
        raise ValueError("die tijd bestaat niet") from problem
    return scalar.text


_TIME = Form('een tijd als "07:00"', _read_time)
_QUIET = one_of(*_WEEKDAYS, _HOLIDAY)


def _word(node: Node) -> str:
    return str(value_of(as_scalar(node, "quiet_on"), _QUIET, "quiet_on"))


def _urgent(item: Mapping) -> Urgent:
    _require_known(item, _URGENT)
    if "anchor" not in item.fields:
        raise MissingFieldError(
            file=item.spot.file, line=item.spot.line, field="anchor", accepted=" | ".join(Anchor)
        )
    found = {
        name: value_of(as_scalar(node, name), _FORMS[name], name)
        for name, node in item.fields.items()
    }
    step, modality, reader = (found.get(name) for name in ("step", "modality", "responsibility"))
    return Urgent(
        Anchor(str(found["anchor"])),
        step if isinstance(step, int) else None,
        Modality(str(modality)) if modality else None,
        Responsibility(str(reader)) if reader else None,
        to_parliament=bool(found.get("to_parliament")),
    )


_FORMS = {
    "anchor": word_of(Anchor),
    "step": NUMBER,
    "modality": word_of(Modality),
    "responsibility": word_of(Responsibility),
    "to_parliament": TRUTH,
}


def _require_known(content: Mapping, fields: tuple[str, ...]) -> None:
    for field in content.fields.keys() - set(fields):
        spot = content.spots[field]
        raise UnknownFieldError(
            file=spot.file, line=spot.line, field=field, accepted=", ".join(fields)
        )
