"""How long we wait for whoever asks: nobody keeps a connection by being slow.

uvicorn waits for ever for the rest of a request, and for a reader of its answer. Here each
connection is looked at every so many seconds, and whoever came no further between two looks is
shown out (RFC 9110, 15.5.9). The time that we take ourselves is held against nobody.
"""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

_TOO_SLOW = b"Request Timeout"
_MAY_ANSWER = frozenset({h11.IDLE, h11.SEND_RESPONSE})


@dataclass(frozen=True, slots=True)
class Patience:
    """How much of it there is; the defaults suit a telephone in a train."""

    seconds: float = 10  # between two looks: the head of a request is there within two of them
    bytes_per_second: int = 2000  # of a body that comes, or of an answer that is read
    connections: int = 400  # with more, whoever lets us wait longest makes room


class Awaited(StrEnum):
    """What a connection lets us wait for."""

    HEAD = "head"
    BODY = "body"
    READING = "reading"  # of what we answered
    NOTHING = "nothing"  # it waits for us


@dataclass(frozen=True, slots=True)
class _Standing:
    """How far a connection is."""

    awaited: Awaited
    cycle: RequestResponseCycle | None
    received: int  # bytes, from the beginning
    unread: int  # bytes


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    patience = Patience()
    _watch: asyncio.TimerHandle
    _last: _Standing
    since: float  # when the last request was there, or the connection made
    _received = 0
    _was_read = False  # since the last look

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at a new connection; see whether there is room for it."""
        super().connection_made(transport)
        self.since = self.loop.time()
        self._last = _Standing(Awaited.NOTHING, self.cycle, 0, 0)
        self._watch = self.loop.call_later(self.patience.seconds, self._look)
        if len(self.connections) > self.patience.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what came."""
        before, self._received = self.cycle, self._received + len(data)
        super().data_received(data)
        if self.cycle is not before:
            self.since = self.loop.time()

    def resume_writing(self) -> None:
        """Note that a good part of an answer was read."""
        self._was_read = True
        super().resume_writing()

    @property
    def awaited(self) -> Awaited:
        """What we wait for."""
        if self.transport.get_write_buffer_size():
            return Awaited.READING
        if self.conn.their_state is h11.IDLE:
            return Awaited.HEAD
        is_coming = self.conn.their_state is h11.SEND_BODY
        return Awaited.BODY if is_coming and not self.flow.read_paused else Awaited.NOTHING

    def show_out(self) -> None:
        """Say that it took too long, to whom it can be said; end the connection."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
            return
        if self._received and self.conn.our_state in _MAY_ANSWER:
            self._say_too_slow()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()

    def _look(self) -> None:
        is_late = self._is_late()
        unread = self.transport.get_write_buffer_size()
        self._last = _Standing(self.awaited, self.cycle, self._received, unread)
        self._was_read = False
        self._watch = self.loop.call_later(self.patience.seconds, self._look)
        if is_late:
            self.show_out()

    def _is_late(self) -> bool:
        last, least = self._last, self.patience.bytes_per_second * self.patience.seconds
        if self.awaited is not last.awaited or self.awaited is Awaited.NOTHING:
            return False
        if self.awaited is Awaited.READING:
            read = last.unread - self.transport.get_write_buffer_size()
            return read < least and not self._was_read
        if self.cycle is not last.cycle:
            return False
        if self.awaited is Awaited.HEAD or self.cycle.response_complete:
            return True
        return self._received - last.received < least

    def _make_room(self) -> None:
        waiting = [
            each
            for each in self.connections
            if isinstance(each, PatientProtocol)
            and each.awaited is not Awaited.NOTHING
            and not each.transport.is_closing()
        ]
        if waiting:
            min(waiting, key=lambda it: (it.awaited is not Awaited.HEAD, it.since)).show_out()

    def _say_too_slow(self) -> None:
        headers = [
            ("content-type", "text/plain; charset=utf-8"),
            ("content-length", str(len(_TOO_SLOW))),
            ("connection", "close"),
        ]
        for event in (
            h11.Response(status_code=408, reason=_TOO_SLOW, headers=headers),
            h11.Data(data=_TOO_SLOW),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event))


def patient(given: Patience) -> type[PatientProtocol]:
    """Return the protocol with another patience, for uvicorn."""

    class _Patient(PatientProtocol):
        patience = given

    return _Patient
