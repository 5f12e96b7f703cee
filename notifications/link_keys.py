"""The secrets behind acknowledge links, in the database, a new one each season.

In the database and not in the home folder: every worker and the web server must have the same
one, and whoever can read this table can read the links themselves in ``message.body_text``. A key
signs only links of its own season, so one that leaked long ago makes no link that is good today.
"""

import secrets
from datetime import date, timedelta

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models.errors import ForgedLinkError
from models.tables import LinkKey
from notifications.links import Claim, LinkSecret, key_id_of, read_token
from notifications.rows import table_of

SEASON = timedelta(days=90)
_BYTES = 32


def key_of(session: Session, day: date) -> LinkSecret:
    """Return the key that signs the links of a day; makes one when there is none.

    Two who make one at the same moment make two, and both are good.
    """
    query = (
        select(LinkKey.id, LinkKey.secret)
        .where(col(LinkKey.made_on) <= day, col(LinkKey.made_on) > day - SEASON)
        .order_by(col(LinkKey.made_on).desc(), col(LinkKey.id).desc())
    )
    found = session.exec(query.limit(1)).first()
    if found is None:
        secret = secrets.token_hex(_BYTES)
        table = table_of(LinkKey)
        made = insert(table).values(secret=secret, made_on=day).returning(table.c.id)
        found = session.execute(made).scalar_one(), secret
    key_id, secret = found
    return LinkSecret(key_id or 0, bytes.fromhex(secret))


def claim_of(session: Session, token: str) -> Claim:
    """Return what a link is for.

    Raises:
        ForgedLinkError: it is no link, or none that was signed in the season of its key.
    """
    key_id = key_id_of(token)
    key = session.exec(select(LinkKey).where(LinkKey.id == key_id)).first()
    claim = read_token(token, {key_id: bytes.fromhex(key.secret)} if key else {})
    if key is None or not key.made_on <= claim.issued_on < key.made_on + SEASON:
        raise ForgedLinkError
    return claim
