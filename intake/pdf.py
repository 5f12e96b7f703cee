"""PDF, by ``pypdf`` in a process of its own: what a stranger made may loop or fill the memory.

A page is its lines as they stand; where sentences and words were broken is for who reads the
letter (``models.letters``), not for who opens the file.
"""

import multiprocessing
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intake.letter import FileKind, Source, Written, paragraphs_of
from intake.limits import MAX_CHARACTERS, MAX_PAGES, MAX_PDF_SECONDS
from intake.plain_text import parted
from models.errors import (
    DamagedLetterError,
    EmptyLetterError,
    LetterError,
    LockedLetterError,
    OversizedLetterError,
    Words,
)

if TYPE_CHECKING:  # pypdf costs 100 ms: only who reads a PDF pays
    from intake.pdf_pages import Pages, Trouble

_SCAN = Words("het is waarschijnlijk een scan", "it is probably a scan")
_RECOGNISE = Words(
    "Laat er tekstherkenning (OCR) op los, of vraag het document zelf op.",
    "Have its text recognised (OCR), or ask for the document itself.",
)


def read_pdf(source: Source, *, within_seconds: float = MAX_PDF_SECONDS) -> Written:
    """Return the text of a PDF, its pages apart.

    Raises:
        LockedLetterError: it opens with a password only.
        DamagedLetterError: it is broken, or keeps its reader busy without end.
        OversizedLetterError: it unfolds to more than is read here.
        EmptyLetterError: there is no text on any page.
    """
    from intake.pdf_pages import Pages  # noqa: PLC0415  (as above)

    read = _in_a_process_of_its_own(source.content, within_seconds)
    if not isinstance(read, Pages):
        raise _refusal(source, read)
    empty = [number for number, text in enumerate(read.texts, start=1) if not text.strip()]
    if len(empty) == len(read.texts):
        raise EmptyLetterError(file=source.name, problem=_SCAN, remedy=_RECOGNISE)
    return Written(
        paragraphs=paragraphs_of(piece for text in read.texts for piece in parted(text)),
        title=read.title,
        made_on=read.made_on,
        remarks=(_without_text(empty, len(read.texts)),) if empty else (),
    )


def _in_a_process_of_its_own(content: bytes, within_seconds: float) -> "Pages | Trouble":
    from intake.pdf_pages import Pages, Trouble, read_aside  # noqa: PLC0415  (as above)

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=read_aside, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        here.send_bytes(content)
        if not here.poll(within_seconds):
            return Trouble.TOO_SLOW
        read = here.recv()
    except (EOFError, OSError):  # it died of what it read
        return Trouble.DAMAGED
    finally:
        here.close()
        process.kill()
        process.join()
        process.close()
    return read if isinstance(read, Pages) else Trouble(read)


def _refusal(source: Source, trouble: "Trouble") -> LetterError:
    match trouble.value:
        case "locked":
            return LockedLetterError(file=source.name, kind=FileKind.PDF)
        case "too_large":
            return OversizedLetterError(
                file=source.name,
                problem=Words("er staat te veel in", "there is too much in it"),
                limit=Words(
                    f"{MAX_PAGES} bladzijden en {MAX_CHARACTERS} tekens",
                    f"{MAX_PAGES} pages and {MAX_CHARACTERS} characters",
                ),
            )
        case "too_slow":
            problem = Words("het lezen houdt niet op", "reading it does not end")
        case _:
            problem = Words("het is beschadigd of afgebroken", "it is damaged or cut off")
    return DamagedLetterError(file=source.name, kind=FileKind.PDF, problem=problem)


def _without_text(empty: Sequence[int], count: int) -> Words:
    numbers = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")  # noqa: PLR2004
    return Words(
        f"Zonder tekst, misschien een scan: bladzijde {numbers} van {count}.",
        f"Without text, perhaps a scan: page {numbers} of {count}.",
    )
