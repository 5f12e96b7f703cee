"""The scores as people read them: misses with the rule, and a table per kind."""

from collections.abc import Mapping, Sequence

from benchmarks.phrases.judging import Judgement, misses, tally
from benchmarks.phrases.records import Judged
from models.dates import Tense

_KINDS: tuple[Tense | None, ...] = (*Tense, None)


def said_of_misses(judgements: Sequence[Judgement]) -> list[str]:
    """Return a line for each miss: rule, day, phrase, expected and got."""
    return [_miss(each) for each in misses(judgements)]


def table(scores: Mapping[str, Sequence[Judgement] | None]) -> str:
    """Return a row per kind with three figures per reader; what is not installed says so."""
    present = {name: judgements for name, judgements in scores.items() if judgements is not None}
    heads = [f"{name} {figure}" for name in present for figure in ("exact", "latest", "invented")]
    rows = [["kind", "judged", *heads], *(_row(kind, list(present.values())) for kind in _KINDS)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    absent = [name for name, judgements in scores.items() if judgements is None]
    return "\n".join(
        [
            *("  ".join(map(str.rjust, row, widths)) for row in rows),
            *(f"{name}: not measured, it is not installed (make phrases)" for name in absent),
        ]
    )


def _row(kind: Tense | None, readers: Sequence[Sequence[Judgement]]) -> list[str]:
    tallies = [tally(judgements, kind) for judgements in readers]
    cells = [(each.exact, each.right_latest, each.invented) for each in tallies]
    return [
        kind or "all",
        str(tallies[0].judged),
        *(str(count) for counts in cells for count in counts),
    ]


def _miss(judgement: Judgement) -> str:
    record, answer = judgement.record, judgement.answer
    is_whole = record.judged is Judged.BOTH
    expected = f"{record.earliest if is_whole else '*'} … {record.latest}"
    got = f"{answer.earliest if is_whole else '*'} … {answer.latest}"
    return (
        f"{answer.rule:<12} {record.said_on} {record.kind:<8} {record.phrase!r}: "
        f"expected {expected}, got {got}"
    )
