"""What stands around every page of somebody who has come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.own_page import own_page
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.words import FRAME, MARKS, NAVIGATION, FrameWords
from mijlpaal.web.pages import below, page
from mijlpaal.web.posted import CSRF_FIELD
from models.access.visits import IDLE
from models.clock import AMSTERDAM
from models.dates.spelling import in_words
from models.vocabulary import Confidentiality, Language

START_PATH = "/"
LANGUAGE_PATH = "/taal"
LOGOUT_PATH = "/uitloggen"
SESSIONS_PATH = "/sessies"
NAMING_PATH = "/beheer/toegang/inzage"  # from keeping, for who has that
_FORM_KEY = Markup('<input type="hidden" name="{name}" value="{value}">')
# In this order; each is shown to whoever may read what it leads to.
_WAYS: tuple[tuple[str, Resource], ...] = (
    (START_PATH, Resource.START),
    ("/clusters", Resource.CLUSTER),
    ("/mijlpalen", Resource.MILESTONE),
    ("/verzoeken", Resource.REQUEST),
    ("/rapportages", Resource.REPORT),
    ("/brieven", Resource.LETTER),
    ("/wat-als", Resource.WHAT_IF),
    ("/beheer", Resource.LOG),
    (NAMING_PATH, Resource.NAMING),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the navigation."""

    address: str
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What ``layout.html`` needs besides the page itself."""

    reader: Reader
    words: FrameWords
    items: tuple[Way, ...]
    start: str
    here: str  # with its query, so that another language is the same page
    language_action: str
    logout_action: str
    sessions: str
    other_language: Language
    reference_date: str
    classification: str
    ending: "Ending | None"


@dataclass(frozen=True, slots=True)
class Ending:
    """When the session ends, for the foot of the page and the script that warns (WCAG 2.2.1)."""

    idle_seconds: int
    left_seconds: int
    hour: str


def framed(
    request: Request,
    reader: Reader,
    template: str,
    *,
    today: date,
    mark: Confidentiality | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **facts: object,
) -> HTMLResponse:
    """Return a page that extends ``layout.html``.

    Args:
        request: what was asked.
        reader: who asked.
        template: the page; it extends ``layout.html``.
        today: the reference date, at its foot.
        mark: how secret the page is; without it the most that the reader may see by clearance.
        status: of the answer.
        headers: of the answer.
        facts: what the template fills in.
    """
    frame = _frame(request, reader, today, mark or _mark_of(reader))
    return page(
        request,
        template,
        reader.language,
        status=status,
        headers=headers,
        frame=frame,
        reader=reader,
        form_key=_FORM_KEY.format(name=CSRF_FIELD, value=reader.csrf),
        **facts,
    )


def _frame(request: Request, reader: Reader, today: date, mark: Confidentiality) -> Frame:
    language = reader.language
    return Frame(
        reader=reader,
        words=FRAME[language],
        items=tuple(
            Way(below(request, path), NAVIGATION[language][resource], _is_at(request, path))
            for path, resource in _WAYS
            if reader.may(resource) and not (path == NAMING_PATH and reader.may(Resource.LOG))
        ),
        start=below(request, START_PATH),
        here=own_page(request),
        language_action=below(request, LANGUAGE_PATH),
        logout_action=below(request, LOGOUT_PATH),
        sessions=below(request, SESSIONS_PATH),
        other_language=Language.NL if language is Language.EN else Language.EN,
        reference_date=in_words(today, language),
        classification=MARKS[language][mark],
        ending=_ending(request, reader),
    )


def _ending(request: Request, reader: Reader) -> Ending | None:
    if reader.ends_at is None:
        return None
    left = reader.ends_at - office_of(request).now()
    hour = f"{reader.ends_at.astimezone(AMSTERDAM):%H:%M}"
    return Ending(int(IDLE.total_seconds()), max(0, int(left.total_seconds())), hour)


def _mark_of(reader: Reader) -> Confidentiality:
    if reader.sight.companies:
        return Confidentiality.COMPANY_CONFIDENTIAL
    return Confidentiality.INTERNAL if reader.sight.clusters else reader.sight.everywhere


def _is_at(request: Request, path: str) -> bool:
    here = _path(request)
    return here == path or (path != START_PATH and here.startswith(f"{path}/"))


def _path(request: Request) -> str:
    """Return the path that was asked for, without where a proxy puts us."""
    root: str = request.scope.get("root_path", "")
    return request.url.path.removeprefix(root) or START_PATH
