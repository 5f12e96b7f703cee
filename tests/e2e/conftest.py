"""A real browser on a real socket: Debian's Chromium, driven by Playwright, with axe-core."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    sync_playwright,
)

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.patience import Patience
from mijlpaal.web.serving import configuration
from models.access.login_links import make_link
from models.acts import mandates
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, transaction
from seeds.rulebook import load_rulebook
from tests.mijlpaal.web.conftest import Hands
from tests.mijlpaal.web.screens.conftest import PEOPLE, TODAY, seeded
from tests.mijlpaal.web.screens.furnished import furnish

__all__ = ["seeded"]

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "build/node_modules/axe-core/axe.min.js"
_ALONE = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if "E2E" not in os.environ:
        pytest.skip("a real browser takes minutes: make e2e")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_ALONE))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.exists():
        pytest.skip("no axe-core in build: make e2e installs it")
    return AXE.read_text("utf-8")


@dataclass(frozen=True)
class Site:
    """A server with the real programme, and a way in."""

    office: Office
    base: str

    def link(self, actor: str) -> str:
        """Return a login link."""
        with transaction(self.office.engine) as session:
            secret = make_link(session, actor, by="baas", now=self.office.now())
        return f"{self.base}/inloggen/link/{secret}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, seeded: bytes) -> Iterator[Site]:
    """A server of this session, on which each page has something to show."""
    with _site(tmp_path_factory.mktemp("site") / "mijlpaal.db", seeded) as opened:
        furnish(opened.office)
        yield opened


@pytest.fixture
def own_site(tmp_path: Path, seeded: bytes) -> Iterator[Site]:
    """A server of one test, for a journey after which nothing is as it was."""
    with _site(tmp_path / "mijlpaal.db", seeded) as opened:
        yield opened


@contextmanager
def _site(path: Path, seeded: bytes) -> Iterator[Site]:
    path.write_bytes(seeded)
    engine = make_engine(f"sqlite:///{path}")
    if not seeded:
        create_schema(engine)
        with transaction(engine) as session:
            ledger = Ledger(session, load_rulebook(), actor="baas", at=morning_of(TODAY))
            for name, role, cluster in PEOPLE:
                if cluster is None:
                    mandates.give(ledger, name, role, cluster=cluster)
    office = Office(engine, load_rulebook(), Hands(morning_of(TODAY)))
    with _serving(office) as base:
        yield Site(office, base)
    engine.dispose()


@contextmanager
def _serving(office: Office) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(configuration(make_app(office), Patience()))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


def _is_news(said: ConsoleMessage) -> bool:
    """Return whether a message is not that of a page that is meant to say 404 or 422."""
    return not said.text.startswith("Failed to load resource")


def _is_lost(came: Response) -> bool:
    """Return whether a part of a page did not come."""
    return came.status >= 400 and came.request.resource_type != "document"


Look = Callable[..., Page]


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on which nobody recorded anything but who may do what."""
    with _site(tmp_path_factory.mktemp("leeg") / "mijlpaal.db", b"") as opened:
        yield opened


@pytest.fixture
def look(chromium: Browser, site: Site) -> Iterator[Look]:
    """Open a browser of somebody who has come in (or, without a name, of a stranger).

    What it asks of elsewhere, says on the console or lacks fails the test. The policy of the pages
    holds in all of them: a script of a test comes from the browser's own tools, not from the page.
    """
    opened: list[BrowserContext] = []
    elsewhere: list[str] = []

    def told(what: str, is_amiss: bool) -> None:
        if is_amiss:
            elsewhere.append(what)

    def come_in(
        actor: str = "anna",
        *,
        width: int = 1280,
        dark: bool = False,
        forced: bool = False,
        scripts: bool = True,
        at: Site = site,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced else "none",
            java_script_enabled=scripts,
            locale="nl-NL",
        )
        opened.append(context)
        page = context.new_page()
        page.on("request", lambda asked: told(asked.url, not asked.url.startswith(at.base)))
        page.on("response", lambda came: told(came.url, _is_lost(came)))
        page.on("console", lambda said: told(said.text, _is_news(said)))
        page.on("pageerror", lambda fault: told(str(fault), is_amiss=True))
        if actor:
            page.goto(at.link(actor))
            page.get_by_role("button").click()
        return page

    yield come_in
    for context in opened:
        context.close()
    assert not elsewhere
