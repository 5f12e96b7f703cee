"""``python -m tests.chaos.organisation [--kills N] [--rungs N]``: kill, and count what is told."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.organisation.killing import KINDS, Plan, run_chaos


def main() -> None:
    """Run the day; exit 1 when anything was lost, told to a stranger, or swept too late."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.organisation", description=__doc__)
    parser.add_argument("--kills", type=int, default=Plan.kills, help="of each kind")
    parser.add_argument("--rungs", type=int, default=Plan.rungs)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    plan = Plan(given.rungs, given.kills, tuple(given.only))
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mijlpaal-chaos-") as home:
        Path(home).chmod(0o755)  # PostgreSQL runs as somebody else when root runs this
        dice = random.Random(given.seed)
        found = run_chaos(Path(home), plan, dice, lambda line: print(line, flush=True))
    print(found)
    print(f"{time.monotonic() - begin:.0f} s")
    sys.exit(bool(found.lost or found.strangers or not found.is_in_grace))


if __name__ == "__main__":
    main()
