"""The group of all reports; without a command of its own, a key is that of a cluster."""

from typing import Any, ClassVar

import typer

from mijlpaal.commands.report import report
from mijlpaal.dutch import english_of
from mijlpaal.help import HouseGroup, ReadingCommand
from mijlpaal.words import both

_WITHOUT_A_NAME = "cluster"


class ReportGroup(HouseGroup):
    """``mijlpaal report chemelot`` is short for ``mijlpaal report cluster chemelot``."""

    shows_the_past: ClassVar[bool] = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (as Typer has it)
        """Put the name in front where a person left it out."""
        first = args[0] if args else ""
        if english_of(first) not in self.commands and first != "--help":
            args = [_WITHOUT_A_NAME, *args]
        return super().parse_args(ctx, args)


report_group = typer.Typer(
    name="report",
    cls=ReportGroup,
    rich_markup_mode=None,
    help=both(
        "Rapportages: per cluster, programma, houder of jaar; vaststellen en vergelijken.\n\n"
        "Zonder opdracht is de sleutel die van een cluster, en zonder sleutel het hele programma."
        "\n\n"
        "mijlpaal report chemelot --format pdf --out chemelot.pdf",
        "Reports: per cluster, programme, holder or year; establishing and comparing them.\n\n"
        "Without a command the key is that of a cluster, and without a key the whole programme."
        "\n\n"
        "mijlpaal report chemelot --format pdf --out chemelot.pdf",
    ),
)
report_group.command(
    _WITHOUT_A_NAME,
    cls=ReadingCommand,
    help=both(
        "Maak de voortgangsrapportage van een cluster of van het hele programma.\n\n"
        "mijlpaal report cluster chemelot --format pdf --out chemelot.pdf",
        "Make the status report of a cluster or of the whole programme.\n\n"
        "mijlpaal report cluster chemelot --format pdf --out chemelot.pdf",
    ),
)(report)
