"""Writing a document to the file that a person named."""

from pathlib import Path

from models.errors import FolderUnwritableError


def write_out(document: str | bytes, out: Path) -> None:
    """Write a document, text as UTF-8.

    Raises:
        FolderUnwritableError: the file cannot be written.
    """
    try:
        out.write_bytes(document.encode() if isinstance(document, str) else document)
    except OSError as problem:
        raise FolderUnwritableError(
            folder=out.parent, problem=problem.strerror or problem
        ) from problem
