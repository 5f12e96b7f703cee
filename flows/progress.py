"""What a person in front of a running day sees: each stage, how long it took, what it counted."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from flows.stage_words import FAILED, decimal, said, title
from flows.stages import Counted, Stage, listening
from models.vocabulary import Language


@contextmanager
def showing_progress(
    language: Language = Language.NL, stream: TextIO | None = None
) -> Iterator[None]:
    """Show the stages that run inside: moving on a terminal, a line each anywhere else.

    Args:
        language: of the words.
        stream: where to; standard error by default, so that output stays clean.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        with listening(PlainLines(language, stream)):
            yield
        return
    progress = Progress(
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(file=stream),
    )
    with progress, listening(MovingLines(progress, language)):
        yield


class PlainLines:
    """One line when a stage begins and one when it ends: for logs and for screen readers."""

    def __init__(self, language: Language, stream: TextIO) -> None:
        self._language = language
        self._stream = stream

    def began(self, stage: Stage) -> None:
        """Write which stage begins."""
        self._write(f"{title(stage, self._language)} …")

    def ended(self, stage: Stage, counts: Mapping[Counted, int], seconds: float) -> None:
        """Write what the stage counted and how long it took."""
        done = f"{title(stage, self._language)}: {said(counts, self._language)}"
        self._write(f"{done} ({decimal(seconds, self._language)} s)")

    def failed(self, stage: Stage) -> None:
        """Write that the stage failed."""
        self._write(f"{title(stage, self._language)}: {FAILED[self._language]}")

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class MovingLines:
    """A line each that moves while its stage runs; rich moves it in a thread of its own."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress = progress
        self._language = language
        self._tasks: dict[Stage, TaskID] = {}

    def began(self, stage: Stage) -> None:
        """Add a moving line for the stage."""
        self._tasks[stage] = self._progress.add_task(title(stage, self._language), total=1)

    def ended(self, stage: Stage, counts: Mapping[Counted, int], _seconds: float) -> None:
        """Let the line stand still and say what was counted; it shows the time itself."""
        phrase = f"{title(stage, self._language)}: {said(counts, self._language)}"
        self._progress.update(self._tasks[stage], description=phrase, completed=1)

    def failed(self, stage: Stage) -> None:
        """Let the line stand still and say that the stage failed."""
        phrase = f"[red]{title(stage, self._language)}: {FAILED[self._language]}[/red]"
        self._progress.update(self._tasks[stage], description=phrase)
        self._progress.stop_task(self._tasks[stage])
