"""A message as an event for another system.

A CloudEvent 1.0 in structured JSON after the NL GOV profile for CloudEvents (Logius): ``source``
is a ``urn:nld:…``, ``type`` begins with ``nl.``, and no context attribute holds personal data.
"""

import json
from datetime import UTC

from notifications.channels.envelope import Envelope

EVENT_TYPE = "nl.mijlpaal.dagbericht"


def event_body(message: Envelope, source: str) -> bytes:
    """Return the event as JSON; the same message gives the same bytes at every attempt."""
    event = {
        "specversion": "1.0",
        "id": message.uid,
        "source": source,
        "type": EVENT_TYPE,
        "time": message.created_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": {
            "day": message.day.isoformat(),
            "language": message.language,
            "subject": message.subject,
            "text": message.body_text,
            "html": message.body_html,
        },
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
