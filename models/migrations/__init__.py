"""Alembic environment and the one line of revisions."""
