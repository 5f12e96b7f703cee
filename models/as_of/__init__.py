"""The state as it was on a day, replayed from the ledger (docs/decisions/0011)."""

from models.as_of.kept import Kept
from models.as_of.past import Past, began_on
from models.as_of.question import as_of, past_of, record_as_of

__all__ = ["Kept", "Past", "as_of", "began_on", "past_of", "record_as_of"]
