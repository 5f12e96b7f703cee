"""What is reported: editions, frozen with their figures, and the texts that people write."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import Instant
from models.vocabulary import Approval, Confidentiality


class Report(SQLModel, table=True):
    """One edition of a status report, as it was published; another state is another edition.

    Nothing of it is ever changed (``models.storage.append_only``).
    """

    __table_args__ = (UniqueConstraint("subject_id", "reference_date", "audience", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    subject_id: int = Field(foreign_key="subject.id")  # a cluster or the programme
    reference_date: date
    audience: str = Confidentiality.INTERNAL
    edition: int
    digest: str  # of the figures
    figures: str  # canonical JSON
    published_at: datetime = Field(sa_type=Instant)


class Edition(SQLModel, table=True):
    """How far an edition is on its way to being established; without a row it is a concept.

    ``digest`` stands here too, so that the chain of events vouches for the figures.
    """

    subject_id: int = Field(primary_key=True, foreign_key="subject.id")
    report_id: int = Field(foreign_key="report.id", unique=True)
    digest: str
    audience: str  # who may read it once it is established
    approval: str = Approval.CONCEPT
    written_by: str | None = None
    proposed_by: str | None = None
    proposed_on: date | None = None
    established_by: str | None = None
    established_on: date | None = None
    corrects: int | None = None  # the established edition of the same day that it replaces
    correction: str | None = None  # why


class StatusText(SQLModel, table=True):
    """What somebody writes of a cluster or the programme, for a letter to parliament.

    Until it is established only insiders read it (``Subject.confidentiality``); then whoever
    ``audience`` names.
    """

    subject_id: int = Field(primary_key=True, foreign_key="subject.id")
    about_id: int = Field(foreign_key="subject.id", index=True)
    text: str
    reference_date: date  # the day whose state it describes
    audience: str
    approval: str = Approval.CONCEPT
    written_by: str | None = None
    proposed_by: str | None = None
    proposed_on: date | None = None
    established_by: str | None = None
    established_on: date | None = None
