"""What holds for every answer of the API, whoever gives it: its version, and bodies that fit."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mijlpaal.web.api.catalogue import PREFIX, VERSION
from mijlpaal.web.posted import LARGEST_BODY

MOST_BYTES = 256 * 1024
MOST_BYTES_OF_AN_IMPORT = 5 * 1024 * 1024
MOST_BYTES_OF_A_LETTER = 7 * 1024 * 1024  # base64 of five
IMPORTS = "/imports"
READINGS, VERDICTS = "/brieflezingen", "/briefbesluiten"
_MOST: Mapping[str, int] = {
    f"{PREFIX}{IMPORTS}": MOST_BYTES_OF_AN_IMPORT,
    f"{PREFIX}{READINGS}": MOST_BYTES_OF_A_LETTER,
    f"{PREFIX}{VERDICTS}": MOST_BYTES_OF_A_LETTER,
}
_TOO_LARGE = 413


class ApiFrame:
    """Stands around everything: adds the version, and reads no more of a body than may be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the API on; others as they are."""
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        if scope["type"] != "http" or not path.startswith(f"{PREFIX}/"):
            await self._app(scope, receive, send)
            return
        most = _MOST.get(path, MOST_BYTES)
        read = 0

        async def receive_some() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                # To the end: a proxy that cannot finish its request takes us for broken.
                while message.get("more_body") and read <= LARGEST_BODY:
                    message = await receive()
                    read += len(message.get("body", b""))
                raise HTTPException(_TOO_LARGE)
            return message

        async def send_versioned(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["API-Version"] = VERSION
            await send(message)

        await self._app(scope, receive_some, send_versioned)
