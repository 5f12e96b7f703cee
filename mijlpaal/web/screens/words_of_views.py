"""What pages say of views, of the log, of requests, of calendars and of looking back."""

from collections.abc import Mapping

from reports.words import Text

VIEWS: Mapping[str, Text] = {
    "page_alone": Text("Bladzijde {page}", "Page {page}"),
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
}
