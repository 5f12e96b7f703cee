"""The command line as a test uses it: in this process, edge included."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """The output, read as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The output, read as a list of objects in JSON."""
        return cast("list[dict[str, object]]", self.json)

    @property
    def object(self) -> dict[str, object]:
        """The output, read as one object in JSON."""
        return cast("dict[str, object]", self.json)


Mijlpaal = Callable[..., Ended]
