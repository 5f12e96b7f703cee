"""The one script there is: as its makers published it, from our own address, and never needed."""

from hashlib import sha256
from pathlib import Path

from starlette.testclient import TestClient

from mijlpaal.web import app
from mijlpaal.web.guard import HEADERS
from mijlpaal.web.pages import SCRIPT_PATH

VENDOR = Path(app.__file__).parent / "vendor/htmx-4.0.1"
PUBLISHED = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"  # of the package


def test_the_script_comes_from_our_own_address(browser: TestClient) -> None:
    answer = browser.get(SCRIPT_PATH)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert sha256(answer.content).hexdigest() == PUBLISHED


def test_its_licence_stands_beside_it() -> None:
    assert "Zero-Clause BSD" in (VENDOR / "LICENSE").read_text("utf-8")


def test_no_page_may_make_a_script_of_words_or_hold_one() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
