"""Writing a document to the file that a person named."""

from pathlib import Path

from models.errors import FolderUnwritableError


def write_out(document: str, out: Path) -> None:
    """Write a document.

    Raises:
        FolderUnwritableError: the file cannot be written.
    """
    try:
        out.write_text(document, encoding="utf-8")
    except OSError as problem:
        raise FolderUnwritableError(
            folder=out.parent, problem=problem.strerror or problem
        ) from problem


def write_bytes(content: bytes, out: Path) -> None:
    """Write a document that is no text.

    Raises:
        FolderUnwritableError: the file cannot be written.
    """
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise FolderUnwritableError(
            folder=out.parent, problem=problem.strerror or problem
        ) from problem
