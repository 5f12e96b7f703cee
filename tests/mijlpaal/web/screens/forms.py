"""Sending a form as a browser would, and looking at a page."""

import re

from httpx import Response
from starlette.testclient import TestClient

from tests.mijlpaal.web.entry.conftest import csrf


def send(browser: TestClient, path: str, **fields: object) -> Response:
    """Post a form of ours."""
    answer: Response = browser.post(path, data={"csrf": csrf(browser), **fields})
    return answer


def hidden(page: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
    assert found, page
    return found[1]


def words(page: str) -> str:
    """Return the text of a page without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
