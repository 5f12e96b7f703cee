"""Whose eyes a report is read with: the cut for an audience, or the sight of one reader."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, or_

from models.ledger.chain import EVENT
from models.reading.condition import field_is_readable, readable
from models.reading.public_cut import happened_in_public, is_owed_a_reason
from models.reading.sight import Sight
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from reports import cuts
from reports.by_reader import is_insider
from reports.field_marks import is_open_to, without_kept


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, and at how much.

    Attributes:
        clearance: of the audience.
        is_narrowed: to the cluster ``:wanted`` and what is programme-wide.
        sight: of one reader; it then decides instead of the clearance.
        marked: the fields that some mark keeps from somebody.
    """

    clearance: Confidentiality
    is_narrowed: bool
    sight: Sight | None = None
    marked: frozenset[str] = frozenset()

    def covered(self) -> ColumnElement[bool]:
        """Return the condition on subjects that lie in scope, readable or not."""
        return cuts.covered(is_narrowed=self.is_narrowed)

    def may_see(self, *kinds: SubjectKind) -> ColumnElement[bool]:
        """Return the condition on subjects that the mark lets be seen.

        With ``kinds`` for a query that is only about these: it then asks less.
        """
        if self.sight is not None:
            return readable(self.sight, kinds or None)
        return cuts.marked(SUBJECT, self.clearance)

    def readable(self, *kinds: SubjectKind) -> ColumnElement[bool]:
        """Return the condition on subjects in scope that may be seen; ``kinds`` as above."""
        return self.covered() & self.may_see(*kinds)

    def told(self) -> ColumnElement[bool]:
        """Return the condition on events of readable subjects that they may be told of at all."""
        if self.sight is None:
            return cuts.told_to(self.clearance)
        return or_(is_insider(self.sight), happened_in_public(EVENT.c.subject_id, EVENT.c.sequence))

    def payload(self) -> ColumnElement[str]:
        """Return what an event changed, as far as it may be seen."""
        return without_kept(self._payload(), self.marked, self._is_open)

    def reason(self) -> ColumnElement[str | None]:
        """Return why, as far as it may be seen."""
        if self.sight is None:
            return cuts.reason_for(self.clearance)
        may = or_(is_owed_a_reason(EVENT.c.kind), is_insider(self.sight))
        return case((may, cuts.reason_for(Confidentiality.INTERNAL)))

    def _payload(self) -> ColumnElement[str]:
        if self.sight is None:
            return cuts.payload_for(self.clearance)
        return case(
            (is_insider(self.sight), cuts.payload_for(Confidentiality.INTERNAL)),
            else_=cuts.payload_for(Confidentiality.PUBLIC),
        )

    def _is_open(self, name: str) -> ColumnElement[bool]:
        if self.sight is None:
            return is_open_to(self.clearance, name)
        # The mark of a field decides, whatever the kind keeps back: that is cut away above.
        return field_is_readable(self.sight, SubjectKind.PROGRAMME, name)
