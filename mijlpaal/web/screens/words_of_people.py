"""What the pages say of handing over and of absences, in both languages."""

from collections.abc import Mapping

from reports.words import Text

PEOPLE: Mapping[str, Text] = {
    "hand_over": Text("Draag een functie over", "Hand a function over"),
    "hand_over_help": Text(
        "Alles wat nog open staat gaat over naar de opvolger. Wat was, blijft in het logboek.",
        "All that is open passes to the successor. What was stays in the log.",
    ),
    "hand_from": Text("Van", "From"),
    "hand_to": Text("Aan", "To"),
    "first_day_of_next": Text("Eerste dag van de opvolger", "First day of the successor"),
    "only_in_cluster": Text("Alleen in dit cluster (mag leeg)", "Only in this cluster (optional)"),
    "debts_too": Text(
        "Ook de organisatie die het verschuldigd is gaat over",
        "The organisation that owes it passes as well",
    ),
    "what_passes": Text("Wat er overgaat", "What passes"),
    "responsibility": Text("Verantwoordelijkheid", "Responsibility"),
    "passes_besides": Text(
        "En nog {count}, die u niet mag zien.", "And {count} more, which you may not see."
    ),
    "debts_pass": Text(
        "Van {count} mijlpalen wordt een andere organisatie het verschuldigd.",
        "Of {count} milestones another organisation comes to owe it.",
    ),
    "nothing_passes": Text("Er is niets open.", "Nothing is open."),
    "seen_otherwise": Text(
        "Intussen volgt er iets anders dan u zag. Kijk het na en leg het opnieuw vast.",
        "Meanwhile something else follows than you saw. Look it over and record it again.",
    ),
    "handed_over": Text("Overgedragen.", "Handed over."),
    "absences": Text("Afwezigheid", "Absences"),
    "nobody_away": Text("Er is niemand afwezig.", "Nobody is away."),
    "keep_absence": Text("Leg een afwezigheid vast", "Record an absence"),
    "stand_in": Text("Vervanger", "Stand-in"),
    "is_back": Text("Is er weer", "Is back"),
    "absence_kept": Text("Afwezigheid vastgelegd.", "Absence recorded."),
    "absence_ended": Text("De functie hoort weer zelf.", "The function hears again."),
}
