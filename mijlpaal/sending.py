"""A letter that was sent to the Kamer, as the act that registers it and closes its duties."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlmodel import Session

from models.acts.commands import Argument, Command, Verb
from models.storage.records import current, current_by_id
from models.vocabulary import Confidentiality, SubjectKind
from reports.figures.programme import programme_in


def sending(
    session: Session, arguments: Mapping[str, Argument], *, clearance: Confidentiality
) -> Command:
    """Return the act, about the one cluster that its duties concern, or else the programme.

    Args:
        session: where the duties are looked up.
        arguments: duties, in_part, on, reference, title and reason.
        clearance: of who reports it; it decides whether they may name the programme.

    Raises:
        UnknownSubjectError: there is no such duty, or no programme.
    """
    keys = [
        *cast("Sequence[str]", arguments["duties"]),
        *cast("Sequence[str]", arguments["in_part"]),
    ]
    found = [current(session, SubjectKind.MILESTONE, key) for key in keys]
    clusters = {each.number("cluster_id") for each in found}
    cluster = clusters.pop() if len(clusters) == 1 else None
    about = (
        current_by_id(session, cluster)
        if cluster is not None
        else current(session, SubjectKind.PROGRAMME, programme_in(session, clearance).key)
    )
    return Command(Verb.SEND_KAMERBRIEF, about.kind, about.key, arguments)
