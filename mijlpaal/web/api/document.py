"""The OpenAPI document: what FastAPI finds, and what each route says of its answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from mijlpaal.web.api.catalogue import COLLECTIONS, PREFIX, VERSION, Collection
from mijlpaal.web.api.event_types import DATA, DATA_SCHEMA
from mijlpaal.web.api.links import add_links
from mijlpaal.web.api.looking_back import MEMENTO
from mijlpaal.web.api.names import NAMES, Schema, columns_of, schema_of
from mijlpaal.web.api.problems import MEDIA_TYPE
from mijlpaal.web.office import Helpdesk
from models.vocabulary import SubjectKind

Options = dict[str, Any]  # what FastAPI takes as keywords of a route
Answers = dict[int | str, dict[str, Any]]
_JSON = "application/json"
_REASONS: Mapping[int, str] = {
    400: "Wat u stuurde klopt niet; elke fout met haar plaats.",
    401: "Geen token of sessie die we kennen.",
    403: "Dat mag u niet.",
    404: "Dat is er niet, of niet voor u.",
    406: "In die vorm is het er niet; zie Accept.",
    409: "Dat kan nu niet, of een ander was u voor.",
    412: "Intussen gewijzigd; lees opnieuw.",
    413: "Te groot.",
    415: "In die vorm lezen we het niet; zie Content-Type.",
    422: "Een waarde kan niet.",
    428: "If-Match ontbreekt.",
    429: "Te veel verzoeken; zie Retry-After.",
    503: "Even bezet; zie Retry-After.",
}
_CREATED = 201
_OF_A_ROW = ("ETag", "Location")
_TRIED = "Een proef: zoals het zou zijn. Er is niets gemaakt."
_READING = (400, 401, 404, 406, 413, 422, 429, 503)
_CHANGING = (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 428, 429, 503)
_MAKING = (400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 503)
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "location", "code", "detail"],
                "properties": {
                    "in": {"type": "string"},
                    "location": {"type": "object", "additionalProperties": True},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "accepted": {"type": "string"},
                },
            },
        },
    },
}
_MEMENTO = {
    MEMENTO: {
        "description": "Met `op`: het laatste ogenblik dat meetelt (RFC 7089); er is dan geen "
        "ETag, en `op` staat ook in de inhoud. / With `op`: the last instant that counts.",
        "schema": {"type": "string"},
    }
}
_STATUS: Schema = {
    "type": ["object", "null"],
    "description": "Null wanneer een veld waar hij van afhangt voor u is achtergehouden.",
    "properties": {
        "nu": {"type": "string"},
        "berekend": {"type": "string"},
        "toelichting": {"type": "string"},
        "tegenEersteAfspraak": {"type": "string"},
    },
}
_KEPT: Schema = {
    "type": "object",
    "required": ["voorstel", "bevestigers"],
    "properties": {
        "voorstel": {"type": "string"},
        "bevestigers": {"type": "array", "items": {"type": "string"}},
    },
}
_CONFIRMERS: Schema = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Alleen bij een proef van wat een tweede persoon moet bevestigen: wie dat kan.",
}
_VERSION_HEADER = {
    "API-Version": {"description": "Versie van de API.", "schema": {"type": "string"}},
    "RateLimit-Remaining": {
        "description": "Verzoeken die u deze minuut nog hebt.",
        "schema": {"type": "integer"},
    },
    "RateLimit": {
        "description": "Wat er nog over is (r) en tot wanneer (t, in seconden).",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "Hoeveel verzoeken (q) per tijdvak (w, in seconden).",
        "schema": {"type": "string"},
    },
}
_LINK = {"Link": {"description": 'rel="next": de volgende.', "schema": {"type": "string"}}}
_ETAG = {"ETag": {"description": "De versie, voor If-Match.", "schema": {"type": "string"}}}


def of_list(of: Collection, noun: str | None = None) -> Options:
    """Return how the list of a collection is described."""
    rows: Schema = {
        "type": "object",
        "required": ["resultaten"],
        "properties": {"resultaten": {"type": "array", "items": ref(of)}},
    }
    name = noun or of.noun
    return reading(f"Lijst van {name}", rows, name, headers=_LINK)


def of_item(of: Collection) -> Options:
    """Return how a single subject is described."""
    return reading(f"Eén {of.one}", ref(of), of.noun, headers=_ETAG)


def of_act(of: Collection, summary: str) -> Options:
    """Return how an act is described."""
    done: Schema = {
        "allOf": [ref(of), {"type": "object", "properties": {"bevestigers": _CONFIRMERS}}]
    }
    return {
        "methods": ["POST"],
        "summary": f"{summary} ({of.one})",
        "tags": [of.noun],
        "response_class": Response,
        "responses": {
            200: _answer("Gedaan, of geprobeerd; zoals het dan is.", done, _ETAG),
            202: _answer(
                "Het wacht op een tweede persoon.",
                {"$ref": "#/components/schemas/Wachtend"},
                {"Location": {"description": "Het voorstel.", "schema": {"type": "string"}}},
            ),
            **problems(_CHANGING),
        },
    }


def of_making(of: Collection) -> Options:
    """Return how making a subject is described."""
    where = {"Location": {"description": "Waar het is.", "schema": {"type": "string"}}}
    return {
        "methods": ["POST"],
        "summary": f"Registreer ({of.one})",
        "tags": [of.noun],
        "response_class": Response,
        "status_code": 201,
        "responses": {
            200: _answer(_TRIED, ref(of), {}),
            201: _answer("Geregistreerd.", ref(of), {**_ETAG, **where}),
            **problems(_MAKING),
        },
    }


def of_amending(of: Collection) -> Options:
    """Return how amending a subject is described."""
    said = of_act(of, "Wijzig wat anders werd")
    del said["responses"][202]  # nothing that is amended needs a second person
    return {**said, "methods": ["PATCH"]}


def reading(
    summary: str,
    schema: Schema,
    tag: str,
    *,
    headers: Mapping[str, object] | None = None,
    media_type: str = _JSON,
) -> Options:
    """Return how a route that reads is described."""
    return {
        "methods": ["GET"],
        "summary": summary,
        "tags": [tag],
        "response_class": Response,
        "responses": {
            200: _answer("Zoals u het mag zien.", schema, headers or {}, media_type),
            **problems(_READING),
        },
    }


def with_forms(said: Options, media_types: Iterable[str]) -> Options:
    """Return how a route that reads is described, with the other forms that ``Accept`` can name."""
    said["responses"][200]["content"] |= {
        each: {"schema": {"type": "string", "contentMediaType": each}} for each in media_types
    }
    return said


def problems(statuses: Sequence[int]) -> Answers:
    """Return the refusals of a route, each a problem (RFC 9457)."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    return {
        each: {"description": _REASONS[each], "headers": _VERSION_HEADER, "content": content}
        for each in statuses
    }


def changing(
    summary: str,
    tag: str,
    status: int,
    schema: Schema | None,
    headers: Mapping[str, object] | None = None,
) -> Options:
    """Return how another route that changes something is described."""
    done: Options = {"description": "Gedaan.", "headers": {**_VERSION_HEADER, **(headers or {})}}
    if schema is not None:
        done["content"] = {_JSON: {"schema": schema}}
    tried: Answers = {}
    if status == _CREATED:
        beside = {name: each for name, each in done["headers"].items() if name not in _OF_A_ROW}
        tried = {200: {**done, "description": _TRIED, "headers": beside}}
    return {
        "summary": summary,
        "tags": [tag],
        "response_class": Response,
        "status_code": status,
        "responses": {**tried, status: done, **problems(_CHANGING)},
    }


def ref(of: Collection) -> Schema:
    """Return a reference to the schema of a collection's subjects."""
    return {"$ref": f"#/components/schemas/{_name(of)}"}


def describe(router: APIRouter, server: str, helpdesk: Helpdesk) -> Options:
    """Return the document of the routes of the API.

    Args:
        router: with all routes.
        server: where the API is, as a path or an address.
        helpdesk: who answers for it.
    """
    found: Options = get_openapi(
        title="Mijlpaal",
        version=VERSION,
        openapi_version="3.1.0",
        summary="Mijlpalen en toezeggingen van industrieclusters",
        description=(
            "Lezen en wijzigen zoals op de pagina's: met een API-token of een sessie, door dezelfde"
            " deur. Wat u niet mag zien is er voor u niet (404)."
        ),
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": server}],
        routes=router.routes,
    )
    # Not by way of FastAPI, which misses a package to judge an address with, and says so.
    found["info"]["contact"] = helpdesk.as_contact()
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas |= {_name(each): _schema(each) for each in COLLECTIONS}
    schemas |= {"Probleem": _PROBLEM, "Wachtend": _KEPT, DATA: DATA_SCHEMA}
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Een API-token."},
    }
    found["security"] = [{"token": []}]
    used = {
        tag for path in found["paths"].values() for each in path.values() for tag in each["tags"]
    }
    # Where the API is says the version already.
    found["paths"] = {path.removeprefix(PREFIX): ways for path, ways in found["paths"].items()}
    for path, ways in found["paths"].items():
        for method, each in ways.items():
            each["operationId"] = _operation(method, path)
            if any(one["name"] == "op" for one in each.get("parameters", ())) and method == "get":
                each["responses"]["200"]["headers"] |= _MEMENTO
    add_links(found["paths"])
    found["tags"] = [{"name": each} for each in sorted(used)]
    return found


def _schema(of: Collection) -> Schema:
    properties: dict[str, object] = {
        "sleutel": {"type": "string"},
        "versie": {"type": "integer"},
        **{NAMES[each.name]: schema_of(each) for each in columns_of(of.kind)},
        "achtergehouden": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Velden van deze rij die u niet mag lezen.",
        },
    }
    if of.kind is SubjectKind.MILESTONE:
        properties |= {"isOpen": {"type": "boolean"}, "status": _STATUS}
    if of.kind is SubjectKind.PROPOSAL:
        properties["argumenten"] = {
            "type": ["object", "null"],
            "description": "Null wanneer u van het onderwerp niet alles mag lezen.",
            "additionalProperties": True,
        }
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _answer(
    description: str,
    schema: Schema,
    headers: Mapping[str, object],
    media_type: str = _JSON,
) -> Options:
    return {
        "description": description,
        "headers": {**_VERSION_HEADER, **headers},
        "content": {media_type: {"schema": schema}},
    }


def _operation(method: str, path: str) -> str:
    """Return the name of an operation, for programs that are made from the document.

    >>> _operation("post", "/open-vragen/{sleutel}/correcties")
    'postOpenVragenSleutelCorrecties'
    """
    words = path.replace("-", "/").replace("{", "").replace("}", "").split("/")
    return method + "".join(each[:1].upper() + each[1:] for each in words)


def _name(of: Collection) -> str:
    words = of.one.split()
    return "".join(word[:1].upper() + word[1:] for word in words)
