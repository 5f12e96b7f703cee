"""What the pages say of steps of a life cycle, in both languages."""

from collections.abc import Mapping

from reports.words import Text

STEPS: Mapping[str, Text] = {
    "take_step": Text("Zet een stap", "Take a step"),
    "which_step": Text("Welke stap", "Which step"),
    "took_effect_on": Text("Ging in op", "Took effect on"),
    "took_effect_hint": Text(
        "Leeg: vandaag. Een eerdere dag vraagt een reden en een tweede persoon.",
        "Empty: today. An earlier day asks for a reason and a second person.",
    ),
    "reason_of_step": Text(
        "Reden (mag leeg blijven, behalve als de stap er een vraagt)",
        "Reason (may stay empty, unless the step asks for one)",
    ),
    "stands_at": Text("Stand", "State"),
    "no_step_now": Text(
        "Nu is geen stap mogelijk. Hieronder staat wat ontbreekt.",
        "No step is possible now. Below you see what is missing.",
    ),
    "is_final": Text("Dit is een eindtoestand.", "This is a final state."),
    "what_steps_wait_for": Text("Waar elke stap op wacht", "What each step waits for"),
    "possible_now": Text("kan nu", "possible now"),
    "not_possible_yet": Text("kan nog niet", "not yet"),
    "not_all_needed": Text("Niet alles is nodig", "Not all of it is needed"),
    "not_needed_now": Text(
        "geldt niet, en is nu niet nodig", "does not hold, and is not needed now"
    ),
    "without_facts": Text("Hiervoor hoeft niets te kloppen.", "Nothing has to hold for this."),
    "company_tracks": Text("Bedrijfstrajecten", "Company tracks"),
    "track": Text("Bedrijfstraject", "Company track"),
    "track_company": Text("Bedrijf", "Company"),
    "no_source_words": Text("Geen bron vastgelegd.", "No source registered."),
    "tracks_caption": Text(
        "Het traject van elk bedrijf naar een maatwerkafspraak, met de stap waarin het is.",
        "The track of each company to a tailored agreement, with the step that it is in.",
    ),
    "all_tracks": Text("Alle bedrijfstrajecten", "All company tracks"),
    "no_tracks": Text(
        "Er is geen bedrijfstraject vastgelegd, of geen dat u mag zien.",
        "No company track is registered, or none that you may see.",
    ),
    "track_ended": Text("Er volgt geen stap meer.", "No step follows any more."),
    "step_asks_for": Text("Deze stap vraagt om", "This step asks for"),
    "step_taken": Text("De stap is gezet.", "The step was taken."),
}
