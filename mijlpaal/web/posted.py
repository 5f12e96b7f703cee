"""What a form sends: read once, whole, or refused as too large; nothing of it is cut off."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

LARGEST_BODY = 25_000_000  # bytes: the largest letter that intake takes, and its form
MOST_BYTES = 5_000_000  # of one file


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was chosen: its name, and its bytes; None when it is larger than is taken."""

    name: str
    content: bytes | None


async def form_of(request: Request) -> FormData:
    """Return a form; its fields may be as large as the body, for some carry a file along.

    Whoever asks first reads it; later askers get the same.
    """
    return await request.form(max_part_size=LARGEST_BODY)


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
