"""How promises in letters to the Kamer really slipped: the reference cases, as data.

Each line of ``slippages.jsonl`` is one promise in a public letter or plan: what was to come, the
words and the last day they meant, the words and the last day that took their place, and the day on
which that was announced. All of them slipped; they say nothing about how often promises do. They
came with the domain (section 10: the median of the paper-size ones is about 87 days) and are kept
as they came; a size that is null went to no day.
"""

import json
from pathlib import Path

from models.consequences.slipping import Case
from models.errors import UnreadableSourceError

DEFAULT = Path(__file__).parent / "slippages.jsonl"
_ACCEPTED = 'per regel: {"slip_days": 31, …}'


def reference_cases(path: Path = DEFAULT) -> tuple[Case, ...]:
    """Return the reference cases, in the order of the file.

    Raises:
        UnreadableSourceError: a line that is none; names file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise _unreadable(path, 1, str(problem)) from problem
    return tuple(_case(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def _case(path: Path, number: int, line: str) -> Case:
    try:
        said = json.loads(line)
    except ValueError as problem:
        raise _unreadable(path, number, str(problem)) from problem
    days = said.get("slip_days", "") if isinstance(said, dict) else ""
    if isinstance(days, bool) or not isinstance(days, int | None):
        raise _unreadable(path, number, "slip_days")
    return Case(days)


def _unreadable(path: Path, line: int, problem: str) -> UnreadableSourceError:
    return UnreadableSourceError(file=path.name, line=line, problem=problem, accepted=_ACCEPTED)
