"""Keeping a field from everybody but a company."""

from sqlmodel import Session

from mijlpaal.web.office import Office
from models.reading.marking import mark_field
from models.vocabulary import Confidentiality, SubjectKind


def keep_back(session: Session, office: Office, kind: SubjectKind, key: str, field: str) -> None:
    """Mark a field as a company's own."""
    secret = Confidentiality.COMPANY_CONFIDENTIAL
    mark_field(session, kind, key, field, secret, actor="anna", now=office.now())
