"""From words to a page: one layout, two languages; everything works without scripts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mijlpaal.web.language_of_parts import settled
from mijlpaal.web.preferring import quality, weighed
from mijlpaal.web.words import SIGNS
from models.vocabulary import Language
from reports.documents.characters import straight
from reports.html import TEMPLATES as REPORT_TEMPLATES

STYLE_PATH = "/opmaak.css"
THEME_PATH = "/thema.css"
SCRIPT_PATH = "/htmx-4.0.1.js"
SESSION_SCRIPT_PATH = "/sessie.js"
ICON_PATH = "/favicon.ico"  # what browsers ask for unasked; without it each page is an error there


def page(
    request: Request,
    template: str,
    language: Language,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **facts: object,
) -> HTMLResponse:
    """Return a page made of a template and its facts."""
    text = (
        _environment()
        .get_template(template)
        .render(
            language=language,
            styles=_styles(request),
            script=below(request, SCRIPT_PATH),
            session_script=below(request, SESSION_SCRIPT_PATH),
            **facts,
        )
    )
    # What somebody typed must not turn around the words beside it: a name would read as another.
    text = straight(settled(text) if language is Language.EN else text)
    return HTMLResponse(text, status, headers={**in_language(language), **(headers or {})})


def below(request: Request, path: str) -> str:
    """Return a path of ours as a browser finds it, behind a proxy too."""
    return f"{request.scope.get('root_path', '')}{path}"


def sign(
    request: Request,
    what: str,
    language: Language,
    *,
    status: int,
    headers: Mapping[str, str] | None = None,
    leads_on: bool = False,
    **facts: str,
) -> HTMLResponse:
    """Return a page that only says something: what is the matter, and what to do.

    It leads to the start page where somebody can get in.
    """
    heading, text = SIGNS[language][what]
    return page(
        request,
        "sign.html",
        language,
        status=status,
        headers=headers,
        heading=heading,
        text=text.format_map(facts),
        start=below(request, "/") if leads_on else "",
    )


def language_of(request: Request) -> Language:
    """Return the language that is liked best of ours (RFC 9110, 12.5.4), Dutch when in doubt."""
    asked = weighed(request.headers.get("accept-language", ""))
    # A weight of one English (en-GB) is one of English: we have but one.
    ranges = [(name.partition("-")[0], weight) for name, weight in asked]
    dutch, english = (quality(ranges, (each, "*")) or 0 for each in ("nl", "en"))
    return Language.EN if english > dutch else Language.NL


def in_language(language: Language) -> dict[str, str]:
    """Return the headers that say in which language an answer is, and that it was asked for."""
    return {"Content-Language": str(language), "Vary": "Accept-Language"}


def _styles(request: Request) -> list[str]:
    """Return our style sheet and, after it, that of the theme."""
    office = getattr(request.app.state, "office", None) if "app" in request.scope else None
    has_theme = bool(getattr(office, "theme", ""))
    return [below(request, path) for path in (STYLE_PATH, *([THEME_PATH] * has_theme))]


def compile_templates() -> None:
    """Compile every page at once; otherwise whoever looks at one first waits for it."""
    environment = _environment()
    for name in _OURS.list_templates():
        environment.get_template(name)
    environment.get_template("rapport/parts.html.j2")


_OURS = FileSystemLoader(Path(__file__).parent / "templates")


@cache
def _environment() -> Environment:
    return Environment(
        loader=ChoiceLoader(
            [
                _OURS,
                PrefixLoader({"rapport": FileSystemLoader(REPORT_TEMPLATES)}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
