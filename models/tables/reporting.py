"""Published status reports: frozen with their figures."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import Instant
from models.vocabulary import Confidentiality


class Report(SQLModel, table=True):
    """One edition of a status report, as it was published; another state is another edition."""

    __table_args__ = (UniqueConstraint("subject_id", "reference_date", "audience", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    subject_id: int = Field(foreign_key="subject.id")  # a cluster or the programme
    reference_date: date
    audience: str = Confidentiality.INTERNAL
    edition: int
    digest: str  # of the figures
    figures: str  # canonical JSON
    published_at: datetime = Field(sa_type=Instant)
