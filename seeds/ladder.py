"""The reminder ladders of ``ladders.yaml``: one for each weight of words."""

from pathlib import Path

from models.errors import (
    DuplicateIdError,
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
)
from models.ladder import Anchor, Ladders, LadderStep
from models.vocabulary import Modality, Responsibility
from seeds.forms import NUMBER, one_of, value_of, word_of
from seeds.source import Mapping, Node, Spot, as_listing, as_mapping, as_scalar, read_source

LADDERS = Path(__file__).parent / "ladders.yaml"
_FIELDS = ("anchor", "step", "tell")
_ANCHOR = one_of(Anchor.SOFT, Anchor.BOUND, Anchor.LATE)  # a change is told at once, by no ladder


def load_ladders(path: Path = LADDERS) -> Ladders:
    """Return the ladder of every modality, its steps in the order of the file.

    Raises:
        SourceError: a modality has no ladder, a step is wrong or stands twice; names the line.
    """
    content = read_source(path, name=path.name)
    for field, spot in content.spots.items():
        if field not in set(Modality):
            raise UnknownFieldError(
                file=spot.file, line=spot.line, field=field, accepted=" | ".join(Modality)
            )
    return {modality: _ladder(content, modality) for modality in Modality}


def _ladder(content: Mapping, modality: Modality) -> tuple[LadderStep, ...]:
    if modality not in content.fields:
        raise _missing(content.spot, modality, "een lijst van treden (leeg: niemand hoort iets)")
    steps: dict[tuple[Anchor, int], Spot] = {}
    ladder = []
    for item in as_listing(content.fields[modality], modality).items:
        step = _step(as_mapping(item, modality))
        place = (step.anchor, step.step)
        if place in steps:
            raise DuplicateIdError(
                file=item.spot.file,
                line=item.spot.line,
                key=f"{modality} {step.anchor} {step.step}",
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
    for field in _FIELDS:
        if field not in item.fields:
            raise _missing(item.spot, field, ", ".join(_FIELDS))
    anchor = Anchor(str(value_of(as_scalar(item.fields["anchor"], "anchor"), _ANCHOR, "anchor")))
    return LadderStep(anchor, _working_days(item.fields["step"], anchor), _told(item))


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
            accepted="1 of meer bij late, 0 of minder bij soft en bound",
        )
    return step


def _told(item: Mapping) -> tuple[Responsibility, ...]:
    listing = as_listing(item.fields["tell"], "tell")
    if not listing.items:
        raise _missing(listing.spot, "tell", " | ".join(Responsibility))
    form = word_of(Responsibility)
    words = [value_of(as_scalar(node, "tell"), form, "tell") for node in listing.items]
    return tuple(dict.fromkeys(Responsibility(str(word)) for word in words))


def _missing(spot: Spot, field: str, accepted: str) -> MissingFieldError:
    return MissingFieldError(file=spot.file, line=spot.line, field=field, accepted=accepted)
