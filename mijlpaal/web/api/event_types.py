"""What an event of the feed is called: one type for each thing that the ledger records."""

from collections.abc import Mapping

from mijlpaal.web.api.names import Schema
from models.vocabulary import EventKind

DATA = "Gebeurtenis"  # the schema of ``data``, of every type
_PREFIX, _VERSION = "nl.mijlpaal.grootboek", "v1"


def type_of(kind: str) -> str:
    """Return the type of an event: a reverse domain name, what happened, and its version.

    The version rises when ``data`` changes so that old readers would stumble (NL GOV profile for
    CloudEvents, 1.1).

    >>> type_of("forecast_confirmed")
    'nl.mijlpaal.grootboek.forecast-confirmed.v1'
    """
    return f"{_PREFIX}.{kind.replace('_', '-')}.{_VERSION}"


TYPES: Mapping[str, str] = {str(kind): type_of(kind) for kind in EventKind}
DATA_SCHEMA: Schema = {
    "type": "object",
    "required": ["soort", "sleutel", "gebeurtenis", "versie", "geldtPer", "velden"],
    "properties": {
        "soort": {"type": "string"},
        "sleutel": {"type": "string"},
        "gebeurtenis": {"type": "string", "enum": list(TYPES)},
        "versie": {"type": "integer"},
        "geldtPer": {"type": "string", "format": "date"},
        "velden": {"type": "array", "items": {"type": "string"}},
    },
}
EVENT_SCHEMA: Schema = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "subject", "time", "dataschema", "data"],
    "properties": {
        "specversion": {"type": "string", "enum": ["1.0"]},
        "id": {"type": "string"},
        "source": {"type": "string", "format": "uri-reference"},
        "type": {"type": "string", "enum": list(TYPES.values())},
        "subject": {"type": "string", "description": "De rij, als `soort:sleutel`."},
        "time": {"type": "string", "format": "date-time"},
        "sequence": {"type": "string"},
        "dataref": {"type": "string", "format": "uri-reference"},
        "datacontenttype": {"type": "string"},
        "dataschema": {"type": "string", "format": "uri"},
        "data": {"$ref": f"#/components/schemas/{DATA}"},
    },
}
