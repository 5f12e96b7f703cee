"""What somebody typed, given back when it could not be taken: nothing has to be typed twice.

The page itself carries it, as the form did. Nothing is kept here, so there is nothing to leak to
whoever uses this browser next, and any process may answer (docs/decisions/0044).
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mijlpaal.web.entry.goes_to import goes_to_query
from mijlpaal.web.entry.origin import is_surely_ours
from mijlpaal.web.entry.own_page import own_page
from mijlpaal.web.entry.paths import LOGIN_PATH
from mijlpaal.web.pages import below, page
from mijlpaal.web.posted import CSRF_FIELD, form_of, has_file, posted_in
from models.vocabulary import Language

# What a form carries along that nobody typed.
_NOT_TYPED = frozenset({CSRF_FIELD, "naar", "taal", "versie", "stap", "gezien", "brief", "gelezen"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it could not be taken, and what to do."""

    heading: str
    text: str
    button: str
    file: str


_FILE_NL = "Een bestand dat u koos, moet u opnieuw kiezen."
_FILE_EN = "A file that you chose must be chosen again."
REASONS: Mapping[Language, Mapping[str, Reason]] = {
    Language.NL: {
        "ended": Reason(
            "Uw sessie is voorbij",
            "Er is niets vastgelegd, en niets verloren: wat u typte staat hieronder. Log in, in een"
            " ander tabblad, en kom terug om het te versturen.",
            "Verstuur wat ik typte",
            _FILE_NL,
        ),
        "another": Reason(
            "Nog één keer versturen",
            "Dit formulier is van een eerdere sessie. Er is nog niets vastgelegd. Kijk na wat u"
            " typte en verstuur het als {name}.",
            "Verstuur wat ik typte",
            _FILE_NL,
        ),
        "busy": Reason(
            "Even bezet",
            "De database is bezet. Er is niets vastgelegd, en niets verloren: wat u typte staat"
            " hieronder. Probeer het over enkele seconden opnieuw.",
            "Probeer opnieuw",
            _FILE_NL,
        ),
        "broken": Reason(
            "Er ging iets mis",
            "Dat is onze fout, en de beheerder kan het nazien. Wat u typte staat hieronder. Kijk"
            " eerst of het al is vastgelegd, en probeer het dan opnieuw.",
            "Probeer opnieuw",
            _FILE_NL,
        ),
    },
    Language.EN: {
        "ended": Reason(
            "Your session is over",
            "Nothing was recorded, and nothing is lost: what you typed is below. Sign in, in"
            " another tab, and come back to send it.",
            "Send what I typed",
            _FILE_EN,
        ),
        "another": Reason(
            "Send it once more",
            "This form is of an earlier session. Nothing was recorded yet. Look at what you typed"
            " and send it as {name}.",
            "Send what I typed",
            _FILE_EN,
        ),
        "busy": Reason(
            "Busy for a moment",
            "The database is busy. Nothing was recorded, and nothing is lost: what you typed is"
            " below. Try again in a few seconds.",
            "Try again",
            _FILE_EN,
        ),
        "broken": Reason(
            "Something went wrong",
            "That is our fault, and the administrator can look into it. What you typed is below."
            " Look first whether it was recorded, and then try again.",
            "Try again",
            _FILE_EN,
        ),
    },
}


async def typed_again(
    request: Request, why: str, language: Language, *, status: int, csrf: str = "", name: str = ""
) -> Response | None:
    """Return a page with all that was typed; None when nothing was, or no page of ours sent it.

    Args:
        request: the form that was sent.
        why: a key of ``REASONS``.
        language: of the reader.
        status: of the answer.
        csrf: the key of the present session; empty when there is none.
        name: of whoever is signed in.
    """
    if request.method != "POST" or not is_surely_ours(request):
        return None
    with suppress(HTTPException):  # no form that can be read
        await (await form_of(request)).close()  # nobody reads its files any more
    return given_back(request, why, language, status=status, csrf=csrf, name=name)


def given_back(
    request: Request, why: str, language: Language, *, status: int, csrf: str = "", name: str = ""
) -> Response | None:
    """Return the same of a form that was read before; None when nothing was typed into it."""
    fields = posted_in(request.scope)
    typed = [each for each in fields if each[0] not in _NOT_TYPED and each[1]]
    if not typed:
        return None
    here = own_page(request)
    carried = [each for each in fields if each not in typed and each[0] != CSRF_FIELD]
    key = csrf or dict(fields).get(CSRF_FIELD, "")
    reason = REASONS[language][why]
    return page(
        request,
        "typed_again.html",
        language,
        status=status,
        reason=reason,
        text=reason.text.format(name=name),
        typed=typed,
        carried=[(CSRF_FIELD, key), *carried],
        has_file=has_file(request.scope),
        action=request.url.path,
        login=f"{below(request, LOGIN_PATH)}?{goes_to_query(here)}" if why == "ended" else "",
        here=below(request, here),
    )
