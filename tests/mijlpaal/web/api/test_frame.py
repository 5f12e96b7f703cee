"""What holds for every request of the API, seen from the server that brings it."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from mijlpaal.web.api.frame import MOST_BYTES, ApiFrame


async def _read_all(_scope: Scope, receive: Receive, _send: Send) -> None:
    while (await receive()).get("more_body"):
        pass


def test_whoever_sends_too_much_is_heard_out_before_the_answer() -> None:
    sent = [
        {"type": "http.request", "body": b"x" * MOST_BYTES, "more_body": number < 4}
        for number in range(5)
    ]
    status = 0

    async def receive() -> Message:
        return sent.pop(0)

    async def send(_message: Message) -> None:
        return

    async def ask() -> None:
        nonlocal status
        scope = {"type": "http", "path": "/v1/mijlpalen"}
        try:
            await ApiFrame(_read_all)(scope, receive, send)
        except HTTPException as problem:
            status = problem.status_code

    asyncio.run(ask())

    assert (status, sent) == (413, [])
