"""Going around the ledger on purpose, as somebody with the database in their hands could."""

from sqlalchemy import CursorResult, Engine
from sqlmodel import Session, text

from models.storage.append_only import trigger_names


def tamper(engine: Engine, statement: str) -> int:
    """Run a statement on a database that nothing protects any more; return the rows it changed."""
    with Session(engine) as session:
        unprotect(session)
        done = session.execute(text(statement))
        session.commit()
    assert isinstance(done, CursorResult)
    return done.rowcount


def unprotect(session: Session) -> None:
    """Drop the triggers that keep the past as it is."""
    dialect = session.get_bind().dialect.name
    for name in sorted(trigger_names(dialect)):
        on = f" ON {name.partition('_')[0]}" if dialect == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER {name}{on}"))
