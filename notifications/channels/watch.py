"""A watch over a thread in which other people's code sends a message.

That code makes its connections itself and has no place to say where they may go. Python tells of
each of them before it is made (PEP 578), with the address that the name turned out to have, and
lets whoever listens forbid it. So the rule is that of ``reach``, at the moment of connecting, for
whatever happens in this thread: redirects, second thoughts and all.

What it does not see: a thread that such code starts itself, a connection that a library in C makes
(desktops, D-Bus), and what lies behind a proxy.
"""

import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType

from notifications.channels.reach import Reach

_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LEAVES_OTHERWISE = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "subprocess.Popen",
        "syslog.openlog",
        "syslog.syslog",
    }
)

_here = threading.local()


@dataclass(slots=True)
class Watch:
    """Lets a thread connect where the reach goes, for as long as its block lasts.

    Attributes:
        reach: Where.
        is_encrypted: Whether the connections will be under TLS with a certificate that fits.
        has_refused: Whether anything was forbidden.
    """

    reach: Reach
    is_encrypted: bool = False
    has_refused: bool = False
    _is_cut: bool = False
    _connections: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> None:
        _listen()
        _here.watch = self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        _here.watch = None
        for connection in self._connections:
            connection.close()

    def cut(self) -> None:
        """Break what is open, from another thread, so that nobody waits for it any longer."""
        self._is_cut = True
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def see(self, connection: socket.socket, address: object) -> None:
        """Let a connection be made, or not.

        Raises:
            ConnectionRefusedError: it may not, or nobody waits for it any longer.
        """
        if not self._admits(address):
            self.refuse()
        # A double: the original hands itself over when TLS begins.
        self._connections.append(connection.dup())
        if self._is_cut:
            raise ConnectionRefusedError

    def refuse(self) -> None:
        """Forbid what was about to happen.

        Raises:
            ConnectionRefusedError: always; it is what other people's code expects.
        """
        self.has_refused = True
        raise ConnectionRefusedError

    def _admits(self, address: object) -> bool:
        if not (isinstance(address, tuple) and isinstance(address[0], str)):
            return False  # not the network: a socket of this machine, a device
        try:
            return self.reach.admits(address[0], is_encrypted=self.is_encrypted)
        except ValueError:  # a name: what it would become cannot be judged
            return False


@cache
def _listen() -> None:
    """Listen from now on; Python lets nobody stop listening."""
    sys.addaudithook(_hear)


def _hear(event: str, facts: tuple[object, ...]) -> None:
    watch: Watch | None = getattr(_here, "watch", None)
    if watch is None:
        return
    if event in _CONNECTS:
        connection, address = facts[0], facts[1]
        if isinstance(connection, socket.socket) and address is not None:
            watch.see(connection, address)
    elif event in _LEAVES_OTHERWISE:
        watch.refuse()
