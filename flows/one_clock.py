"""One clock per database, whichever mode a machine is in: the database itself remembers whose.

The embedded clock holds a lock while it runs; the deployments of an organisation are a row, for
they drive the database from a server that holds nothing here (docs/decisions/0042).
"""

from datetime import datetime

from sqlalchemy import Engine

from flows.locks import sole_on_database
from models.clock import local_day
from models.errors import OrganisationClockError
from models.storage.clock_mark import (
    give_to_organisation,
    organisation_since,
    take_from_organisation,
)
from models.storage.database import reading, transaction


def require_no_organisation(engine: Engine) -> None:
    """Go on only where no deployments drive this database.

    Raises:
        OrganisationClockError: they do; a second clock would check every deadline twice.
    """
    with reading(engine) as session:
        since = organisation_since(session)
    if since is not None:
        raise OrganisationClockError(since=local_day(since))


def hand_over(engine: Engine, now: datetime) -> None:
    """Make the deployments the clock of this database.

    Raises:
        AlreadyRunningError: ``mijlpaal up`` runs on it, here or on another machine.
    """
    with sole_on_database(engine), transaction(engine) as session:
        give_to_organisation(session, now)


def take_back(engine: Engine) -> None:
    """Let ``mijlpaal up`` be the clock of this database again; whoever asks removed the others."""
    with transaction(engine) as session:
        take_from_organisation(session)
