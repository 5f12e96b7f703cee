"""Roles as people type and read them, in either language."""

from models.errors import InvalidAmendmentError, Words
from models.vocabulary import ROLES_IN_DUTCH, Role


def a_role(text: str, subject: Words) -> Role:
    """Return the role that was typed: ``clusterregisseur``, ``cluster_director``.

    Raises:
        InvalidAmendmentError: it is no role; ``subject`` says of what it was to be.
    """
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    for role in Role:
        if wanted in (role, ROLES_IN_DUTCH[role]):
            return role
    raise InvalidAmendmentError(
        subject=subject,
        field=Words("rol", "role"),
        value=text,
        problem=Words(
            f"verwacht: {', '.join(ROLES_IN_DUTCH.values())}", f"expected: {', '.join(Role)}"
        ),
    )


def role_in_words(role: Role) -> Words:
    """Return what a role is called."""
    return Words(ROLES_IN_DUTCH[role], role.replace("_", " "))
