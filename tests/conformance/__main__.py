"""``python -m tests.conformance FOLDER``: run a suite, name what fails, count what passes."""

import sys
from pathlib import Path

from tests.conformance.suite import cases, failure


def main(folder: Path) -> int:
    """Run all that is ours below ``folder``; the last line is always ``N of M``.

    Returns:
        The exit code: 0 if all pass, 1 if one fails or there is nothing to run.

    """
    found = cases(folder)
    failures = {case.name: why for case in found if (why := failure(case))}
    for name, why in failures.items():
        _say(f"{name}: {why}")
    if not found:
        _say(f"{folder}: no chart of which X.scxml and X.json stand together, without data")
    _say(f"{len(found) - len(failures)} of {len(found)}")
    return 1 if failures or not found else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
