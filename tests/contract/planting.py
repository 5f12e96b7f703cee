"""Plants a fault for each of our rules in the document, and asks spectral whether it finds them.

``python -m tests.contract.planting SPECTRAL``: a rule that finds nothing in a document that breaks
it would let pass whatever it was written for.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.contract.document import written

RULES = Path(__file__).parent / "design_rules.yaml"
Document = dict[str, Any]
_LIST, _ROW = "/mijlpalen", "/mijlpalen/{sleutel}"


def our_rules() -> set[str]:
    """Return the names of the rules that are written here, not of those that come with spectral."""
    found = yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]
    return {name for name, each in found.items() if isinstance(each, dict)}


def _path(name: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        document["paths"][name] = document["paths"][_LIST]

    return plant


def _set(*where: str, to: object) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        at: Any = document
        for each in where[:-1]:
            at = at[int(each)] if isinstance(at, list) else at[each]
        if isinstance(at, list):
            at[int(where[-1])] = to
        else:
            at[where[-1]] = to

    return plant


def _drop(*where: str) -> Callable[[Document], None]:
    def plant(document: Document) -> None:
        at: Any = document
        for each in where[:-1]:
            at = at[each]
        del at[where[-1]]

    return plant


_GET, _POST = ("paths", _LIST, "get"), ("paths", _LIST, "post")
_HEADER = {"name": "X-HTTP-Method-Override", "in": "header", "schema": {"type": "string"}}
_QUERY = {"in": "query", "schema": {"type": "string"}}
FAULTS: Mapping[str, Callable[[Document], None]] = {
    "openapi3": _set("openapi", to="3.0.3"),
    "naming-resources": _path("/Mijl_palen"),
    "no-trailing-slash": _path("/clusters-/"),
    "no-query-in-path": _path("/lijst?op=1"),
    "http-methods": _set(*_GET[:2], "trace", to={"responses": {}}),
    "no-method-override": _set(*_GET, "parameters", "0", to=_HEADER),
    "query-keys-camel-case": _set(*_GET, "parameters", "1", to={**_QUERY, "name": "telt_vanaf"}),
    "no-secret-in-address": _set(*_GET, "parameters", "2", to={**_QUERY, "name": "token"}),
    "properties-camel-case": _set(
        "components", "schemas", "Probleem", "properties", "errors", "items", "properties",
        "said_on", to={"type": "string"},
    ),
    "operation-id-camel-case": _set(*_GET, "operationId", to="get_mijlpalen"),
    "semver": _set("info", "version", to="1"),
    "contact": _drop("info", "contact", "email"),
    "version-header": _drop(*_GET, "responses", "200", "headers", "API-Version"),
    "problem-details": _set(*_GET, "responses", "401", "content", to={"text/plain": {}}),
    "problem-details-only": _set(
        *_GET, "responses", "404", "content", to={"text/html": {}, "application/problem+json": {}}
    ),
    "problem-members": _set("components", "schemas", "Probleem", "required", to=["type"]),
    "refusals-documented": _drop(*_GET, "responses", "429"),
    "forms-documented": _drop(*_GET, "responses", "406"),
    "sent-forms-documented": _drop(*_POST, "responses", "415"),
    "created-has-location": _drop(*_POST, "responses", "201", "headers", "Location"),
    "tried-is-ok": _drop(*_POST, "responses", "200"),
    "etag-of-a-row": _drop("paths", _ROW, "get", "responses", "200", "headers", "ETag"),
    "date-format": _set(
        "components", "schemas", "Mijlpaal", "properties", "opDagX",
        to={"type": "string", "format": "date-nl"},
    ),
    "major-version-in-server": _set("servers", "0", "url", to="http://mijlpaal.example/v1/"),
    "https-server": _set("servers", "0", "url", to="http://mijlpaal.example/v1/"),
    "security-defined": _drop("components", "securitySchemes"),
}  # fmt: skip


def _found(spectral: str, document: Document) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        run = subprocess.run(
            [spectral, "lint", str(path), "--ruleset", str(RULES), "--format", "json", "--quiet"],
            capture_output=True,
            text=True,
            check=False,
        )
    return {each["code"] for each in json.loads(run.stdout)}


def main(spectral: str) -> int:
    """Return 1 when a rule does not find the fault that was planted for it."""
    document = written()
    for plant in FAULTS.values():
        plant(document)
    missed = sorted(FAULTS.keys() - _found(spectral, document))
    said = f"not found: {', '.join(missed)}" if missed else "all found"
    sys.stdout.write(f"{len(FAULTS)} faults planted, {said}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
