"""A message as an event for another system.

A CloudEvent 1.0 in structured JSON after the NL GOV profile for CloudEvents 1.1 (Logius): the
``source`` is a ``urn:nld:…`` with the organisation's OIN, the ``type`` a reverse domain name with
its version, the ``time`` that of recording, and no context attribute holds anything personal or
confidential, for whoever passes the event on may read and log those. Of its optional attributes:

- ``sequence`` is the day of the message: a later one supersedes an earlier one.
- ``subject`` is left out: the profile postponed its meaning, and what a message is about may be
  confidential.
- ``dataref`` is left out: there is no place yet where the data could be asked for.
"""

import json
from collections.abc import Mapping
from datetime import UTC

from models.errors import TransportError
from notifications.channels.envelope import Envelope

EVENT_TYPE = "nl.mijlpaal.dagbericht.v1"
# Whoever passes an event on must take so much (CloudEvents 1.0, size limits).
_BYTES_THAT_PASS = 65_536
_MOST_BYTES = 1_048_576


def event_body(message: Envelope, source: str) -> bytes:
    """Return the event as JSON; the same message gives the same bytes at every attempt.

    The HTML is left out of an event that would grow too big with it: the text is complete.

    Raises:
        TransportError: the text alone is more than anybody takes (permanent).
    """
    body = _written(message, source, {"html": message.body_html})
    if len(body) > _BYTES_THAT_PASS:
        body = _written(message, source, {})
    if len(body) > _MOST_BYTES:
        problem = f"het bericht is groter dan {_MOST_BYTES} bytes"
        raise TransportError(channel="webhook", problem=problem, permanent=True)
    return body


def _written(message: Envelope, source: str, more: Mapping[str, str]) -> bytes:
    event = {
        "specversion": "1.0",
        "id": message.uid,
        "source": source,
        "type": EVENT_TYPE,
        "time": message.created_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "sequence": message.day.isoformat(),
        "datacontenttype": "application/json",
        "data": {
            "day": message.day.isoformat(),
            "language": message.language,
            "subject": message.subject,
            "text": message.body_text,
            **more,
        },
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
