"""The figures of the programme and of a cluster, as one reader may see them, kept for that reader.

Pages show them and files hold them; who asks twice is answered from the first time until anything
changes (``mijlpaal.web.kept``).
"""

from collections.abc import Callable
from typing import TypeVar

from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.reading.looking import Looking
from models.vocabulary import SubjectKind
from reports.figures import ClusterFigures, ProgrammeFigures, cluster_figures, programme_figures

Made = TypeVar("Made")


def programme_seen(office: Office, eyes: Looking, reader: Reader) -> ProgrammeFigures:
    """Return the figures of the programme.

    Raises:
        UnknownSubjectError: no programme is registered.
    """
    sight = reader.sight

    def make() -> ProgrammeFigures:
        return programme_figures(
            eyes.session,
            reference_date=office.today,
            calendar=office.rulebook.calendar,
            audience=sight.everywhere,
            sight=sight,
        )

    return _kept(office, eyes, reader, "programme", make)


def cluster_seen(office: Office, eyes: Looking, reader: Reader, key: str) -> ClusterFigures:
    """Return the figures of a cluster.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
    """
    cluster = eyes.record(SubjectKind.CLUSTER, key).record
    sight = reader.sight

    def make() -> ClusterFigures:
        return cluster_figures(
            eyes.session,
            key,
            reference_date=office.today,
            calendar=office.rulebook.calendar,
            audience=sight.clearance_in(cluster.id),
            sight=sight,
        )

    return _kept(office, eyes, reader, f"cluster:{key}", make)


def _kept(
    office: Office, eyes: Looking, reader: Reader, what: str, make: Callable[[], Made]
) -> Made:
    eyes.note_of_companies()
    return office.figures.of(eyes.session, reader, office.today, what, make)
