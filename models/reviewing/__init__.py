"""What people decide about the statements of a letter, and what the ledger remembers of it."""

from models.reviewing.documents import (
    document_of_file,
    know_by_file,
    letter_like,
    register_letter,
)
from models.reviewing.known import Known, known_statements
from models.reviewing.parties import Parties, parties
from models.reviewing.placed import Placed, Taking
from models.reviewing.verdicts import accept, reject

__all__ = [
    "Known",
    "Parties",
    "Placed",
    "Taking",
    "accept",
    "document_of_file",
    "know_by_file",
    "known_statements",
    "letter_like",
    "parties",
    "register_letter",
    "reject",
]
