"""Posting over HTTP, for every channel that does, and what an answer means.

One client looks through its whole pool at each request, so five clients with ten connections each
carry more than one with fifty.
"""

import logging
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlsplit

import httpcore
import httpx

from models.errors import TransportError
from notifications.channels.certificate import certificate_problem
from notifications.channels.reach import GuardedBackend, Reach

CONNECTIONS_PER_CLIENT = 10

# Of the 4xx answers these may differ the next time (408 timeout, 425 too early, 429 too many).
_WORTH_A_RETRY = frozenset({408, 425, 429})
_TOO_MANY = 429
_SERVER_ERROR = 500
_DIGITS_READ = 9
_TALKATIVE = ("httpx", "httpcore")  # they log the address of every request, and its headers
# An answer that was read to its end leaves its connection fit for the next one; of a longer one
# nothing is wanted.
_BYTES_READ = 65_536
_OURSELVES = MappingProxyType({"accept": "*/*", "user-agent": "Mijlpaal"})


@dataclass(frozen=True, slots=True)
class Hint:
    """What an answer means to a channel.

    Attributes:
        problem: What people should know, beside the status.
        is_ours: Whether our settings are to blame: then every message fares alike, and fares well
            once they are right.
    """

    problem: str = ""
    is_ours: bool = False


_NO_HINT = Hint()


class Post(Protocol):
    """Posts once; returning means that the receiver answered 2xx."""

    async def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> None:
        """Post the body.

        Raises:
            TransportError: it was not accepted. 3xx and most 4xx answers are permanent; no
                answer, 429 and 5xx concern everybody who posts to this receiver.
        """
        ...


@asynccontextmanager
async def open_post(
    channel: str,
    timeout_seconds: float,
    at_once: int,
    reach: Reach,
    hints: Mapping[int, Hint] = MappingProxyType({}),
) -> AsyncIterator[Post]:
    """Yield what posts, on connections that stay open until the end.

    Args:
        channel: as the errors call it.
        timeout_seconds: of connecting, of each write and of each read.
        at_once: how many posts there will be at the same time, at most.
        reach: where they may go; a proxy that the environment names is passed by.
        hints: what answers mean to this channel, by their status.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    count = -(-at_once // CONNECTIONS_PER_CLIENT)
    trusted = httpx.create_ssl_context()  # reads a file of certificates: once, not per client
    async with AsyncExitStack() as opened:
        clients = []
        for _ in range(count):
            http = httpx.AsyncClient(
                transport=_Transport(trusted, GuardedBackend(reach, channel, is_encrypted=True)),
                mounts={
                    "http://": _Transport(
                        trusted, GuardedBackend(reach, channel, is_encrypted=False)
                    )
                },
            )
            clients.append(_Client(await opened.enter_async_context(http)))
        yield _Poster(channel, clients, hints, httpx.Timeout(timeout_seconds).as_dict())


def host_of(url: str) -> str:
    """Return host and port of an address, in one spelling; nothing of what follows them."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.hostname or ''}:{port}"


class _Transport(httpx.AsyncHTTPTransport):
    """What httpx has, with connections made by ours: httpx itself has no place to say so."""

    def __init__(self, trusted: ssl.SSLContext, backend: GuardedBackend) -> None:
        super().__init__(verify=trusted)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trusted,
            max_connections=None,
            max_keepalive_connections=CONNECTIONS_PER_CLIENT,
            keepalive_expiry=httpx.Limits().keepalive_expiry,
            network_backend=backend,
        )


@dataclass(slots=True)
class _Client:
    http: httpx.AsyncClient
    busy: int = 0


@dataclass(frozen=True, slots=True)
class _Poster:
    channel: str
    clients: Sequence[_Client] = field(repr=False)
    hints: Mapping[int, Hint]
    timeouts: Mapping[str, float | None]

    async def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> None:
        client = min(self.clients, key=_business)
        client.busy += 1
        try:
            response = await client.http.send(
                self._request(url, body, headers), stream=True, follow_redirects=False
            )
            try:
                await _read_a_little(response)
            finally:
                await response.aclose()
        # UnicodeError: a name that no domain can have.
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as problem:
            raise self._failure("het adres is geen http(s)-adres", permanent=True) from problem
        except httpx.TimeoutException as problem:
            raise self._down("de ontvanger antwoordt niet op tijd") from problem
        except httpx.HTTPError as problem:
            reason = certificate_problem(problem) or type(problem).__name__
            raise self._down(f"geen verbinding ({reason})") from problem
        finally:
            client.busy -= 1
        self._judge(response, now)

    def _request(self, url: str, body: bytes, headers: Mapping[str, str]) -> httpx.Request:
        """Return the request; made by the client it would cost three times as much."""
        return httpx.Request(
            "POST",
            _parsed(url),
            headers={**_OURSELVES, **headers},
            content=body,
            extensions={"timeout": self.timeouts},
        )

    def _judge(self, response: httpx.Response, now: datetime) -> None:
        if response.is_success:
            return
        status = response.status_code
        if response.is_redirect:
            # Following it would let a receiver send us anywhere.
            raise self._failure(f"HTTP {status}: doorverwijzing, niet gevolgd", permanent=True)
        hint = self.hints.get(status, _NO_HINT)
        is_final = status < _SERVER_ERROR and status not in _WORTH_A_RETRY
        raise TransportError(
            channel=self.channel,
            problem=f"HTTP {status}: {hint.problem}" if hint.problem else f"HTTP {status}",
            permanent=is_final and not hint.is_ours,
            retry_after_seconds=_retry_after(response, now),
            is_receivers=status >= _SERVER_ERROR or status == _TOO_MANY or hint.is_ours,
        )

    def _down(self, problem: str) -> TransportError:
        return TransportError(
            channel=self.channel, problem=problem, permanent=False, is_receivers=True
        )

    def _failure(self, problem: str, *, permanent: bool) -> TransportError:
        return TransportError(channel=self.channel, problem=problem, permanent=permanent)


@lru_cache(maxsize=1_024)
def _parsed(url: str) -> httpx.URL:
    """Return the address taken apart: one receiver is posted to many times."""
    return httpx.URL(url)


def _business(client: _Client) -> int:
    return client.busy


async def _read_a_little(response: httpx.Response) -> None:
    """Read an answer to its end, unless that is far away; what it says is not looked at."""
    read = 0
    async for part in response.aiter_raw():
        read += len(part)
        if read > _BYTES_READ:
            return


def _retry_after(response: httpx.Response, now: datetime) -> int | None:
    """Return the seconds that the receiver asks us to wait (RFC 9110, 10.2.3), if it does."""
    said = response.headers.get("retry-after", "").strip()
    if said.isdecimal() and said.isascii():
        return int(said[:_DIGITS_READ])  # more would be centuries, or an attack on int()
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int((aware - now).total_seconds()))
