"""An unexpected error as a log may keep it: which one and where, without what it says.

The words of an error that nobody wrote on purpose may hold a name, an address or a text.
"""


class WordlessError(Exception):
    """Stands in a log for another error; says of which type that was."""


def wordless(problem: BaseException) -> WordlessError:
    """Return what a log keeps of an error: its type and its trace."""
    return WordlessError(type(problem).__name__).with_traceback(problem.__traceback__)
