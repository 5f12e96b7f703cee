"""Who says who people are: an identity provider that speaks OpenID Connect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """One identity provider, as the settings name it."""

    issuer: str
