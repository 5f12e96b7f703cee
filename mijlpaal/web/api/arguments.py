"""What a proposal asks for, named as in the body by which it was asked."""

from collections.abc import Mapping

from mijlpaal.web.api.names import NAMES

ARGUMENTS: Mapping[str, str] = {
    "code": "code",
    "duties": "voldoet",
    "effective_on": "per",
    "event": "gebeurtenis",
    "evidence": "bewijs",
    "fields": "velden",
    "first": "vanaf",
    "in_part": "voldoetDeels",
    "internal_target": "internStreven",
    "on": "op",
    "reason": "toelichting",
    "reference": "kenmerk",
    "said_on": "gezegdOp",
    "starts_on": "begintNa",
    "states": "toestanden",
    "term": "termijn",
    "title": "titel",
    "to": "aan",
    "when": "wanneer",
    "wording": "formulering",
}


def named(arguments: Mapping[str, object]) -> dict[str, object]:
    """Return the arguments of a command by our names, the fields among them too."""
    return {
        ARGUMENTS[name]: _fields(each) if isinstance(each, Mapping) else each
        for name, each in arguments.items()
    }


def _fields(fields: Mapping[str, object]) -> dict[str, object]:
    return {NAMES[name]: each for name, each in fields.items()}
