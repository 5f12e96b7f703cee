"""What the pages say besides the words of the reports, in both languages."""

from collections.abc import Mapping

from mijlpaal.web.screens.consequence_words import CONSEQUENCE_WORDS
from mijlpaal.web.screens.words_of_access import ACCESS
from mijlpaal.web.screens.words_of_people import PEOPLE
from mijlpaal.web.screens.words_of_proposals import PROPOSALS
from mijlpaal.web.screens.words_of_steps import STEPS
from mijlpaal.web.screens.words_of_texts import TEXTS
from mijlpaal.web.screens.words_of_views import VIEWS
from mijlpaal.web.screens.words_of_work import WORK
from mijlpaal.web.words_of_logs import LOGS
from models.vocabulary import Language
from reports.words import Text

WORDS: Mapping[str, Text] = {
    # start
    "start": Text("Start", "Start"),
    "do_now": Text("Dit moet u nu doen", "What you have to do now"),
    "nothing_to_do": Text("Er is nu niets te doen.", "There is nothing to do now."),
    "see_milestones": Text("Bekijk alle mijlpalen", "See all milestones"),
    "and_more": Text("Nog {count} andere", "{count} more"),
    "clusters": Text("Clusters", "Clusters"),
    "no_clusters": Text("Geen clusters in deze selectie.", "No clusters in this selection."),
    "show_everything": Text("Toon alles", "Show everything"),
    "next_gate": Text("Volgende stap", "Next step"),
    "last_step": Text("Dit is de laatste stap.", "This is the last step."),
    "show_for": Text("Toon", "Show"),
    "for_mij": Text("van mij", "mine"),
    "for_cluster": Text("mijn cluster", "my cluster"),
    "for_alles": Text("alles", "everything"),
    "more_changes": Text("Nog {count} wijzigingen in het logboek", "{count} more in the log"),
    "proposals_wait": Text("Bekijk de voorstellen", "See the proposals"),
    "no_programme": Text("Er is nog geen programma", "There is no programme yet"),
    "no_programme_help": Text(
        "De beheerder laadt het programma op de opdrachtregel met:",
        "The administrator loads the programme on the command line with:",
    ),
    "do_prognose": Text("Geef een prognose", "Give a forecast"),
    "do_bevestigen": Text("Bevestig de prognose", "Confirm the forecast"),
    "do_herijken": Text("Herijk de afspraak", "Re-plan the agreement"),
    "do_behaald": Text("Meld behaald of herijk", "Report achieved or re-plan"),
    "do_": Text("Bekijk", "Look"),
    # lists and forms
    "filter": Text("Filter", "Filter"),
    "search": Text("Zoek in titel en formulering", "Search title and wording"),
    "all": Text("alle", "all"),
    "apply": Text("Toepassen", "Apply"),
    "clear": Text("Wis het filter", "Clear the filter"),
    "only_open": Text("Alleen wat open staat", "Only what is open"),
    "counts_from": Text("Grens vanaf", "Bound from"),
    "sort": Text("Sorteer op", "Sort by"),
    "cluster": Text("Cluster", "Cluster"),
    "found": Text("{count} mijlpalen gevonden", "{count} milestones found"),
    "found_one": Text("1 mijlpaal gevonden", "1 milestone found"),
    "none_found": Text("Niets gevonden met dit filter.", "Nothing found with this filter."),
    "this_view": Text("Deze selectie als", "This selection as"),
    "calendar_file": Text("agenda (iCal)", "calendar (iCal)"),
    "page_of": Text("Bladzijde {page} van {pages}", "Page {page} of {pages}"),
    "previous": Text("Vorige", "Previous"),
    "next": Text("Volgende", "Next"),
    "pages": Text("Bladzijden", "Pages"),
    "choose": Text("Kies", "Choose"),
    "choose_one": Text("Kies {title}", "Choose {title}"),
    "confirm_chosen": Text(
        "Bevestig de prognose van wat gekozen is", "Confirm the chosen forecasts"
    ),
    "confirmed_count": Text(
        "Prognose bevestigd van {count} mijlpalen.", "Forecast confirmed of {count} milestones."
    ),
    "nothing_chosen": Text(
        "Kies ten minste één mijlpaal om te bevestigen.",
        "Choose at least one milestone to confirm.",
    ),
    "by_bound": Text("grens", "bound"),
    "by_status": Text("status", "status"),
    "by_title": Text("titel", "title"),
    "by_cluster": Text("cluster", "cluster"),
    "by_forecast": Text("prognose", "forecast"),
    "by_key": Text("sleutel", "key"),
    "ascending": Text("oplopend gesorteerd", "sorted ascending"),
    "descending": Text("aflopend gesorteerd", "sorted descending"),
    "error": Text("Fout:", "Error:"),
    "problem": Text("Er klopt iets niet", "Something is not right"),
    "back": Text("Terug", "Back"),
    # one milestone
    "acts": Text("Wat u kunt doen", "What you can do"),
    "confirm": Text("Bevestig prognose", "Confirm forecast"),
    "forecast": Text("Stel prognose bij", "Adjust forecast"),
    "achieve": Text("Meld behaald", "Report achieved"),
    "replan": Text("Herijk", "Re-plan"),
    "cannot_act": Text(
        "U kunt deze mijlpaal bekijken, niet wijzigen.",
        "You can look at this milestone, not change it.",
    ),
    "is_closed": Text("Deze mijlpaal is afgesloten.", "This milestone is closed."),
    "agreement": Text("Afspraak", "Agreement"),
    "now": Text("Nu", "Now"),
    "becomes": Text("Wordt", "Becomes"),
    "what_changes": Text("Wat er verandert", "What changes"),
    "nothing_changes": Text("Er verandert niets.", "Nothing changes."),
    "field": Text("Gegeven", "Field"),
    "source": Text("Bronzin", "Source sentence"),
    "history": Text("Geschiedenis", "History"),
    "agreement_history": Text("Hoe de afspraak veranderde", "How the agreement changed"),
    "depends_on": Text("Hangt af van", "Depends on"),
    "needed_for": Text("Nodig voor", "Needed for"),
    "no_dependencies": Text("Niets vastgelegd.", "Nothing registered."),
    "addressee": Text("Aan", "To"),
    "about": Text("Gaat over", "About"),
    "weight": Text("Gewicht", "Weight"),
    "when": Text("Wanneer", "When"),
    "when_hint": Text(
        "Een datum, zoals 2026-12-10, of woorden, zoals „medio november 2026”.",
        "A date, such as 2026-12-10, or Dutch words, such as “medio november 2026”.",
    ),
    "reason_optional": Text("Reden (mag leeg blijven)", "Reason (may stay empty)"),
    "code": Text("Soort reden", "Kind of reason"),
    "internal_target": Text(
        "Intern streven (alleen als er geen uiterste dag is)",
        "Internal target (only when there is no latest day)",
    ),
    "achieved_on": Text("Behaald op", "Achieved on"),
    "achieved_hint": Text("Een datum, zoals 2026-12-10.", "A date, such as 2026-12-10."),
    "evidence": Text("Bewijs", "Evidence"),
    "evidence_hint": Text(
        "Bijvoorbeeld een Kamerstuknummer.", "For instance the number of a Kamerstuk."
    ),
    "look_first": Text("Bekijk wat dit verandert", "See what this changes"),
    "save": Text("Vastleggen", "Record"),
    "change_again": Text("Wijzig de invoer", "Change what you typed"),
    "not_saved_yet": Text("Er is nog niets vastgelegd.", "Nothing has been recorded yet."),
    "read_as": Text("Zo gelezen", "Read as"),
    "read_phrase": Text("Hoe een formulering gelezen wordt", "How a phrase is read"),
    "show_reading": Text("Lees", "Read"),
    "no_day_at_all": Text("geen dag", "no day"),
    "rule": Text("regel {rule}", "rule {rule}"),
    "asks_second": Text(
        "Dit vraagt een tweede persoon: het wordt een voorstel.",
        "This needs a second person: it becomes a proposal.",
    ),
    "done_confirm": Text("Prognose bevestigd.", "Forecast confirmed."),
    "done_forecast": Text("Prognose vastgelegd.", "Forecast recorded."),
    "done_achieve": Text("Behaald gemeld.", "Reported as achieved."),
    "done_replan": Text("Herijking vastgelegd.", "Re-planning recorded."),
    "done_proposed": Text(
        "Vastgelegd als voorstel; het wacht op een tweede persoon.",
        "Kept as a proposal; it waits for a second person.",
    ),
    "conflict": Text(
        "Iemand heeft dit gewijzigd terwijl u bezig was. Links wat er nu staat, rechts wat u"
        " invulde. Kijk het na en leg het opnieuw vast.",
        "Somebody changed this while you were at it. On the left what it is now, on the right what"
        " you typed. Look it over and record it again.",
    ),
    "yours": Text("Uw invoer", "What you typed"),
    "one_date": Text("noem één dag, zoals 2026-12-10", "name one day, such as 2026-12-10"),
    "no_day": Text(
        "hieruit volgt geen dag; noem een datum of periode",
        "no day follows from this; name a date or a period",
    ),
    "required": Text("vul dit in", "fill this in"),
    # cluster
    "blocks": Text("Wat de volgende stap tegenhoudt", "What blocks the next step"),
    "nothing_blocks": Text("Niets houdt de volgende stap tegen.", "Nothing blocks the next step."),
    "consequences": Text("Als hier iets wegvalt", "If something here drops out"),
    "what_if": Text("Wat als", "What if"),
    "reports": Text("Rapportages", "Status reports"),
    "further_on_this_page": Text("Verder op deze pagina", "Further on this page"),
    "latest_report": Text("Laatste rapportage", "Latest report"),
    "no_report": Text("Nog geen rapportage gepubliceerd.", "No report has been published yet."),
    "milestones_of": Text("Mijlpalen van dit cluster", "Milestones of this cluster"),
    "as_the_public": Text("Bekijk als openbaar lezer", "Look as the public"),
    "as_yourself": Text("Bekijk als uzelf", "Look as yourself"),
    "public_view": Text(
        "U ziet deze bladzijde zoals een openbaar lezer haar ziet.",
        "You see this page as the public sees it.",
    ),
    "none_registered": Text("Niets vastgelegd.", "Nothing registered."),
    # reports
    "editions": Text("Gepubliceerde edities", "Published editions"),
    "edition": Text("Editie", "Edition"),
    "approval": Text("Stand", "State"),
    "audience": Text("Voor", "For"),
    "difference": Text("Verschil met de vorige", "Difference with the previous one"),
    "differences": Text("Wat er verschilt", "What differs"),
    "differs": Text("verschilt", "differs"),
    "no_differences": Text("Er is geen verschil.", "There is no difference."),
    "before": Text("Eerst", "Before"),
    "after": Text("Nu", "Now"),
    "section": Text("Onderdeel", "Part"),
    "no_editions": Text("Er is nog niets gepubliceerd.", "Nothing has been published yet."),
    "read_report": Text("Lees", "Read"),
    # letters
    "letters": Text("Brieven", "Letters"),
    "paste": Text("Plak hier de tekst van de brief", "Paste the text of the letter here"),
    "upload": Text("Of kies een bestand (txt, docx, pdf, eml)", "Or choose a file"),
    "letter_day": Text("Dag van de brief", "Day of the letter"),
    "letter_day_hint": Text(
        "Nodig als de dag niet in de brief staat.", "Needed when the letter does not name its day."
    ),
    "read_letter": Text("Lees de brief", "Read the letter"),
    "readings": Text("Voorgestelde lezingen", "Proposed readings"),
    "no_readings": Text("In deze brief staat niets om over te nemen.", "Nothing to take over."),
    "take": Text("neem over", "take over"),
    "reject": Text("wijs af", "reject"),
    "later": Text("later", "later"),
    "sentence": Text("Zin", "Sentence"),
    "becomes_kind": Text("Wordt een", "Becomes a"),
    "known_already": Text("al vastgelegd", "registered already"),
    "about_subject": Text("Gaat over (cluster)", "About (cluster)"),
    "decide": Text("Leg de keuzes vast", "Record the choices"),
    "letter_settled": Text(
        "{taken} overgenomen, {rejected} afgewezen.", "{taken} taken over, {rejected} rejected."
    ),
    "value_refused": Text(
        "{field} „{value}” kan niet: {problem}.", "{field} “{value}” cannot be: {problem}."
    ),
    "field_refused": Text("{field}: {problem}.", "{field}: {problem}."),
    "too_large": Text(
        "dit bestand is groter dan {most} MB en is niet gelezen; kies een kleiner bestand, of plak"
        " de tekst",
        "this file is larger than {most} MB and was not read; choose a smaller file, or paste the"
        " text",
    ),
    "letter_empty": Text("plak een tekst of kies een bestand", "paste a text or choose a file"),
    "title": Text("Titel", "Title"),
    "read_letters": Text("Gelezen brieven", "Letters that were read"),
    # what if
    "happens": Text("Wat gebeurt er", "What happens"),
    "drops_out": Text("het valt weg", "it drops out"),
    "becomes_day": Text("het wordt later, namelijk op", "it becomes later, on"),
    "show_effects": Text("Toon de gevolgen", "Show the consequences"),
    "touches": Text("Wat het raakt", "What it touches"),
    "touches_nothing": Text("Het raakt niets anders.", "It touches nothing else."),
    "nothing_stored": Text(
        "Dit is alleen doorgerekend: er verandert niets.",
        "This was only worked out: nothing changes.",
    ),
    "layer": Text("Stap", "Step"),
    "effect": Text("Gevolg", "Consequence"),
    "because": Text("Via", "By way of"),
    "groups": Text("Groepen die samen moeten beslissen", "Groups that have to decide together"),
    "no_groups": Text(
        "Niemand wacht hier in een kring op elkaar.",
        "Nobody waits for each other in a circle here.",
    ),
    "impact_of": Text("Wat als dit wegvalt?", "What if this drops out?"),
    # keeping
    "keeping": Text("Beheer & logboek", "Keeping & log"),
    "told": Text("Wie wat hoorde", "Who was told what"),
    "people": Text("Functies", "Functions"),
    "mandates": Text("Mandaten", "Mandates"),
    "definitions": Text("Levenslopen", "Life cycles"),
    "calendars": Text("Kalenders", "Calendars"),
    "health": Text("Gezondheid", "Health"),
    "as_now": Text("gelijk aan de huidige", "same as the current"),
    "newest_first": Text("De nieuwste eerst.", "The newest first."),
    "function": Text("Functie", "Function"),
    "role": Text("Rol", "Role"),
    "person": Text("Wie", "Who"),
    "until": Text("Tot en met", "Until"),
    "from": Text("Vanaf", "From"),
    "channel": Text("Langs", "By"),
    "sent": Text("Verzonden", "Sent"),
    "subject_line": Text("Onderwerp", "Subject"),
    "all_in_the_log": Text("Alle gebeurtenissen in het logboek", "All events in the log"),
    "version": Text("Versie", "Version"),
    "published_on": Text("gepubliceerd op", "published on"),
    "published_by": Text("door", "by"),
    "check": Text("Controle", "Check"),
    "result": Text("Uitkomst", "Result"),
    "level_ok": Text("goed", "good"),
    "level_attention": Text("aandacht nodig", "needs attention"),
    "level_error": Text("niet goed", "not good"),
    "what_to_do": Text("Wat te doen", "What to do"),
    "health_good": Text("Alles loopt zoals het moet.", "All runs as it should."),
    "health_bad": Text(
        "Niet alles loopt zoals het moet: de laatste kolom zegt wat te doen is.",
        "Not all runs as it should: the last column says what to do.",
    ),
    "year": Text("Jaar", "Year"),
    **LOGS,
    **WORK,
    **ACCESS,
    **PEOPLE,
    **STEPS,
    **TEXTS,
    **PROPOSALS,
    **VIEWS,
}


def say_word(key: str, language: Language, **filled: object) -> str:
    """Return a word or sentence of the pages, with what is filled in."""
    said = (WORDS.get(key) or CONSEQUENCE_WORDS[key]).say(language)
    return said.format_map(filled) if filled else said
