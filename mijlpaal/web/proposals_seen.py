"""Which proposals wait for a second person, as one reader may see them: for pages and the API."""

from datetime import date

from models.acts import proposals
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import Confidentiality, SubjectKind


def waiting_seen(eyes: Looking, day: date) -> list[Record]:
    """Return the proposals that wait and that a reader may see, the first to run out first."""
    # Whether a row is for this reader, the query of what they see says; not a clearance.
    every = Confidentiality.COMPANY_CONFIDENTIAL
    found = proposals.proposals_waiting(eyes.session, day, clearance=every)
    seen = {each.record.id for each in eyes.records(SubjectKind.PROPOSAL)} if found else set()
    return [each for each in found if each.id in seen]
