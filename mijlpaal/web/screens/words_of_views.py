"""What pages say of views, of the log, of requests, of calendars and of looking back."""

from collections.abc import Mapping

from reports.words import Text

VIEWS: Mapping[str, Text] = {
    "page_alone": Text("Bladzijde {page}", "Page {page}"),
    # the log
    "log_subject": Text("Onderwerp (titel of sleutel)", "Subject (title or key)"),
    "kind_of_subject": Text("Soort onderwerp", "Kind of subject"),
    "recorded_from": Text("Vastgelegd vanaf", "Recorded from"),
    "log_too_long": Text(
        "Dit zijn meer dan {most} regels. Noem een kortere periode.",
        "These are more than {most} lines. Name a shorter period.",
    ),
    "reads": Text("Inzagen", "Reads"),
    "by_way_of": Text("Langs", "By way of"),
    "nobody_read": Text(
        "Niemand buiten het bedrijf zelf las bedrijfsvertrouwelijke gegevens.",
        "Nobody outside the company itself read company-confidential data.",
    ),
    # requests
    "requests_to": Text("Verzoeken aan Rijk en provincie", "Requests to State and province"),
    "requests_found": Text(
        "{count} verzoeken aan Rijk en provincie", "{count} requests to State and province"
    ),
    "request_found": Text("1 verzoek aan Rijk en provincie", "1 request to State and province"),
    "search_title": Text("Zoek in de titel", "Search the title"),
    "all_requests": Text("Alle verzoeken, met filter", "All requests, with a filter"),
    # calendar feeds
    "feeds": Text("Uw agenda's", "Your calendars"),
    "feeds_help": Text(
        "Een adres waarop uw agendaprogramma zich abonneert. Wie het adres heeft, ziet de agenda:"
        " er is geen wachtwoord. Bedrijfsvertrouwelijke gegevens staan er nooit in.",
        "An address that your calendar program subscribes to. Whoever has it sees the calendar:"
        " there is no password. Company-confidential data are never in it.",
    ),
    "make_feed": Text("Maak een agenda-abonnement", "Make a calendar feed"),
    "make_address": Text("Maak het adres", "Make the address"),
    "feed_of": Text("Agenda van", "Calendar of"),
    "feed_made": Text("Dit is het adres", "This is the address"),
    "feed_once": Text(
        "Bewaar het nu: het wordt niet nog eens getoond.",
        "Keep it now: it is not shown again.",
    ),
    "feed_made_on": Text("Gemaakt", "Made"),
    "feed_closed": Text("ingetrokken op {day}", "revoked on {day}"),
    "feed_revoked": Text(
        "Ingetrokken: het adres opent niets meer.", "Revoked: the address opens nothing any more."
    ),
    "revoke_feed": Text("Trek in", "Revoke"),
    "no_function": Text(
        "U vervult hier geen functie en leidt geen cluster, dus er is geen agenda van u. Van elke"
        " lijst van mijlpalen haalt u wel een agendabestand op.",
        "You fulfil no function here and lead no cluster, so there is no calendar of yours. Any"
        " list of milestones can be downloaded as a calendar file.",
    ),
    # a letter
    "no_letters": Text("Er is nog geen brief gelezen.", "No letter was read yet."),
    "paste_first": Text("Plak de eerste", "Paste the first one"),
    "nominal_day": Text("nominaal", "nominal"),
    "reference": Text("Kenmerk", "Reference"),
    "became_of_it": Text("Wat ermee gebeurde", "What became of it"),
    "was_rejected": Text("Afgewezen", "Rejected"),
    "decided_by": Text("door {name} op {day}", "by {name} on {day}"),
    "nothing_from_letter": Text(
        "Er is nog niets uit opgenomen.", "Nothing was registered from it yet."
    ),
    "besides_from_letter": Text("Ook uit deze brief", "From this letter as well"),
    "see_letter": Text("Bekijk de brief met wat ermee gebeurde", "See the letter and its passages"),
    "from_letter": Text("Uit", "From"),
    # what is empty, and what to do then
    "on_command_line": Text(
        "De beheerder doet dit op de opdrachtregel met:",
        "The administrator does this on the command line with:",
    ),
    "make_token": Text("Maak een API-token", "Make an API token"),
    "nobody_told": Text("Er is nog niemand iets verteld.", "Nobody was told anything yet."),
    "occasion": Text("Vanwege", "Because of"),
    "heard_as": Text("Als", "As"),
    "see_functions": Text("Bekijk wie er hoort", "See who is told"),
    "no_functions": Text(
        "Er is nog geen functie vastgelegd, dus niemand hoort iets.",
        "No function is registered yet, so nobody is told anything.",
    ),
    "no_mandates": Text(
        "Er is nog geen mandaat; zolang mag iedereen die is ingelogd alles vastleggen.",
        "There is no mandate yet; until then whoever is signed in may record anything.",
    ),
    "no_definitions": Text("Er is nog geen levensloop geladen.", "No life cycle was loaded yet."),
    # looking back
    "known_on": Text("Zo bekend op {day}.", "As known on {day}."),
    "known_on_help": Text(
        "Wat later is vastgelegd staat hier niet; wijzigen kan alleen in het heden.",
        "What was recorded later is not here; only the present can be changed.",
    ),
    "back_to_now": Text("Terug naar nu", "Back to now"),
    "look_back": Text("Bekijk een eerdere dag", "Look at an earlier day"),
    "another_past": Text("Bekijk een andere dag", "Look at another day"),
    "as_known_on": Text("Zoals bekend op", "As known on"),
    "show": Text("Toon", "Show"),
    "no_past": Text("Die dag is niet te tonen", "That day cannot be shown"),
    "past_no_day": Text(
        "Noem een dag als 2026-09-01: jaar, maand en dag.",
        "Name a day such as 2026-09-01: year, month and day.",
    ),
    "past_not_there": Text(
        "Op {day} stond dit hier niet, of het is niet voor u.",
        "On {day} this was not here, or it is not for you.",
    ),
    # why a page does not look back
    "page_has_no_past": Text(
        "Deze pagina kijkt niet terug. {why}", "This page does not look back. {why}"
    ),
    "past_of_doing": Text(
        "Hier wordt iets gedaan, en dat kan alleen in het heden.",
        "Something is done here, and that can only be done in the present.",
    ),
    "past_of_editions": Text(
        "Een rapportage blijft zoals zij is gemaakt: kies er een met die peildatum.",
        "A report stays as it was made: choose one with that reference date.",
    ),
    "past_of_letters": Text(
        "Een tekst staat hier zoals hij nu is; wat eraan veranderde staat in het logboek.",
        "A text is here as it is now; what changed of it is in the log.",
    ),
    "past_of_scenarios": Text(
        "Een scenario staat naast vandaag.", "A scenario stands beside today."
    ),
    "past_of_waiting": Text(
        "Dit is wat nu wacht; wat besloten is staat in het logboek.",
        "This is what waits now; what was decided is in the log.",
    ),
    "past_of_log": Text(
        "Wat hier staat verandert niet: vraag het tot en met die dag.",
        "What is here does not change: ask for it up to that day.",
    ),
    "past_of_keeping": Text(
        "Dit is hoe het nu is; wat eerder was staat in het logboek.",
        "This is how it is now; what was before is in the log.",
    ),
    "past_of_access": Text(
        "Dit is wie er nu in mag; wat eerder is besloten staat in het logboek van de toegang.",
        "This is who may come in now; what was decided before is in the log of access.",
    ),
    "past_of_clusters": Text(
        "De clusters staan op de startpagina, en die kijkt terug.",
        "The clusters are on the start page, which looks back.",
    ),
}
