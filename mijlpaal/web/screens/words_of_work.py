"""What the pages of reports, the letter, imports and sessions say, in both languages."""

from collections.abc import Mapping

from reports.words import Text

WORK: Mapping[str, Text] = {
    # editions on their way
    "make_edition": Text("Maak een concept", "Make a concept"),
    "make_edition_help": Text(
        "De stand van vandaag wordt bevroren als editie. Daarna legt u haar voor, en een tweede"
        " persoon stelt haar vast.",
        "Today's state is frozen as an edition. Then you propose it, and a second person"
        " establishes it.",
    ),
    "make_concept": Text("Maak concept", "Make concept"),
    "make_first": Text("Maak de eerste", "Make the first one"),
    "state_first": Text("Leg een samenhang vast", "State a dependency"),
    "take_from_letter": Text("Neem het over uit een brief", "Take it over from a letter"),
    "choose_audience": Text("kies intern of openbaar", "choose internal or public"),
    "edition_made": Text("Concept gemaakt.", "Concept made."),
    "edition_made_before": Text(
        "Er is niets veranderd sinds deze editie van vandaag; er is geen nieuwe gemaakt.",
        "Nothing changed since this edition of today; no new one was made.",
    ),
    "edition_proposed": Text(
        "Voorgelegd; het wacht op een tweede persoon.", "Proposed; it waits for a second person."
    ),
    "edition_established": Text(
        "Vastgesteld; hier verandert niets meer aan.", "Established; nothing of it changes now."
    ),
    "edition_returned": Text(
        "Teruggegeven; het is weer een concept.", "Returned; it is a concept again."
    ),
    "adopt_concept": Text("Leg voor ter vaststelling", "Propose it for establishing"),
    "adopt_proposed": Text("Stel vast, als tweede persoon", "Establish it, as a second person"),
    "proposed_by_whom": Text(
        "Voorgelegd door {name}; iemand anders stelt haar vast.",
        "Proposed by {name}; somebody else establishes it.",
    ),
    "corrects": Text(
        "Dit wordt een correctie van de vastgestelde editie {number} van dezelfde dag. De reden"
        " komt op elk document.",
        "This becomes a correction of the established edition {number} of the same day. The reason"
        " will be on every document.",
    ),
    "propose": Text("Leg voor", "Propose"),
    "establish": Text("Stel vast", "Establish"),
    "give_back": Text("Geef terug", "Return"),
    "download": Text("Ophalen als", "Download as"),
    # letter to the Kamer
    "kamerbrief": Text("Brief aan de Kamer", "Letter to the Kamer"),
    "kamerbrief_way": Text(
        "Kijk wat er nog ontbreekt en haal het concept op",
        "See what is still missing and download the draft",
    ),
    "duties_of_letter": Text(
        "Aan welke toezeggingen voldoet de brief?", "Which duties does the letter fulfil?"
    ),
    "no_duties": Text("Er staat geen toezegging open.", "No duty is open."),
    "show_missing": Text("Toon wat ontbreekt", "Show what is missing"),
    "letter_ready": Text("Niets staat verzenden in de weg", "Nothing is in the way of sending"),
    "letter_not_ready": Text("Nog niet te verzenden", "Cannot be sent yet"),
    "send_by": Text("Uiterlijk te verzenden", "To be sent by"),
    "in_the_way": Text("Staat verzenden in de weg", "In the way of sending"),
    "to_know": Text("Om te weten", "To know"),
    "draft_as": Text("Het concept ophalen als", "Download the draft as"),
    # import
    "import": Text("Inlezen", "Import"),
    "import_help": Text(
        "Een tabel met per regel een prognose. De kolommen: sleutel, wanneer en desgewenst"
        " toelichting. Alles klopt en wordt vastgelegd, of er gebeurt niets.",
        "A table with a forecast on each line. The columns: sleutel, wanneer and, if you"
        " like, toelichting. All of it is right and recorded, or nothing happens.",
    ),
    "import_paste": Text("Plak hier de tabel", "Paste the table here"),
    "import_file": Text(
        "Of kies een bestand (CSV, Excel of Microsoft Project)",
        "Or choose a file (CSV, Excel or Microsoft Project)",
    ),
    "import_check": Text("Controleer", "Check"),
    "import_empty": Text("plak een tabel of kies een bestand", "paste a table or choose a file"),
    "import_good": Text(
        "{count} regels kloppen. Er is nog niets vastgelegd.",
        "{count} lines are right. Nothing has been recorded yet.",
    ),
    "import_record": Text("Leg alles vast", "Record all of it"),
    "import_done": Text("{count} prognoses vastgelegd.", "{count} forecasts recorded."),
    "import_faults": Text(
        "{count} fouten; er is niets vastgelegd.", "{count} faults; nothing was recorded."
    ),
    "line": Text("Regel", "Line"),
    "column": Text("Kolom", "Column"),
    "what_is_wrong": Text("Wat klopt er niet", "What is wrong"),
    "accepted": Text("Wat wel kan", "What is accepted"),
    # who was told what
    "state_waiting": Text("wacht op een bericht", "waits for a message"),
    "state_open": Text("nog niet verzonden", "not sent yet"),
    "state_sent": Text("verzonden", "sent"),
    "state_dead": Text("niet te bezorgen", "cannot be delivered"),
    # holidays
    "holiday": Text("Feestdag", "Holiday"),
    "recess": Text("Reces", "Recess"),
    "name": Text("Naam", "Name"),
    "confidence": Text("Zekerheid", "Confidence"),
    # one's own sessions
    "sessions": Text("Uw sessies", "Your sessions"),
    "sessions_help": Text(
        "Waar u nu bent ingelogd. Herkent u er een niet, beëindig die dan.",
        "Where you are signed in now. End the one that you do not recognise.",
    ),
    "began": Text("Begonnen", "Began"),
    "last_seen": Text("Laatst gebruikt", "Last used"),
    "this_session": Text("deze sessie", "this session"),
    "end_session": Text("Beëindig", "End"),
    "end_session_of": Text("Beëindig de sessie van {when}", "End the session of {when}"),
    "end_others": Text("Beëindig alle andere", "End all others"),
    "sessions_ended": Text("Beëindigd.", "Ended."),
    "no_other_sessions": Text("U bent nergens anders ingelogd.", "You are signed in nowhere else."),
    # what a form could not be read from
    "not_readable": Text("Dit formulier klopt niet", "This form is not right"),
    "go_back": Text("Ga terug en vul het opnieuw in", "Go back and fill it in again"),
}
