"""What a form sends: read once, whole, or refused as too large; nothing of it is cut off."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Scope

CSRF_FIELD = "csrf"
LARGEST_BODY = 25_000_000  # bytes: the largest letter that intake takes, and its form
MOST_BYTES = 5_000_000  # of one file
_POSTED = "mijlpaal.posted"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was chosen: its name, and its bytes; None when it is larger than is taken."""

    name: str
    content: bytes | None


async def form_of(request: Request) -> FormData:
    """Return a form; its fields may be as large as the body, for some carry a file along.

    Whoever asks first reads it; later askers get the same, also who answers for what broke.
    """
    form = await request.form(max_part_size=LARGEST_BODY)
    request.scope[_POSTED] = form
    return form


def posted_in(scope: Scope) -> list[tuple[str, str]]:
    """Return the texts of the form that was read of a request, in its order; without one none."""
    form = scope.get(_POSTED)
    fields = form.multi_items() if isinstance(form, FormData) else ()
    return [(name, value) for name, value in fields if isinstance(value, str)]


def has_file(scope: Scope) -> bool:
    """Return whether a file came with the form that was read."""
    form = scope.get(_POSTED)
    files = form.values() if isinstance(form, FormData) else ()
    return any(isinstance(each, UploadFile) and each.filename for each in files)


async def uploaded(form: FormData, name: str) -> Upload | None:
    """Return the file of a field, and close it; None when none was chosen."""
    file = form.get(name)
    if not isinstance(file, UploadFile):
        return None
    content = await file.read(MOST_BYTES + 1)
    await file.close()
    if not file.filename:
        return None
    return Upload(file.filename, content if len(content) <= MOST_BYTES else None)
