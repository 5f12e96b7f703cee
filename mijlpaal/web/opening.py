"""From the settings of the environment to what the application works with."""

from urllib.parse import urlsplit

from flows.workplace import Workplace
from mijlpaal.web.entry.claim_rules import ClaimRules, load_claim_rules
from mijlpaal.web.entry.paths import CALLBACK_PATH, LINK_PATH
from mijlpaal.web.entry.provider import Client, Provider
from mijlpaal.web.office import Helpdesk, Office
from mijlpaal.web.settings import WebSettings
from models import clock
from models.access.accounts import all_accounts
from models.access.keeping import first_administrator
from models.access.login_links import make_link
from models.errors import SettingError, Words
from models.storage.database import reading, transaction

ADMINISTRATOR = "beheerder"


def open_office(workplace: Workplace, settings: WebSettings) -> Office:
    """Return what the application works with.

    Raises:
        SettingError: one of the settings needs another one, or cannot be used.
        SourceError: the file that says which claim gives which role is wrong.
    """
    return Office(
        workplace.engine,
        workplace.rulebook,
        clock.now,
        web_address=workplace.messages.web_address.rstrip("/"),
        theme=settings.theme_text(),
        provider=_provider(workplace, settings),
        event_source=workplace.messages.event_source,
        api_per_minute=settings.api_per_minute,
        helpdesk=Helpdesk(
            settings.api_contact_name, settings.api_contact_url, settings.api_contact_email
        ),
    )


def first_link(office: Office, address: str) -> str | None:
    """Return a login link for the administrator, as long as nobody ever came in by one.

    Args:
        office: of the application.
        address: where this machine reaches it.
    """
    if office.provider is not None:
        return None
    with reading(office.engine) as session:
        if any(account.seen_at is not None for account in all_accounts(session)):
            return None
        name = first_administrator(session, office.today) or ADMINISTRATOR
    with transaction(office.engine) as session:
        secret = make_link(session, name, by=ADMINISTRATOR, now=office.now())
    return f"{(office.web_address or address).rstrip('/')}{LINK_PATH}{secret}"


def _provider(workplace: Workplace, settings: WebSettings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_client_id:
        raise _needed("MIJLPAAL_OIDC_CLIENT_ID")
    address = workplace.messages.web_address.rstrip("/")
    if not urlsplit(address).netloc:
        raise _needed("MIJLPAAL_WEB_ADDRESS")
    rules = load_claim_rules(settings.oidc_roles) if settings.oidc_roles else ClaimRules()
    with reading(workplace.engine) as session:
        rules.require_known(session)
    secret = settings.oidc_client_secret.get_secret_value()
    return Provider(
        settings.oidc_issuer,
        Client(settings.oidc_client_id, secret, f"{address}{CALLBACK_PATH}"),
        rules,
        clock.now,
        scopes=settings.oidc_scopes,
        name_claim=settings.oidc_name_claim,
    )


def _needed(setting: str) -> SettingError:
    return SettingError(
        setting=setting,
        problem=Words("ontbreekt", "is missing"),
        accepted=Words(
            "een waarde, naast MIJLPAAL_OIDC_ISSUER", "a value, with MIJLPAAL_OIDC_ISSUER"
        ),
    )
