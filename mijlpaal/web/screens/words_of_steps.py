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
    "step_taken": Text("De stap is gezet.", "The step was taken."),
}
