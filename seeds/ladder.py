"""The reminder ladders of ``ladders.yaml``: one for each weight of words, and some by name."""

from pathlib import Path

from models.errors import (
    DuplicateIdError,
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
)
from models.rules.ladder import Anchor, Ladders, LadderStep
from models.vocabulary import Modality, Responsibility
from seeds.forms import NUMBER, TRUTH, one_of, value_of, word_of
from seeds.source import Mapping, Node, Spot, as_listing, as_mapping, as_scalar, read_source

LADDERS = Path(__file__).parent / "ladders.yaml"
NAMED = "named"
_REQUIRED = ("anchor", "step", "tell")
_FIELDS = (*_REQUIRED, "escalate")
# A change is told at once, and what nobody answers moves up by itself: neither by a ladder.
_ANCHOR = one_of(Anchor.SOFT, Anchor.RECESS, Anchor.BOUND, Anchor.LATE)


def load_ladders(path: Path = LADDERS) -> Ladders:
    """Return the ladder of every modality and those with a name, their steps as in the file.

    Raises:
        SourceError: a modality has no ladder, a name is that of a modality, a step is wrong or
            stands twice; names the line.
    """
    content = read_source(path, name=path.name)
    for field, spot in content.spots.items():
        if field not in {*Modality, NAMED}:
            raise UnknownFieldError(
                file=spot.file,
                line=spot.line,
                field=field,
                accepted=" | ".join([*Modality, NAMED]),
            )
    ladders = {str(modality): _ladder(content, modality) for modality in Modality}
    return ladders | _named(content)


def _named(content: Mapping) -> dict[str, tuple[LadderStep, ...]]:
    """Return the ladders that are no modality's own; there may be none."""
    if NAMED not in content.fields:
        return {}
    named = as_mapping(content.fields[NAMED], NAMED)
    for name, spot in named.spots.items():
        if name in set(Modality):
            raise DuplicateIdError(
                file=spot.file,
                line=spot.line,
                key=name,
                first=f"regel {content.spots[name].line}",
            )
    return {name: _ladder(named, name) for name in named.fields}


def _ladder(content: Mapping, name: str) -> tuple[LadderStep, ...]:
    if name not in content.fields:
        raise _missing(content.spot, name, "een lijst van treden (leeg: niemand hoort iets)")
    steps: dict[tuple[Anchor, int], Spot] = {}
    ladder = []
    for item in as_listing(content.fields[name], name).items:
        step = _step(as_mapping(item, name))
        place = (step.anchor, step.step)
        if place in steps:
            raise DuplicateIdError(
                file=item.spot.file,
                line=item.spot.line,
                key=f"{name} {step.anchor} {step.step}",
                first=f"regel {steps[place].line}",
            )
        steps[place] = item.spot
        ladder.append(step)
    return tuple(ladder)


def _step(item: Mapping) -> LadderStep:
    for field in item.fields.keys() - set(_FIELDS):
        spot = item.spots[field]
        raise UnknownFieldError(
            file=spot.file, line=spot.line, field=field, accepted=", ".join(_FIELDS)
        )
    for field in _REQUIRED:
        if field not in item.fields:
            raise _missing(item.spot, field, ", ".join(_REQUIRED))
    anchor = Anchor(str(value_of(as_scalar(item.fields["anchor"], "anchor"), _ANCHOR, "anchor")))
    return LadderStep(
        anchor, _working_days(item.fields["step"], anchor), _told(item), escalates=_escalates(item)
    )


def _working_days(node: Node, anchor: Anchor) -> int:
    """Return the step, which lies before its bound, or after it when it is about being late."""
    scalar = as_scalar(node, "step")
    step = int(str(value_of(scalar, NUMBER, "step")))
    if (step > 0) is not (anchor is Anchor.LATE):
        raise InvalidValueError(
            file=scalar.spot.file,
            line=scalar.spot.line,
            field="step",
            value=step,
            problem=f"die werkdag ligt aan de verkeerde kant van {anchor}",
            accepted="1 of meer bij late, 0 of minder bij soft, recess en bound",
        )
    return step


def _told(item: Mapping) -> tuple[Responsibility, ...]:
    listing = as_listing(item.fields["tell"], "tell")
    if not listing.items:
        raise _missing(listing.spot, "tell", " | ".join(Responsibility))
    form = word_of(Responsibility)
    words = [value_of(as_scalar(node, "tell"), form, "tell") for node in listing.items]
    return tuple(dict.fromkeys(Responsibility(str(word)) for word in words))


def _escalates(item: Mapping) -> bool:
    """Return whether the next level hears when nobody answers: yes, unless it says otherwise."""
    if "escalate" not in item.fields:
        return True
    return bool(value_of(as_scalar(item.fields["escalate"], "escalate"), TRUTH, "escalate"))


def _missing(spot: Spot, field: str, accepted: str) -> MissingFieldError:
    return MissingFieldError(file=spot.file, line=spot.line, field=field, accepted=accepted)
