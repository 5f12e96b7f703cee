"""What a sentence of ours tells to do, told to a program: a route instead of a command.

Errors and findings are worded for everybody (``models.errors``) and name the command that helps. A
program has no command line; here stands what it does instead. What only the machine itself can do
(``mijlpaal init``) stays as it is: that is for whoever keeps the installation.
"""

import re
from collections.abc import Mapping
from functools import cache, partial
from urllib.parse import quote

from mijlpaal.web.api.catalogue import PREFIX

_KEY = "{key}"
# A command with its way; where the way has no key, that of the command is left out.
WAYS: Mapping[str, str] = {
    "cascade": "POST /mijlpalen/{key}/doorwerkingen",
    "cluster checklist": "GET /routekaartonderdelen?cluster={key}",
    "condition due": "POST /randvoorwaarden/{key}/dagwijzigingen",
    "contact change": "PATCH /contacten/{sleutel}",
    "contact hand-over": "POST /contacten/{key}/overdrachten",
    "definition check": "POST /procesdefinities?proef=true",
    "dependency add": "POST /afhankelijkheden",
    "duty replan": "POST /mijlpalen/{key}/herijkingen",
    "feed list": "GET /agenda-abonnementen",
    "milestone achieve": "POST /mijlpalen/{sleutel}/behaalmeldingen",
    "milestone assign": "POST /mijlpalen/{key}/toewijzingen",
    "milestone forecast": "POST /mijlpalen/{key}/prognoses",
    "milestone replan": "POST /mijlpalen/{key}/herijkingen",
    "milestone term": "POST /mijlpalen/{key}/termijnen",
    "report list": "GET /rapportages",
    "report propose": "POST /rapportages/{nummer}/voorleggingen",
    "status-text show": "GET /statusteksten/{key}",
    "status-text write": "POST /statusteksten",
}
_FIELDS: Mapping[str, str] = {
    "--about": "onderwerp",
    "--addressee": "geadresseerde",
    "--code": "code",
    "--internal-target": "internStreven",
    "--reason": "toelichting",
    "--said-on": "dag",
    "(correct)": "(correcties)",
    "(milestone untie)": "(koppelingen)",
}
_A_KEY = r"(?: (?P<key>[a-z0-9][\w:-]*(?:\.[\w-]+)*))?"
# What else a command is shown with: options, words to fill in, days and names of subjects.
_REST = r"(?: (?:--[a-z-]+|[A-Z]{3,}|\d{4}-\d\d-\d\d|…|[a-z]+:\S+|condition|participation))*"
_WITHOUT_KEY = frozenset({"contact change", "definition check", "feed list", "report list"})


def said_to_a_program(sentence: str) -> str:
    """Return a sentence with routes and names of fields for commands and options.

    >>> said_to_a_program("Bekijk: mijlpaal feed list")
    'Bekijk: GET /v1/agenda-abonnementen'
    >>> said_to_a_program("Draag over (mijlpaal contact hand-over jan OPVOLGER --from 2026-12-01).")
    'Draag over (POST /v1/contacten/jan/overdrachten).'
    >>> said_to_a_program("Corrigeren vraagt om een toelichting (--reason).")
    'Corrigeren vraagt om een toelichting (toelichting).'
    """
    if "mijlpaal " in sentence:
        for command, way in WAYS.items():
            sentence = _shape(command).sub(partial(_written, way), sentence)
    for said, field in _FIELDS.items():
        sentence = sentence.replace(said, field)
    return sentence


@cache
def _shape(command: str) -> re.Pattern[str]:
    key = "" if command in _WITHOUT_KEY or command == "dependency add" else _A_KEY
    return re.compile(rf"mijlpaal {command}\b{key}{_REST}")


def _written(way: str, found: re.Match[str]) -> str:
    method, _, path = way.partition(" ")
    key = found.groupdict().get("key")
    filled = path.replace(_KEY, "{sleutel}" if key is None else quote(key, safe=":"))
    return f"{method} {PREFIX}{filled}"
