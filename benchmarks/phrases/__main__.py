"""``python -m benchmarks.phrases [FILE]``: read a file of phrases, say misses and scores.

The last line is always ``exact E/N, deadline latest D/M, invented I``.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.phrases.judging import Judgement, judged_records, verdict
from benchmarks.phrases.readers import OURS, THEIRS, Read, ours, theirs
from benchmarks.phrases.records import Record, read_records
from benchmarks.phrases.table import said_of_misses, table
from models.errors import MijlpaalError

DEFAULT = Path("../shared/time/phrases.jsonl")
_NOT_SCORED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was missed, the table and the verdict.

    Returns:
        The exit code: 0 when the file was scored, 2 when it is absent or not what it should be.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phrases", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    path: Path = parser.parse_args(arguments).file
    if not path.exists():
        print(_absent(path), file=sys.stderr)
        return _NOT_SCORED
    try:
        records = judged_records(read_records(path))
    except MijlpaalError as error:
        print(error, file=sys.stderr)
        return _NOT_SCORED
    _score(records)
    return 0


def _score(records: Sequence[Record]) -> None:
    judgements = _judgements(ours, records)
    library = theirs()
    for line in said_of_misses(judgements):
        print(line)
    others = _judgements(library, records) if library else None
    print(table({OURS: judgements, THEIRS: others}))
    print(verdict(judgements))


def _judgements(read: Read, records: Sequence[Record]) -> list[Judgement]:
    return [Judgement(record, read(record)) for record in records]


def _absent(path: Path) -> str:
    if path == DEFAULT:
        return f"{path} is not here: it is no part of the repository. Name a file: FILE=path"
    return f"{path} is not here. Name a file with one JSON object a line: FILE=path"


if __name__ == "__main__":
    sys.exit(main())
