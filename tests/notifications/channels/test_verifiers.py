"""The public JavaScript packages accept what a webhook receives."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from models import clock
from notifications.channels.event import EVENT_TYPE
from notifications.channels.webhook import Webhook, signing_keys
from tests.notifications.channels.test_webhook import NEXT_SECRET, SECRET, SOURCE, Receiver
from tests.notifications.post import LOOPBACK, an_envelope, deliver_by

REPOSITORY = Path(__file__).parents[3]
VERIFIERS = REPOSITORY / "build" / "verifiers"
PACKAGES = "standardwebhooks@1.1.1 cloudevents@10.0.0"

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
    pytest.mark.skipif(
        not (VERIFIERS / "node_modules" / "cloudevents").is_dir(),
        reason=f"get them with: npm install --prefix build/verifiers {PACKAGES}",
    ),
]


def what_javascript_says(
    secret: str, *, body: bytes | None = None
) -> subprocess.CompletedProcess[str]:
    """Deliver an event to a server of our own, and let node look at what arrived."""
    receiver = Receiver()
    keys = signing_keys(f"{NEXT_SECRET} {SECRET}")
    with receiver.listening() as url:
        deliver_by(Webhook(keys, SOURCE, clock.now, reach=LOOPBACK), an_envelope(url))
    ((_, headers, received),) = receiver.requests
    told = {"secret": secret, "headers": headers, "body": (body or received).decode()}
    script = Path(__file__).with_name("verify.mjs")
    return subprocess.run(
        ["node", str(script), str(VERIFIERS)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("secret", [SECRET, NEXT_SECRET])
def test_signature_and_event_are_accepted_with_the_old_and_the_new_secret(secret: str) -> None:
    ran = what_javascript_says(secret)

    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["isValid"] is True
    assert seen["verified"] == seen["id"] == an_envelope().uid
    assert (seen["source"], seen["type"]) == (SOURCE, EVENT_TYPE)
    assert seen["sequence"] == "2026-09-23"
    assert seen["data"]["text"] == "Eén mijlpaal nadert de grens.\n"


def test_what_was_changed_on_the_way_is_not_accepted() -> None:
    ran = what_javascript_says(SECRET, body=b'{"specversion":"1.0"}')

    assert ran.returncode != 0
    assert "No matching signature" in ran.stderr
