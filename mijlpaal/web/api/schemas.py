"""Short ways to write what an answer holds, as JSON Schema."""

from mijlpaal.web.api.names import Schema

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
NUMBER: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}
NAMES: Schema = {
    "type": "array",
    "items": TEXT,
    "description": "Elk als soort:sleutel. / Each as kind:key.",
}
ETAG: Schema = {"ETag": {"description": "De versie, voor If-Match.", "schema": TEXT}}
PLACE: Schema = {"Location": {"description": "Waar het is.", "schema": TEXT}}


def rows(item: Schema) -> Schema:
    """Return the schema of a list of rows."""
    return {
        "type": "object",
        "required": ["resultaten"],
        "properties": {"resultaten": {"type": "array", "items": item}},
    }


def an_object(**properties: Schema) -> Schema:
    """Return the schema of an object that has all of these."""
    return {"type": "object", "required": sorted(properties), "properties": properties}


def array(item: Schema) -> Schema:
    """Return the schema of an array."""
    return {"type": "array", "items": item}
