"""One engine per backend for all tests: each test gets a database of its own under it.

An engine keeps what it compiled. A new one for each test would compile every statement again,
which takes longer than most tests.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import URL, Dialect, Engine, event, make_url

from models.storage.database import make_engine

Connect = Callable[[Dialect, object, list[object], dict[str, object]], None]


@dataclass
class Engines:
    """The engines so far, by backend."""

    _engines: dict[str, Engine] = field(default_factory=dict)

    def at(self, url: str) -> Engine:
        """Return the engine of this backend, turned to the database of this URL."""
        parsed = make_url(url)
        name = parsed.get_backend_name()
        if name not in self._engines:
            engine = self._engines[name] = make_engine(url)
            event.listen(engine, "do_connect", _connect_to(lambda: engine.url))
        engine = self._engines[name]
        engine.url = parsed
        return engine


def _connect_to(url: Callable[[], URL]) -> Connect:
    """Return what has a connection made to wherever the engine is turned to."""

    def turn(
        dialect: Dialect, _record: object, found: list[object], named: dict[str, object]
    ) -> None:
        arguments, more = dialect.create_connect_args(url())
        found[:] = arguments
        named.update(more)

    return turn
