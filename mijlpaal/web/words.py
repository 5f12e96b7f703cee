"""What the pages say, and the door to programs, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.vocabulary import Language


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What stands on the page that asks; braces name what is filled in."""

    heading: str
    who: str
    agreed: str
    latest: str
    means: str
    button: str
    until: str


ASKING: Mapping[Language, AskingWords] = {
    Language.NL: AskingWords(
        heading="Weet u hiervan?",
        who="U bevestigt dit als {function}.",
        agreed="Afspraak",
        latest="Uiterste dag",
        means=(
            "Hiermee laat u weten dat u de herinnering hebt gezien. De mijlpaal is daarmee niet"
            " behaald en de afspraak verandert niet."
        ),
        button="Ja, ik weet hiervan",
        until="Deze link werkt tot en met {day}.",
    ),
    Language.EN: AskingWords(
        heading="Do you know of this?",
        who="You confirm this as {function}.",
        agreed="Agreed",
        latest="Last day",
        means=(
            "This says that you have seen the reminder. It does not achieve the milestone, and"
            " it changes nothing of what was agreed."
        ),
        button="Yes, I know of this",
        until="This link works up to and including {day}.",
    ),
}

# A heading and a sentence or two for each.
SIGNS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    Language.NL: {
        "used": (
            "Bevestigd",
            (
                "{function} weet van {milestone} sinds {day}. U hoeft niets meer te doen en kunt"
                " deze pagina sluiten."
            ),
        ),
        "early": (
            "Deze link werkt nog niet",
            "Hij hoort bij een bericht van {day} en werkt vanaf die dag.",
        ),
        "expired": (
            "Deze link is verlopen",
            "Hij werkte tot en met {day}. Gebruik de link uit een nieuwer bericht.",
        ),
        "closed": (
            "Deze mijlpaal is afgesloten",
            "Er valt niets meer te bevestigen. U hoeft niets te doen.",
        ),
        "withdrawn": (
            "Deze link geldt niet meer",
            (
                "De mijlpaal is aan een ander overgedragen, of u hebt er geen inzage in. Klopt dat"
                " niet? Vraag het de programmamanager."
            ),
        ),
        "forged": (
            "Deze link klopt niet",
            (
                "Mijlpaal heeft hem niet gemaakt, of hij is niet helemaal overgenomen. Open de"
                " link in het bericht zelf, of kopieer hem tot en met het laatste teken."
            ),
        ),
        "feed_unknown": (
            "Deze agenda bestaat niet",
            (
                "Het adres is niet helemaal overgenomen, of Mijlpaal heeft het niet gemaakt. Vraag"
                " de beheerder om een nieuw adres."
            ),
        ),
        "feed_closed": (
            "Deze agenda is gesloten",
            (
                "Het adres is ingetrokken, of er valt voor u niets meer te zien. Haal het"
                " abonnement uit uw agenda; de beheerder kan een nieuw adres maken."
            ),
        ),
        "too_many": (
            "Te veel links die niet kloppen",
            "Probeer het over tien minuten opnieuw. Een link die klopt, werkt ook nu.",
        ),
        "changed": (
            "Net veranderd",
            (
                "Iemand wijzigde deze mijlpaal op hetzelfde moment. Er is niets bevestigd: open de"
                " link nog eens."
            ),
        ),
        "no_login": (
            "Inloggen lukt niet",
            (
                "De inloglink klopt niet, is al gebruikt of is verlopen. Vraag de beheerder om een"
                " nieuwe."
            ),
        ),
        "too_many_logins": (
            "Te veel pogingen",
            "Probeer het over tien minuten opnieuw.",
        ),
        "not_secure": (
            "Inloggen kan hier niet",
            ("Deze verbinding is niet beveiligd. Open Mijlpaal met https, of op de machine zelf."),
        ),
        "provider_refused": (
            "Inloggen lukt niet",
            (
                "De inlogdienst van uw organisatie gaf geen antwoord dat klopt. Begin opnieuw met"
                " inloggen."
            ),
        ),
        "provider_down": (
            "De inlogdienst antwoordt niet",
            "Probeer het zo opnieuw. Blijft het zo, meld het dan uw beheerder.",
        ),
        "no_role": (
            "U hebt hier geen rol",
            "U bent wel herkend. Vraag de beheerder om een rol in Mijlpaal.",
        ),
        "account_closed": (
            "Uw toegang is ingetrokken",
            "Vraag de beheerder als dat niet klopt.",
        ),
        "name_taken": (
            "Deze naam hoort bij een ander",
            "Een ander account draagt uw naam al. Vraag de beheerder om hulp.",
        ),
        "login_needed": (
            "Log eerst in",
            "Geef een API-token mee (Authorization: Bearer …).",
        ),
        "may_not": (
            "Dit mag u niet",
            "U kunt dit zien; uw rol mag dit niet, of niet bij deze rij. Er is niets opgeslagen.",
        ),
        "not_ours": (
            "Dit formulier is verlopen",
            "Ga terug, laad de pagina opnieuw en verstuur het nog eens. Er is niets opgeslagen.",
        ),
        "too_large": (
            "Dit is te groot",
            "Er is niets opgeslagen. Ten hoogste 25 MB in één keer.",
        ),
        "not_found": (
            "Deze pagina bestaat niet",
            "Hij is er niet, of niet voor u. Ga naar het begin, of open de link in een bericht.",
        ),
        "busy": (
            "Even geduld",
            "Mijlpaal is met iets anders bezig. Er is niets opgeslagen: probeer het zo opnieuw.",
        ),
        "broken": (
            "Er ging iets mis",
            "De fout zit in Mijlpaal en niet bij u. Er is niets half opgeslagen.",
        ),
    },
    Language.EN: {
        "used": (
            "Confirmed",
            (
                "{function} knows of {milestone} since {day}. There is nothing more to do: you can"
                " close this page."
            ),
        ),
        "early": (
            "This link does not work yet",
            "It belongs to a message of {day} and works from that day on.",
        ),
        "expired": (
            "This link has expired",
            "It worked up to and including {day}. Use the link in a newer message.",
        ),
        "closed": (
            "This milestone is closed",
            "There is nothing left to confirm. You need not do anything.",
        ),
        "withdrawn": (
            "This link does not hold any more",
            (
                "The milestone passed to somebody else, or it is not for you to see. Is that not"
                " right? Ask the programme manager."
            ),
        ),
        "forged": (
            "This link is not right",
            (
                "Mijlpaal did not make it, or it was not copied as a whole. Open the link in the"
                " message itself, or copy it up to its last character."
            ),
        ),
        "feed_unknown": (
            "There is no such calendar",
            (
                "The address was not copied as a whole, or Mijlpaal did not make it. Ask the"
                " administrator for a new one."
            ),
        ),
        "feed_closed": (
            "This calendar is closed",
            (
                "The address was revoked, or there is nothing left for you to see. Remove the"
                " subscription from your calendar; the administrator can make a new address."
            ),
        ),
        "too_many": (
            "Too many links that are not right",
            "Try again in ten minutes. A link that is right works even now.",
        ),
        "changed": (
            "Changed just now",
            (
                "Somebody changed this milestone at the same moment. Nothing was confirmed: open"
                " the link once more."
            ),
        ),
        "no_login": (
            "Signing in failed",
            (
                "The login link is not right, was used already or has expired. Ask the"
                " administrator for a new one."
            ),
        ),
        "too_many_logins": (
            "Too many tries",
            "Try again in ten minutes.",
        ),
        "not_secure": (
            "You cannot sign in here",
            "This connection is not secure. Open Mijlpaal by https, or on the machine itself.",
        ),
        "provider_refused": (
            "Signing in failed",
            "The login service of your organisation gave no answer that is right. Begin again.",
        ),
        "provider_down": (
            "The login service does not answer",
            "Try again in a moment. If it goes on, tell your administrator.",
        ),
        "no_role": (
            "You have no role here",
            "You were recognised. Ask the administrator for a role in Mijlpaal.",
        ),
        "account_closed": (
            "Your access was revoked",
            "Ask the administrator if that is not right.",
        ),
        "name_taken": (
            "This name belongs to somebody else",
            "Another account has your name already. Ask the administrator for help.",
        ),
        "login_needed": (
            "Sign in first",
            "Send an API token along (Authorization: Bearer …).",
        ),
        "may_not": (
            "You may not do this",
            "You can see it; your role may not do this, or not to this row. Nothing was stored.",
        ),
        "not_ours": (
            "This form has expired",
            "Go back, load the page again and send it once more. Nothing was stored.",
        ),
        "too_large": (
            "This is too large",
            "Nothing was stored. At most 25 MB at once.",
        ),
        "not_found": (
            "There is no such page",
            "It is not there, or not for you. Go to the start page, or open the link in a message.",
        ),
        "busy": (
            "One moment",
            "Mijlpaal is busy with something else. Nothing was stored: try again in a moment.",
        ),
        "broken": (
            "Something went wrong",
            "The defect is in Mijlpaal and not with you. Nothing was stored by halves.",
        ),
    },
}

# What a program hears in other words than a person at a page; braces name what is filled in.
TO_PROGRAMS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    Language.NL: {
        "not_found": (
            "Dat is er niet",
            "Deze route of deze rij is er niet, of niet voor u. /v1/openapi.json noemt elke route.",
        ),
        "method_not_allowed": (
            "Dat kan niet op dit adres",
            "Deze route kent die methode niet; wel: {methods}. Er is niets vastgelegd.",
        ),
        "not_ours": (
            "X-CSRF-Token klopt niet",
            (
                "Met een sessie van een browser vraagt een wijziging de header X-CSRF-Token van die"
                " sessie; met een API-token niet. Er is niets vastgelegd."
            ),
        ),
        "too_large": (
            "Dit is te groot",
            "Er is niets vastgelegd. Ten hoogste 256 kB, een tabel 5 MB, een brief 7 MB.",
        ),
    },
    Language.EN: {
        "not_found": (
            "There is no such thing",
            (
                "This route or this row is not there, or not for you. /v1/openapi.json names every"
                " route."
            ),
        ),
        "method_not_allowed": (
            "Not possible at this address",
            "This route does not know that method; it knows {methods}. Nothing was recorded.",
        ),
        "not_ours": (
            "X-CSRF-Token is not right",
            (
                "With the session of a browser a change asks for the header X-CSRF-Token of that"
                " session; with an API token it does not. Nothing was recorded."
            ),
        ),
        "too_large": (
            "This is too large",
            "Nothing was recorded. At most 256 kB, a table 5 MB, a letter 7 MB.",
        ),
    },
}
