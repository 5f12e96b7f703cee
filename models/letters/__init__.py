"""What a letter says: its statements about moments, each with its weight, sense and parties. Pure."""

from models.letters.statement import Proposed, Statement

__all__ = ["Proposed", "Statement"]
