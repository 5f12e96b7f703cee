"""Which claim of an identity provider gives which role, as data: ``MIJLPAAL_OIDC_ROLES``.

::

    claim: groups                  # or realm_access.roles: a claim within a claim
    roles:
      - {value: mijlpaal-beheer, role: administrator}
      - {value: mijlpaal-chemelot, role: cluster_director, cluster: chemelot}
      - {value: bedrijf-x, role: company, organisation: bedrijf-x}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from models.access.grants import Granted
from models.errors import MissingFieldError, UnknownFieldError, UnknownReferenceError, Words
from models.tables import Subject
from models.vocabulary import Role, SubjectKind
from seeds.forms import KEY, TEXT, Form, value_of, word_of
from seeds.source import Mapping as Named
from seeds.source import Node, Spot, as_listing, as_mapping, as_scalar, read_source

_FIELDS = ("claim", "roles")
_RULE = ("value", "role", "cluster", "organisation", "claim")
_ROLE = word_of(Role)
_FORMS: Mapping[str, Form] = {
    "value": TEXT,
    "role": _ROLE,
    "cluster": KEY,
    "organisation": KEY,
    "claim": TEXT,
}
Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Who has this value in this claim holds this role."""

    path: Path_
    value: str
    role: Role
    cluster: str | None
    organisation: str | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """All rules of a file; without any, roles come from mandates alone."""

    rules: tuple[ClaimRule, ...] = ()

    @property
    def paths(self) -> frozenset[Path_]:
        """The claims that are looked at."""
        return frozenset(rule.path for rule in self.rules)

    def require_known(self, session: Session) -> None:
        """Let pass rules about clusters and organisations that exist.

        Raises:
            UnknownReferenceError: names the line.
        """
        self._ids(session, lambda rule: rule.cluster, SubjectKind.CLUSTER, "cluster")
        self._ids(session, lambda rule: rule.organisation, SubjectKind.ORGANISATION, "organisation")

    def granted(self, session: Session, claims: Mapping[str, object]) -> Granted:
        """Return what the claims of somebody give them.

        Raises:
            UnknownReferenceError: a rule is about a cluster or organisation that is not there.
        """
        clusters = self._ids(session, lambda rule: rule.cluster, SubjectKind.CLUSTER, "cluster")
        companies = self._ids(
            session, lambda rule: rule.organisation, SubjectKind.ORGANISATION, "organisation"
        )
        held = [rule for rule in self.rules if rule.value in _values(claims, rule.path)]
        return Granted(
            frozenset(
                (rule.role, clusters[rule.cluster] if rule.cluster else None) for rule in held
            ),
            frozenset(companies[rule.organisation] for rule in held if rule.organisation),
        )

    def _ids(
        self,
        session: Session,
        key_of: Callable[[ClaimRule], str | None],
        kind: SubjectKind,
        field: str,
    ) -> Mapping[str, int]:
        keys = {key for rule in self.rules if (key := key_of(rule))}
        query = select(Subject.key, Subject.id).where(
            col(Subject.kind) == kind, col(Subject.key).in_(keys)
        )
        found = {key: number for key, number in session.exec(query) if number is not None}
        for rule in self.rules:
            key = key_of(rule)
            if key and key not in found:
                raise UnknownReferenceError(
                    file=rule.spot.file, line=rule.spot.line, field=field, key=key, suggestion=""
                )
        return found


def load_claim_rules(path: Path) -> ClaimRules:
    """Return the rules of a file.

    Raises:
        SourceError: a field is missing, unknown or wrong; names the line.
    """
    content = read_source(path, name=path.name)
    _require_fields(content, _FIELDS, needed=_FIELDS)
    claim = _word(content.fields["claim"], "claim")
    rules = as_listing(content.fields["roles"], "roles").items
    return ClaimRules(tuple(_rule(as_mapping(node, "roles"), claim) for node in rules))


def _rule(item: Named, claim: str) -> ClaimRule:
    _require_fields(item, _RULE, needed=("value", "role"))
    found = {name: _word(node, name) for name, node in item.fields.items()}
    role = Role(found["role"])
    if role is Role.COMPANY and "organisation" not in found:
        raise _missing(
            item, "organisation", Words("de sleutel van het bedrijf", "the company's key")
        )
    path = tuple(found.get("claim", claim).split("."))
    return ClaimRule(
        path, found["value"], role, found.get("cluster"), found.get("organisation"), item.spot
    )


def _word(node: Node, field: str) -> str:
    return str(value_of(as_scalar(node, field), _FORMS[field], field))


def _require_fields(content: Named, known: tuple[str, ...], *, needed: tuple[str, ...]) -> None:
    for field in sorted(content.fields.keys() - set(known)):
        spot = content.spots[field]
        raise UnknownFieldError(
            file=spot.file, line=spot.line, field=field, accepted=", ".join(known)
        )
    for field in needed:
        if field not in content.fields:
            raise _missing(content, field, ", ".join(known))


def _missing(content: Named, field: str, accepted: object) -> MissingFieldError:
    return MissingFieldError(
        file=content.spot.file, line=content.spot.line, field=field, accepted=accepted
    )


def _values(claims: Mapping[str, object], path: Path_) -> frozenset[str]:
    """Return the texts that a claim holds, one or a list; anything else gives nobody a role."""
    found: object = claims
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return frozenset({found})
    return (
        frozenset(each for each in found if isinstance(each, str))
        if isinstance(found, list)
        else frozenset()
    )
