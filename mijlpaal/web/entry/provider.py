"""An identity provider that speaks OpenID Connect: where it is, what it signs with, what it says.

The code flow with PKCE (RFC 7636) and a nonce. Which alternatives were weighed is in
docs/decisions/0026.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import cast
from urllib.parse import quote_plus, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from mijlpaal.web.entry.asking import Json, ask, require_secure
from mijlpaal.web.entry.claim_rules import ClaimRules
from mijlpaal.web.entry.id_token import Expected, UnknownKeyError, checked_claims
from models.access.accounts import Vouched
from models.errors import IdentityProviderError, LoginRefusedError, Words

_DISCOVERY = "/.well-known/openid-configuration"
_FRESH = timedelta(hours=1)
_ASKED_AGAIN_AFTER = timedelta(seconds=10)  # for a key that we do not know: it may be a new one
_LONGEST = 100  # characters of a name
_OURS = frozenset({"mijlpaal", "seeds"})  # who acts in the ledger when nobody does
_ASYMMETRIC = frozenset({"RSA", "EC", "OKP"})


@dataclass(frozen=True, slots=True)
class Client:
    """What the provider knows us by."""

    client_id: str
    secret: str = field(repr=False)  # empty: a public client, which PKCE protects
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Question:
    """What goes along with one login, and must come back with its answer."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider said of itself, and when."""

    about: Json
    keys: KeySet
    at: datetime


@dataclass
class Provider:
    """One identity provider, as the settings name it."""

    issuer: str
    client: Client
    rules: ClaimRules
    now: Callable[[], datetime]
    scopes: str = "openid profile"
    name_claim: str = "preferred_username"
    _known: _Known | None = None
    _lock: Lock = field(default_factory=Lock)

    def address_for(self, question: Question) -> str:
        """Return where a browser goes to log in.

        Raises:
            IdentityProviderError: the provider does not answer, or is another one.
        """
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "scope": self.scopes,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": create_s256_code_challenge(question.verifier),
            "code_challenge_method": "S256",
        }
        address = self._endpoint("authorization_endpoint")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def claims_of(self, code: str, question: Question) -> Json:
        """Redeem the code of an answer; return what the provider says of who logged in.

        Raises:
            LoginRefusedError: the answer is not for this question, not for us, or not of them.
            IdentityProviderError: the provider does not answer.
        """
        given = self._redeem(code, question)
        id_token, access_token = given.get("id_token"), given.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise LoginRefusedError
        expected = Expected(
            self.issuer, self.client.client_id, question.nonce, access_token, self.now()
        )
        try:
            claims = checked_claims(id_token, self._about().keys, expected)
        except UnknownKeyError:
            claims = checked_claims(id_token, self._about(again=True).keys, expected)
        return self._with_userinfo(claims, access_token)

    def whom(self, claims: Json) -> Vouched:
        """Return who that is.

        Raises:
            LoginRefusedError: the provider gives no name.
        """
        subject, actor = claims.get("sub"), claims.get(self.name_claim)
        if not isinstance(subject, str) or not isinstance(actor, str) or not _is_a_name(actor):
            raise LoginRefusedError
        shown = claims.get("name")
        is_shown = isinstance(shown, str) and shown.isprintable() and shown.strip()
        return Vouched(self.issuer, subject, actor, str(shown)[:_LONGEST] if is_shown else actor)

    def _redeem(self, code: str, question: Question) -> Json:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uri,
            "code_verifier": question.verifier,
        }
        ways = self._about().about.get("token_endpoint_auth_methods_supported")
        is_posted = isinstance(ways, list) and "client_secret_basic" not in ways
        basic: tuple[str, str] | None = None
        if not self.client.secret or is_posted:
            form["client_id"] = self.client.client_id
            if self.client.secret:
                form["client_secret"] = self.client.secret
        else:  # RFC 6749, section 2.3.1: both are form-encoded first
            basic = quote_plus(self.client.client_id), quote_plus(self.client.secret)
        return ask(self.issuer, self._endpoint("token_endpoint"), form=form, basic=basic)

    def _with_userinfo(self, claims: Json, access_token: str) -> Json:
        """Add what the provider tells of somebody only when it is asked (OIDC Core, 5.3)."""
        wanted = {self.name_claim, *(path[0] for path in self.rules.paths)}
        if wanted <= claims.keys() or "userinfo_endpoint" not in self._about().about:
            return claims
        more = ask(self.issuer, self._endpoint("userinfo_endpoint"), bearer=access_token)
        if more.get("sub") != claims["sub"]:
            raise LoginRefusedError
        return {**more, **claims}

    def _endpoint(self, name: str) -> str:
        address = self._about().about.get(name)
        if not isinstance(address, str):
            raise self._broken(f"{name}?")
        require_secure(self.issuer, address)
        return address

    def _about(self, *, again: bool = False) -> _Known:
        """Return what the provider says of itself, asked once an hour."""
        now = self.now()
        with self._lock:
            known = self._known
            fresh_for = _ASKED_AGAIN_AFTER if again else _FRESH
            if known is None or not known.at <= now < known.at + fresh_for:
                known = self._known = self._ask_about(now)
            return known

    def _ask_about(self, now: datetime) -> _Known:
        about = ask(self.issuer, f"{self.issuer.rstrip('/')}{_DISCOVERY}")
        if about.get("issuer") != self.issuer:  # OIDC Discovery, 4.3
            raise self._broken("issuer")
        address = about.get("jwks_uri")
        if not isinstance(address, str):
            raise self._broken("jwks_uri")
        return _Known(about, self._keys(ask(self.issuer, address)), now)

    def _keys(self, found: Json) -> KeySet:
        listed = found.get("keys")
        keys = [key for key in listed if _signs(key)] if isinstance(listed, list) else []
        try:
            return KeySet.import_key_set(cast("KeySetSerialization", {"keys": keys}))
        except (JoseError, ValueError, KeyError) as problem:
            raise self._broken("jwks") from problem

    def _broken(self, what: str) -> IdentityProviderError:
        return IdentityProviderError(issuer=self.issuer, problem=Words(what, what))


def _is_a_name(text: str) -> bool:
    """Return whether the ledger can know a person by this, and nobody takes it for ours."""
    is_plain = text.isprintable() and text == text.strip() and 0 < len(text) <= _LONGEST
    return is_plain and text.lower() not in _OURS and not text.lower().startswith("lokaal:")


def _signs(key: object) -> bool:
    """Return whether a key can sign for all to see: a shared secret cannot, nor one to encrypt."""
    if not isinstance(key, Mapping):
        return False
    return key.get("kty") in _ASYMMETRIC and key.get("use", "sig") == "sig"
