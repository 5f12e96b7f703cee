"""Writing a document to the file that a person named."""

from pathlib import Path

import typer

from mijlpaal.call import Call
from models.errors import FolderUnwritableError


def put_file(document: str | bytes, out: Path, call: Call) -> None:
    """Write a document, text as UTF-8, and say where; where it is only tried, say so alone.

    Raises:
        FolderUnwritableError: the file cannot be written.
    """
    if call.is_trial:
        nl, en = f"Zou worden geschreven: {out}", f"Would be written: {out}"
        typer.echo(call.say(nl, en), err=True)
        return
    try:
        out.write_bytes(document.encode() if isinstance(document, str) else document)
    except OSError as problem:
        raise FolderUnwritableError(
            folder=out.parent, problem=problem.strerror or problem
        ) from problem
    typer.echo(call.say(f"Geschreven: {out}", f"Written: {out}"), err=True)
