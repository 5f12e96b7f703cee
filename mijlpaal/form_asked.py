"""``--json`` and ``--csv`` of a document: short for ``--format json`` and ``--format csv``."""

from typing import Literal, TypeVar

from mijlpaal.call import Call
from models.errors import ReportFormatError, Words

FormWord = TypeVar("FormWord", bound=str)
_UNLESS_SAID = "text"


def form_asked(form: FormWord, call: Call, *, as_json: bool) -> FormWord | Literal["csv", "json"]:
    """Return the form that was asked for, whichever way.

    Raises:
        ReportFormatError: in two ways, and not the same.
    """
    if not as_json:
        return form
    short: Literal["csv", "json"] = "csv" if call.is_csv else "json"
    if form not in {_UNLESS_SAID, short}:
        raise ReportFormatError(
            asked=f"--{short}",
            problem=Words(f"--format {form} vraagt iets anders", f"--format {form} asks otherwise"),
            accepted=Words("een van de twee", "one of the two"),
        )
    return short
