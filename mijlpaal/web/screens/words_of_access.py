"""What the pages say of who gets in and who may do what, in both languages."""

from collections.abc import Mapping

from reports.words import Text

ACCESS: Mapping[str, Text] = {
    "access": Text("Toegang", "Access"),
    "access_log_help": Text(
        "Elk besluit over wie binnen mag en wat die mag lezen. Dat iemand inlogde, staat er niet"
        " in.",
        "Every decision on who may come in and what they may read. That somebody signed in is not"
        " in it.",
    ),
    "person_or_by": Text("Over wie, of door wie", "About whom, or by whom"),
    "nothing_decided": Text("Er is nog niets besloten.", "Nothing was decided yet."),
    "own_access_log": Text("Wat over uw toegang besloten is", "What was decided on your access"),
    "search_name": Text("Zoek op naam", "Search by name"),
    "sort_name": Text("naam", "name"),
    "sort_seen": Text("laatst gezien", "last seen"),
    "roles": Text("Rollen", "Roles"),
    "no_role": Text("geen rol: ziet niets", "no role: sees nothing"),
    "open_sessions": Text("Sessies", "Sessions"),
    "seen_last": Text("Laatst gezien", "Last seen"),
    "comes_by": Text("Komt binnen met", "Comes in by"),
    "by_link": Text("een inloglink", "a login link"),
    "has_access": Text("heeft toegang", "has access"),
    "is_kept_out": Text("toegang ingetrokken", "access revoked"),
    "nobody_found": Text("Geen account gevonden.", "No account found."),
    "let_in": Text("Laat iemand in", "Let somebody in"),
    "let_in_help": Text(
        "Dit maakt een inloglink. Hij werkt één keer, een half uur lang, en neemt de vorige weg."
        " Wie was ingetrokken, heeft dan weer toegang. Een collega heeft eerst een mandaat nodig.",
        "This makes a login link. It works once, for half an hour, and replaces the one before."
        " Whoever was revoked has access again. A colleague needs a mandate first.",
    ),
    "name_of_person": Text("Naam, zoals in het mandaat", "Name, as in the mandate"),
    "make_link": Text("Maak een inloglink", "Make a login link"),
    "link_made": Text("Inloglink voor {name}", "Login link for {name}"),
    "link_once": Text(
        "Geef deze link nu aan die persoon: hij wordt niet nog eens getoond.",
        "Give this link to that person now: it is not shown again.",
    ),
    "mandates_of": Text("Mandaten van {name}", "Mandates of {name}"),
    "no_mandate_of": Text("Geen mandaat.", "No mandate."),
    "give_mandate": Text("Geef een mandaat", "Give a mandate"),
    "sessions_of": Text("Open sessies: {count}", "Open sessions: {count}"),
    "end_sessions": Text("Beëindig alle sessies", "End all sessions"),
    "all_ended": Text("De sessies zijn beëindigd.", "The sessions are ended."),
    "tokens_of": Text("Geldige API-tokens: {count}", "Valid API tokens: {count}"),
    "keep_out": Text("Trek de toegang in", "Revoke the access"),
    "keep_out_help": Text(
        "Sessies, inloglinks en API-tokens werken dan meteen niet meer.",
        "Sessions, login links and API tokens then stop working at once.",
    ),
    "what_ends": Text(
        "Dit beëindigt {sessions} sessies en {tokens} API-tokens van {name}, en elke inloglink.",
        "This ends {sessions} sessions and {tokens} API tokens of {name}, and every login link.",
    ),
    "kept_out": Text("De toegang is ingetrokken.", "The access is revoked."),
    "everywhere": Text("overal", "everywhere"),
    "name_hint": Text(
        "De naam waaronder deze persoon inlogt.", "The name by which this person signs in."
    ),
    "from_optional": Text("Eerste dag (mag leeg)", "First day (optional)"),
    "until_optional": Text("Laatste dag (mag leeg)", "Last day (optional)"),
    "from_now_on": Text("vanaf nu", "from now on"),
    "without_end": Text("zonder einde", "without an end"),
    "becomes_role": Text("{name} wordt {role}: {where}.", "{name} becomes {role}: {where}."),
    "first_mandate": Text(
        "Dit is het eerste mandaat: vanaf dan mag alleen wie een mandaat heeft iets wijzigen.",
        "This is the first mandate: from then on only who has a mandate may change anything.",
    ),
    "mandate_given": Text("Het mandaat is gegeven.", "The mandate is given."),
    "withdraw_mandate": Text("Trek dit mandaat in", "Withdraw this mandate"),
    "mandate_ends": Text(
        "De laatste dag wordt {day}: het geldt vandaag niet meer.",
        "The last day becomes {day}: it holds today no more.",
    ),
    "mandate_withdrawn": Text("Het mandaat is ingetrokken.", "The mandate is withdrawn."),
    "mandate_over": Text("Dit mandaat is afgelopen.", "This mandate is over."),
    "tokens": Text("API-tokens", "API tokens"),
    "own_tokens": Text("Uw API-tokens", "Your API tokens"),
    "tokens_help": Text(
        "Met een API-token gebruikt een programma de API in iemands naam. Het mag nooit meer dan"
        " die persoon.",
        "By an API token a program uses the API in somebody's name. It never may more than that"
        " person.",
    ),
    "sort_used": Text("laatst gebruikt", "last used"),
    "token_for": Text("Waarvoor", "What for"),
    "token_scope": Text("Mag", "May"),
    "may_change": Text("lezen en wijzigen", "read and change"),
    "only_reads": Text("alleen lezen", "read only"),
    "changes_too": Text("Mag ook wijzigen", "May change things as well"),
    "token_valid": Text("geldig", "valid"),
    "token_over": Text("vervallen of ingetrokken", "expired or revoked"),
    "no_tokens": Text("Er zijn geen API-tokens.", "There are no API tokens."),
    "token_made": Text("Het API-token is gemaakt", "The API token is made"),
    "token_once": Text(
        "Bewaar het nu: het wordt niet nog eens getoond.", "Keep it now: it is not shown again."
    ),
    "token_revoked": Text(
        "Ingetrokken: het token opent niets meer.", "Revoked: the token opens nothing any more."
    ),
    "token_person_help": Text(
        "Wie er een mandaat heeft, en in wiens naam het programma werkt.",
        "Who has a mandate, and in whose name the program works.",
    ),
    "only_in_clusters": Text(
        "Alleen in deze clusters (geen aangevinkt: overal)",
        "Only in these clusters (none ticked: everywhere)",
    ),
    "token_until_help": Text(
        "Leeg: {days} dagen. Nooit langer dan een jaar.", "Empty: {days} days. At most a year."
    ),
    "ask_for_token": Text(
        "Een beheerder maakt ze: vraag er daar een aan.",
        "An administrator makes them: ask there for one.",
    ),
    "naming": Text("Inzage in bedrijfsgegevens", "Reading company data"),
    "naming_help": Text(
        "Een bedrijf bepaalt wie leest wat van het bedrijf zelf is. Iemand van het bedrijf legt dat"
        " hier vast; een beheerder kan dat ook.",
        "A company decides who reads what is its own. Whoever is of the company records it here; an"
        " administrator may as well.",
    ),
    "readers_now": Text("Wie nu leest", "Who reads now"),
    "named_by": Text("Benoemd door", "Named by"),
    "by_provider": Text("de inlogdienst", "the identity provider"),
    "nobody_named": Text("Niemand.", "Nobody."),
    "who_read": Text("Wie wat las", "Who read what"),
    "name_reader": Text("Laat iemand lezen", "Let somebody read"),
    "of_no_company": Text(
        "U bent hier niet vastgelegd als iemand van een bedrijf. Vraag dat een beheerder.",
        "You are not recorded here as somebody of a company. Ask an administrator.",
    ),
    "organisation_of": Text("Organisatie", "Organisation"),
    "will_read": Text(
        "{name} leest wat van {organisation} zelf is.", "{name} reads what is {organisation}'s own."
    ),
    "reads_are_logged": Text(
        "Wat hij ervan leest, komt bij de inzagen.", "What they read of it is logged."
    ),
    "reads_as_own": Text(
        "Als iemand van de organisatie zelf; inzagen worden niet vastgelegd.",
        "As somebody of the organisation itself; reading is not logged.",
    ),
    "of_its_own": Text("van de organisatie zelf", "of the organisation itself"),
    "is_of_its_own": Text(
        "Is van de organisatie zelf, en handelt er met die rol voor",
        "Is of the organisation itself, and acts for it by that role",
    ),
    "end_naming": Text("Beëindig de inzage", "End the reading"),
    "naming_kept": Text("De inzage is vastgelegd.", "The reading is recorded."),
    "naming_ended": Text("De inzage is beëindigd.", "The reading is ended."),
    "all_accounts": Text("Alle accounts", "All accounts"),
}
