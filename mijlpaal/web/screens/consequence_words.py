"""What the pages of consequences say, in both languages."""

from collections.abc import Mapping

from reports.words import Text

CONSEQUENCE_WORDS: Mapping[str, Text] = {
    "ways_of_what_if": Text("Samenhang", "How it hangs together"),
    "scenarios": Text("Scenario's", "Scenarios"),
    "holders": Text("Wie wordt afgewacht", "Who is waited for"),
    "dependencies": Text("Afhankelijkheden", "Dependencies"),
    "checks": Text("Wat niet past", "What does not fit"),
    # a change
    "what_happens_hint": Text(
        "Laat dag en toestand leeg als het wegvalt.",
        "Leave day and state empty when it drops out.",
    ),
    "becomes_state": Text("of het komt in deze toestand", "or it comes to stand in this state"),
    "change_dropped": Text("{name} valt weg", "{name} drops out"),
    "change_latest": Text("{name} wordt {to}", "{name} becomes {to}"),
    "change_state": Text("{name} komt in '{to}'", "{name} comes to stand in '{to}'"),
    # what follows
    "as_today": Text("Het blijft zoals het vandaag is.", "It stays as it is today."),
    "as_then": Text("Het blijft zoals het die dag was.", "It stays as it was that day."),
    "moved": Text("Mijlpalen die schuiven", "Milestones that move"),
    "broken_bounds": Text("Grenzen die niet meer houden", "Bounds that are no longer held"),
    "no_longer_fits": Text("Wat niet meer klopt", "What no longer holds"),
    "fits_again": Text("Wat weer klopt", "What fits again"),
    "stuck": Text("Groepen die vastlopen", "Groups that get stuck"),
    "must_know": Text("Wie het moet weten", "Who must know"),
    "as_drawing": Text("De gevolgen getekend", "The consequences drawn"),
    "as_list": Text("Dezelfde gevolgen als lijst", "The same consequences as a list"),
    "of_a_drop_out": Text("Als dit wegvalt", "If this drops out"),
    "think_through": Text("Denk een andere wijziging door", "Think another change through"),
    # groups
    "members": Text("Wie", "Who"),
    "ties": Text("Doordat", "Because"),
    "waits_for": Text("Wacht op", "Waits for"),
    "group_drawn": Text("De groep getekend", "The group drawn"),
    "group_number": Text("Groep {number}", "Group {number}"),
    # readiness
    "readiness": Text("Wat er tussen dit project en zijn besluit staat", "What stands in its way"),
    "is_decided": Text("Het besluit is genomen.", "The decision was taken."),
    "nothing_in_the_way": Text("Er staat niets meer in de weg.", "Nothing is in the way."),
    "without_conditions": Text(
        "Er zijn geen randvoorwaarden vastgelegd; niemand kan zeggen wat ontbreekt.",
        "No conditions were stated; nobody can tell what is missing.",
    ),
    "decision": Text("Besluit", "Decision"),
    "hurdle": Text("Hoe het staat", "How it stands"),
    "due_day": Text("Dag", "Day"),
    "needed_day": Text("Nodig op", "Needed by"),
    "who_holds": Text("Bij wie", "With whom"),
    "hanging": Text("Hangt eraan", "Hangs on it"),
    "met_already": Text("Al vervuld", "Met already"),
    # holders
    "nobody_waits": Text("Niemand wacht.", "Nobody waits."),
    "holder": Text("Houder", "Holder"),
    "awaited": Text("Wat wordt afgewacht", "What is waited for"),
    "who_waits": Text("Wie wacht", "Who waits"),
    "state": Text("Stand", "State"),
    "holders_caption": Text(
        "De houder waar het meest aan hangt eerst.", "The holder that most hangs on first."
    ),
    "awaited_caption": Text("Waar het meest aan hangt eerst.", "What most hangs on first."),
    # scenarios
    "no_scenarios": Text("Er is nog geen scenario.", "There is no scenario yet."),
    "keep_as_scenario": Text("Bewaar dit als scenario", "Keep this as a scenario"),
    "new_scenario_title": Text("Titel van een nieuw scenario", "Title of a new scenario"),
    "in_scenario": Text("of voeg het toe aan", "or add it to"),
    "none_of_these": Text("een nieuw scenario", "a new scenario"),
    "keep": Text("Bewaar", "Keep"),
    "scenario_title_missing": Text(
        "geef een titel of kies een scenario", "give a title or choose a scenario"
    ),
    "scenario_saved": Text("Bewaard in dit scenario.", "Kept in this scenario."),
    "scenario_changed": Text("Scenario gewijzigd.", "Scenario changed."),
    "changes_of_scenario": Text("Wijzigingen", "Changes"),
    "no_changes_yet": Text("Nog geen wijzigingen.", "No changes yet."),
    "hidden_changes": Text(
        "Wijzigingen over wat niet voor u is: {count}. Ze tellen hier niet mee.",
        "Changes about what is not for you: {count}. They do not count here.",
    ),
    "take_out": Text("Haal eruit", "Take out"),
    "take_out_one": Text("Haal eruit: {name}", "Take out: {name}"),
    "add_a_change": Text("Voeg een wijziging toe", "Add a change"),
    "add": Text("Voeg toe", "Add"),
    "share": Text("Delen", "Share"),
    "share_help": Text(
        "Wie in Mijlpaal mag kijken, leest dit scenario op dit adres, met wat voor die lezer is:",
        "Whoever may look in Mijlpaal reads this scenario here, with what is for that reader:",
    ),
    "make_proposals": Text("Maak er voorstellen van", "Make proposals of it"),
    "make_proposals_help": Text(
        "Er verandert niets: elke wijziging wordt een voorstel, dat een tweede persoon bevestigt of"
        " afwijst.",
        "Nothing changes: each change becomes a proposal, which a second person confirms or"
        " rejects.",
    ),
    "became": Text("Wat ervan werd", "What became of it"),
    "became_proposal": Text("voorstel {proposal}", "proposal {proposal}"),
    "beside_today": Text("Naast vandaag", "Beside today"),
    "beside_then": Text("Naast die dag", "Beside that day"),
    # cascade and outlook
    "cascade": Text("Wat meeschuift met de prognose", "What moves with the forecast"),
    "nothing_moves": Text("Geen andere prognose schuift mee.", "No other forecast moves with it."),
    "no_counting_forecast": Text(
        "Er is geen prognose die telt.", "There is no forecast that counts."
    ),
    "accept_chosen": Text("Neem de gekozen prognoses over", "Accept the chosen forecasts"),
    "nothing_chosen_to_accept": Text(
        "kies ten minste één prognose", "choose at least one forecast"
    ),
    "days_later": Text("{count} dagen later", "{count} days later"),
    "one_day_later": Text("1 dag later", "1 day later"),
    "after_bound": Text("na de afgesproken grens", "after the bound agreed"),
    "outlook": Text("Vooruitzicht", "Outlook"),
    "chance": Text("Kans dat de grens houdt", "Chance to hold the bound"),
    "half_by": Text("De helft komt uiterlijk (P50)", "Half have come by (P50)"),
    "most_by": Text("Vier op de vijf komen uiterlijk (P80)", "Four in five have come by (P80)"),
    "too_few": Text("te weinig gevallen", "too few cases"),
    # what does not fit
    "all_fits": Text("Alles past bij elkaar.", "Everything fits together."),
    "checks_count": Text(
        "{count} bevindingen, waarvan {acting} actie vragen.",
        "{count} findings, {acting} of which need action.",
    ),
    "severity": Text("Ernst", "Severity"),
    "finding": Text("Bevinding", "Finding"),
    "mend": Text("Wat het herstelt", "What mends it"),
    # dependencies
    "stated_all": Text("Wat is vastgelegd", "What was stated"),
    "of_one": Text("Van en naar {name}", "From and to {name}"),
    "see_of_one": Text("Toon van één onderwerp", "Show of one subject"),
    "how": Text("Hoe", "How"),
    "certainty": Text("Zekerheid", "Certainty"),
    "period": Text("Periode", "Period"),
    "source_key": Text("Bron", "Source"),
    "end_today": Text("Beëindig vandaag", "End today"),
    "end_one": Text("Beëindig: {what} {how} {on}", "End: {what} {how} {on}"),
    "state_one": Text("Leg een afhankelijkheid vast", "State a dependency"),
    "edge_wat": Text("Wat hangt", "What hangs"),
    "edge_soort": Text("hoe", "how"),
    "edge_waarvan": Text("Waarvan", "On what"),
    "edge_tussentijd": Text(
        "Tussentijd, tussen mijlpalen (P6W, P15B werkdagen)",
        "Lag, between milestones (P6W, P15B working days)",
    ),
    "edge_nodig": Text("Nodig op", "Needed by"),
    "edge_alternatief": Text(
        "Woord voor wat elkaar kan vervangen", "Word for what can replace each other"
    ),
    "edge_zekerheid": Text("Zekerheid", "Certainty"),
    "edge_vanaf": Text("Vanaf", "From"),
    "edge_totenmet": Text("Tot en met", "Until"),
    "edge_woorden": Text("De woorden van de bron", "The words of the source"),
    "edge_wederzijds": Text("Het geldt over en weer", "It holds both ways"),
    "nobody_said": Text("niet gezegd", "not said"),
    "dependency_stated": Text("Vastgelegd.", "Stated."),
    "dependency_ended": Text(
        "Beëindigd; het blijft in het logboek.", "Ended; it stays in the log."
    ),
    # mending
    "assign_owner": Text("Wijs een eigenaar aan", "Assign an owner"),
    "another_day": Text("Geef een andere dag", "Give another day"),
    "new_day": Text("Nieuwe dag", "New day"),
}
