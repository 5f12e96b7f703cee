"""What the API answered, so that asking the same thing again does nothing again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.tables.columns import Instant


class KeptAnswer(SQLModel, table=True):
    """The answer to a change that was asked for with an idempotency key.

    Written in the transaction of the change itself: either both are there or neither is.
    """

    actor: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    asked: str  # SHA-256 of what was asked, and of what its asker could see
    status: int
    headers: str  # canonical JSON
    body: str
    made_at: datetime = Field(sa_type=Instant, index=True)
