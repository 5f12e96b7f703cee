"""The doctor's findings on the terminal."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from mijlpaal.show import screen
from mijlpaal.words import both

_LEVELS = {
    Level.OK: (both("✓ ok", "✓ ok"), "green"),
    Level.ATTENTION: (both("▲ aandacht", "▲ attention"), "yellow"),
    Level.ERROR: (both("✕ fout", "✕ error"), "bold red"),
}


def show_checks(checks: Sequence[Check], call: Call) -> None:
    """Write a line per part, and below it what to do."""
    rows: list[tuple[screen.Cell, ...]] = []
    for check in checks:
        words, style = _LEVELS[check.level]
        rows.append((check.part, screen.Ink(call.pick(words), style), check.finding))
        if check.remedy:
            rows.append(("", "", screen.Ink(f"→ {check.remedy}", "bold")))
    heads = (call.say("onderdeel", "part"), call.say("stand", "state"), "")
    screen.table(heads, rows)
