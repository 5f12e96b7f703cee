"""What the door and the frame of a page say, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from mijlpaal.web.entry.matrix import Resource
from models.vocabulary import Confidentiality, Language


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What stands around every page; braces name what is filled in."""

    skip: str
    signed_in: str
    other_language: str
    logout: str
    navigation: str
    reference_date: str
    classification: str
    session: str
    session_silent: str
    session_last: str
    session_over: str
    session_stay: str


FRAME: Mapping[Language, FrameWords] = {
    Language.NL: FrameWords(
        skip="Naar de inhoud",
        signed_in="Ingelogd als {name}",
        other_language="English",
        logout="Uitloggen",
        navigation="Hoofdmenu",
        reference_date="Peildatum: {day}",
        classification="Rubricering: {mark}",
        session=(
            "Uw sessie eindigt na een uur zonder handeling, en hoe dan ook om {hour}. Wat u dan"
            " typte, krijgt u terug."
        ),
        session_silent="Uw sessie eindigt binnen vijf minuten, omdat er een uur niets gebeurde.",
        session_last=(
            "Uw sessie eindigt binnen vijf minuten: om {hour}, twaalf uur na het inloggen. Sla op"
            " wat u doet; wat u daarna verstuurt, krijgt u na het inloggen terug."
        ),
        session_over="Uw sessie is voorbij. Wat u nu verstuurt, krijgt u na het inloggen terug.",
        session_stay="Blijf ingelogd",
    ),
    Language.EN: FrameWords(
        skip="Skip to content",
        signed_in="Signed in as {name}",
        other_language="Nederlands",
        logout="Sign out",
        navigation="Main menu",
        reference_date="Reference date: {day}",
        classification="Classification: {mark}",
        session=(
            "Your session ends after an hour without an act, and in any case at {hour}. What you"
            " typed then comes back to you."
        ),
        session_silent="Your session ends within five minutes, for nothing happened for an hour.",
        session_last=(
            "Your session ends within five minutes: at {hour}, twelve hours after signing in. Save"
            " what you are doing; what you send after that comes back when you have signed in."
        ),
        session_over=(
            "Your session is over. What you send now comes back when you have signed in."
        ),
        session_stay="Stay signed in",
    ),
}
NAVIGATION: Mapping[Language, Mapping[Resource, str]] = {
    Language.NL: {
        Resource.START: "Start",
        Resource.CLUSTER: "Clusters",
        Resource.MILESTONE: "Mijlpalen",
        Resource.REQUEST: "Verzoeken",
        Resource.REPORT: "Rapportages",
        Resource.LETTER: "Brieven",
        Resource.WHAT_IF: "Wat als",
        Resource.LOG: "Beheer & logboek",
        Resource.NAMING: "Inzage",
    },
    Language.EN: {
        Resource.START: "Start",
        Resource.CLUSTER: "Clusters",
        Resource.MILESTONE: "Milestones",
        Resource.REQUEST: "Requests",
        Resource.REPORT: "Status reports",
        Resource.LETTER: "Letters",
        Resource.WHAT_IF: "What if",
        Resource.LOG: "Keeping & log",
        Resource.NAMING: "Reading",
    },
}
MARKS: Mapping[Language, Mapping[Confidentiality, str]] = {
    Language.NL: {
        Confidentiality.PUBLIC: "openbaar",
        Confidentiality.INTERNAL: "intern",
        Confidentiality.COMPANY_CONFIDENTIAL: "bedrijfsvertrouwelijk",
    },
    Language.EN: {
        Confidentiality.PUBLIC: "public",
        Confidentiality.INTERNAL: "internal",
        Confidentiality.COMPANY_CONFIDENTIAL: "company-confidential",
    },
}


@dataclass(frozen=True, slots=True)
class LoginWords:
    """What stands on the page where people come in."""

    heading: str
    by_provider: str
    provider_button: str
    by_link: str
    who: str
    once: str
    link_button: str


LOGIN: Mapping[Language, LoginWords] = {
    Language.NL: LoginWords(
        heading="Inloggen",
        by_provider="U logt in met het account van uw organisatie.",
        provider_button="Inloggen met uw organisatie",
        by_link=(
            "U komt binnen met een inloglink. Vraag de beheerder om een link; die maakt hem met:"
        ),
        who="U logt in als {name}.",
        once="Deze link werkt één keer.",
        link_button="Inloggen",
    ),
    Language.EN: LoginWords(
        heading="Sign in",
        by_provider="You sign in with the account of your organisation.",
        provider_button="Sign in with your organisation",
        by_link="You come in by a login link. Ask the administrator for one, who makes it with:",
        who="You sign in as {name}.",
        once="This link works once.",
        link_button="Sign in",
    ),
}
