"""Whether a request comes from a page of ours: the browser says so, and cannot be made to lie.

The pages ask for ``Referrer-Policy: same-origin``: under ``no-referrer`` a browser says ``null``
instead of the origin even of our own forms (Fetch, "append a request Origin header").
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from mijlpaal.web.entry.refusals import CsrfError


def require_own_origin(request: HTTPConnection, web_address: str) -> None:
    """Let pass what a page of ours sent, and what no browser sent.

    Args:
        request: the request.
        web_address: where readers reach us, empty when it is not known.

    Raises:
        CsrfError: a page of somebody else's sent it.
    """
    if not _may_be_ours(request, web_address):
        raise CsrfError


def is_surely_ours(request: HTTPConnection) -> bool:
    """Return whether the browser says that a page of ours sent it; silence does not."""
    says = {"origin", "sec-fetch-site"}.intersection(request.headers)
    return bool(says) and _may_be_ours(request, request.app.state.office.web_address)


def _may_be_ours(request: HTTPConnection, web_address: str) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin is not None and not (origin == "null" and site == "same-origin"):
        # By the host alone: behind a proxy with TLS the scheme that we see is another one.
        hosts = {request.headers.get("host", ""), urlsplit(web_address).netloc}
        return urlsplit(origin).netloc in hosts - {""}
    return True
