"""Where links lead: below the root of a proxy, and to the same day where a past is shown."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from mijlpaal.web.pages import below

# The pages that look back; from one to another the day goes along.
_LOOKS_BACK = re.compile(
    r"/|/(mijlpalen|verzoeken|bedrijfstrajecten)"
    r"|/wat-als(/(controle|houders(/[^/?]+)?|afhankelijkheden))?"
    r"|/(mijlpalen|clusters|projecten|voorwaarden|verzoeken|bedrijfstrajecten)/[^/?]+"
)
_NOT_CARRIED = frozenset({"op", "blz", "gedaan", "bevestigd"})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one page.

    Attributes:
        request: what was asked.
        day: the past that is shown; None: the present.
    """

    request: Request
    day: date | None

    def plain(self, path: str) -> str:
        """Return an address without anything added."""
        return below(self.request, path)

    def to(self, path: str, **query: str) -> str:
        """Return where a link leads; it stays in the past that is shown, where there is one."""
        if self.day is not None and _LOOKS_BACK.fullmatch(path):
            query = {**query, "op": self.day.isoformat()}
        asked = f"?{urlencode(query, safe=':')}" if query else ""
        return f"{below(self.request, path)}{asked}"

    @property
    def looks_back(self) -> str:
        """The address at which this page looks back; empty where it does not."""
        path = self.request.url.path
        is_one = self.request.method == "GET" and _LOOKS_BACK.fullmatch(
            path.removeprefix(str(self.request.scope.get("root_path", ""))) or "/"
        )
        return path if is_one else ""

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the address asks for, besides the day, the page of it and what was done."""
        given = self.request.query_params.multi_items()
        return [(name, value) for name, value in given if name not in _NOT_CARRIED]
