"""Where the pages are reached: as it was set, or else where this folder's server listens now."""

from pathlib import Path

from flows.locks import holder_of
from flows.workplace import Workplace

_STANDARD = "http://127.0.0.1:8017"  # of `mijlpaal serve`


def serving_lock(home: Path) -> Path:
    """Return the file that whoever serves the pages of this folder holds, and tells where."""
    return home / "serving.lock"


def where_served(workplace: Workplace) -> tuple[str, bool]:
    """Return the address of the pages, without a slash at its end, and whether it is known.

    Where nobody serves and nothing is set, it is the one that ``mijlpaal serve`` takes by itself.
    """
    known = workplace.messages.web_address.rstrip("/")
    if not known:
        holder = holder_of(serving_lock(workplace.home))
        known = (holder.url or "") if holder else ""
    return known or _STANDARD, bool(known)
