"""References to papers of parliament in one form, kept beside the reference as it was given.

Domain section 7: a Zaak number (``2025Z19212``) and a Kamerstuk number (dossier 29 826, number
307) are two systems; the publication id of the official gazette is ``kst-29826-307``.
"""

import re

_CASE = re.compile(r"\b(\d{4}Z\d{5})\b")
_PAPER = re.compile(
    r"""\b(\d{2})[ \u00a0.]?(\d{3})\b          # the dossier: 29826, 29 826, 29.826
        [ \u00a0-]*([IVXL]+(?:-[A-Z])?)?       # its budget chapter: 36 800 XIII
        [ \u00a0,]*(?:nr\.?|no\.?|-)[ \u00a0]*(\d+)\b""",
    re.VERBOSE,
)


def normalised(reference: str) -> str | None:
    """Return the reference in its one form; None when it is of neither system.

    >>> normalised("Kamerstuk 29826, nr. 307")
    'kst-29826-307'
    >>> normalised("Kamerstukken II 2025Z19212")
    '2025Z19212'
    """
    case = _CASE.search(reference)
    if case:
        return case[1]
    paper = _PAPER.search(reference)
    if paper is None:
        return None
    first, second, chapter, number = paper.groups()
    return "-".join(part for part in ("kst", first + second, chapter, number) if part)
