"""The page that a request is about, as an address somebody can go back to."""

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.requests import Request

_START = "/"


def own_page(request: Request) -> str:
    """Return the address of the page itself; for a form that of the page on which it stands.

    A form may be sent to an address that is no page: its page is then the nearest one above.
    """
    root: str = request.scope.get("root_path", "")
    path = request.url.path.removeprefix(root) or _START
    if request.method == "GET":
        return f"{path}?{request.url.query}" if request.url.query else path
    pages, template = _pages(request.app), getattr(request.scope.get("route"), "path", path)
    while template not in pages and template.count("/") > 1:
        template, path = template.rpartition("/")[0], path.rpartition("/")[0]
    return path if template in pages else _START


def _pages(app: FastAPI) -> frozenset[str]:
    """Return the addresses that can be looked at, as the routes write them."""
    found = getattr(app.state, "pages", None)
    if found is None:
        routes = iter_route_contexts(app.routes)
        found = frozenset(each.path or "" for each in routes if "GET" in (each.methods or ()))
        app.state.pages = found
    return found
