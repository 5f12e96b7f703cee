"""Where a message may go: to public addresses under TLS, and into the networks that are allowed.

A contact's address is typed by people, and a name may mean another machine a second later. So what
is judged is the address that a name turned out to have, at the moment of connecting, and no other
is connected to. However the address was spelled (``2130706433``, ``0177.0.0.1``, ``::ffff:7f00:1``)
it is the same there. Inside the networks that the settings allow, TLS may be done without.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpcore

from models.errors import TransportError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the addresses of a host, the one to try first in front."""

_TRIED_AT_MOST = 4
# IPv4 inside IPv6 (RFC 6052, 2.1); a name server may answer with it for any IPv4 address.
_TRANSLATED = ip_network("64:ff9b::/96")
# Not open, though ``is_global`` says so: not in every Python, or not at all.
_NOT_OPEN = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # the host of a machine at Azure answers there
            "192.0.0.0/24",  # protocol assignments (RFC 6890); metadata at Oracle
            "64:ff9b:1::/48",  # IPv4 of one's own network inside IPv6 (RFC 8215)
            "3fff::/20",  # documentation (RFC 9637)
            "5f00::/16",  # segment routing (RFC 9602)
        ),
    )
)
_SETTING = "MIJLPAAL_NETWORKS_ALLOWED"


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as this machine looks them up.

    Raises:
        OSError: there are none.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be connected to.

    Attributes:
        allowed: Networks that are open to us though they are private.
        resolve: How names become addresses.
    """

    allowed: tuple[Network, ...] = ()
    resolve: Resolve = resolve

    def admits(self, address: str, *, is_encrypted: bool = True) -> bool:
        """Return whether a connection may be made to this address."""
        found = _meant(ip_address(address))
        if any(found in network for network in self.allowed):
            return True
        return is_encrypted and _is_public(found)

    def admitted(self, found: Iterable[str], channel: str, *, is_encrypted: bool) -> Sequence[str]:
        """Return those of a host's addresses that may be connected to.

        Raises:
            TransportError: none of them may (permanent).
        """
        fitting = [each for each in found if self.admits(each, is_encrypted=is_encrypted)]
        if not fitting:
            within = "een adres in een besloten net" if is_encrypted else "een adres zonder TLS"
            raise TransportError(
                channel=channel,
                problem=f"{within} mag alleen binnen de netten van {_SETTING}",
                permanent=True,
            )
        return fitting[:_TRIED_AT_MOST]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects only where the reach goes, and to the very address that was judged."""

    def __init__(self, reach: Reach, channel: str, *, is_encrypted: bool) -> None:
        """Judge by this reach, and name the channel in what is refused."""
        self._reach = reach
        self._channel = channel
        self._is_encrypted = is_encrypted
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (the name is httpcore's)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first admitted address that answers.

        Raises:
            TransportError: none is admitted.
            httpcore.ConnectError: none answers, or the host has no address.
            httpcore.ConnectTimeout: it takes too long.
        """
        found = await self._addresses(host, port, timeout)
        admitted = self._reach.admitted(found, self._channel, is_encrypted=self._is_encrypted)
        for address in admitted[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(
            admitted[-1], port, timeout, local_address, socket_options
        )

    async def _addresses(self, host: str, port: int, seconds: float | None) -> Sequence[str]:
        try:
            async with asyncio.timeout(seconds):
                return await self._reach.resolve(host, port)
        except TimeoutError as late:
            raise httpcore.ConnectTimeout from late
        except (OSError, UnicodeError) as unknown:  # UnicodeError: a label that is too long
            raise httpcore.ConnectError from unknown


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    inner = address.ipv4_mapped or address.sixtofour
    return inner or (address.teredo[1] if address.teredo else address)


def _is_public(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NOT_OPEN)
    )
