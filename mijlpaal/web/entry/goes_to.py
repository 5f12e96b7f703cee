"""Where somebody goes after coming in: a page of ours, whatever the address bar was told."""

from urllib.parse import urlencode, urlsplit

_LONGEST = 2000


def local_path(wanted: str) -> str:
    r"""Return a path of ours, the start page for anything else.

    Browsers read a backslash as a slash and drop tabs and line ends, so that ``/\host`` and
    ``/<tab>/host`` lead to another host.

    >>> local_path("/mijlpalen?status=late"), local_path("//host/x"), local_path("/\\host")
    ('/mijlpalen?status=late', '/', '/')
    """
    is_plain = wanted.isprintable() and "\\" not in wanted and len(wanted) <= _LONGEST
    if not is_plain or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else "/"


def goes_to_query(wanted: str) -> str:
    """Return the query that remembers where somebody was going."""
    return urlencode({"naar": local_path(wanted)})
