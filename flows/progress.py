"""What a person in front of a running day sees: each stage, how long it took, what it counted."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress_bar import ProgressBar

from flows.stage_words import FAILED, decimal, said, title
from flows.stages import Counted, Stage, listening
from models.vocabulary import Language

_BAR_WIDTH = 30


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
        _BarOfMany(bar_width=_BAR_WIDTH),
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

    def moved(self, stage: Stage, done: int, total: int, name: str) -> None:
        """Write nothing: a line for each of two hundred clusters would hide the rest."""

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

    def moved(self, stage: Stage, done: int, total: int, name: str) -> None:
        """Fill the bar and name what is being done."""
        phrase = title(stage, self._language)
        if name:
            phrase = f"{phrase}: {escape(name)}"
        self._progress.update(self._tasks[stage], description=phrase, completed=done, total=total)

    def ended(self, stage: Stage, counts: Mapping[Counted, int], _seconds: float) -> None:
        """Let the line stand still and say what was counted; it shows the time itself."""
        phrase = f"{title(stage, self._language)}: {said(counts, self._language)}"
        task = self._tasks[stage]
        self._progress.update(task, description=phrase, completed=self._total(task))

    def failed(self, stage: Stage) -> None:
        """Let the line stand still and say that the stage failed."""
        phrase = f"[red]{title(stage, self._language)}: {FAILED[self._language]}[/red]"
        self._progress.update(self._tasks[stage], description=phrase)
        self._progress.stop_task(self._tasks[stage])

    def _total(self, task: TaskID) -> float:
        return next((each.total or 1 for each in self._progress.tasks if each.id == task), 1)


class _BarOfMany(BarColumn):
    """A bar, where there is more than one thing to do."""

    def render(self, task: Task) -> ProgressBar:
        """Return the bar; one of no width where the line itself says enough."""
        bar = super().render(task)
        bar.width = self.bar_width if (task.total or 1) > 1 else 0
        return bar
