"""What an answer leads to, as links of the OpenAPI document: its key, and its ETag as the version.

A program that was made from the document follows them; so does what attacks the API (``make
api-fuzz``).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Operation = dict[str, Any]
Ways = Mapping[str, Operation]
_ONE = re.compile(r"(/[a-z-]+)/\{(\w+)\}")
_CHANGING = ("post", "patch")


def add_links(paths: Mapping[str, Ways]) -> None:
    """Add what follows on a single row: on making it, and on reading it."""
    for path, ways in paths.items():
        found = _ONE.fullmatch(path)
        if found is None or "get" not in ways:
            continue
        base, name = found.groups()
        read, changes = ways["get"], list(_changes(paths, path))
        _link(read, "200", changes, name, f"$request.path.{name}")
        if "post" in paths.get(base, {}):
            _link(paths[base]["post"], "201", [read, *changes], name, f"$response.body#/{name}")


def _changes(paths: Mapping[str, Ways], one: str) -> Iterator[Operation]:
    for path, ways in paths.items():
        if path == one or path.startswith(f"{one}/"):
            yield from (ways[method] for method in _CHANGING if method in ways)


def _link(on: Operation, status: str, to: list[Operation], name: str, key: str) -> None:
    answer = on["responses"].get(status)
    if answer is None:
        return
    for each in to:
        parameters = {f"path.{name}": key}
        if "ETag" in answer["headers"] and _asks_for_version(each):
            parameters["header.If-Match"] = "$response.header.ETag"
        links = answer.setdefault("links", {})
        links[each["operationId"]] = {
            "operationId": each["operationId"],
            "parameters": parameters,
        }


def _asks_for_version(operation: Operation) -> bool:
    return any(each["name"] == "If-Match" for each in operation.get("parameters", []))
