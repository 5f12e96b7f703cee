"""What a letter says: statements about moments, with their weight, sense and parties. Pure."""

from models.letters.finder import find_statements
from models.letters.statement import Proposed, Statement

__all__ = ["Proposed", "Statement", "find_statements"]
