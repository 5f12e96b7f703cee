"""What the pages say of status texts and of a letter that was sent, in both languages."""

from collections.abc import Mapping

from reports.words import Text

TEXTS: Mapping[str, Text] = {
    "status_text": Text("Statustekst", "Status text"),
    "status_texts": Text("Statusteksten", "Status texts"),
    "status_texts_help": Text(
        "Wat de brief aan de Kamer van elk cluster zegt. Eén persoon schrijft en legt voor, een"
        " tweede keurt goed.",
        "What the letter to the Kamer says of each cluster. One person writes and proposes, a"
        " second one approves.",
    ),
    "text_in_the_making": Text("In de maak", "In the making"),
    "text_approved_last": Text("Laatst goedgekeurd", "Approved last"),
    "texts_approved": Text("Goedgekeurde teksten", "Approved texts"),
    "no_text_yet": Text("Er is nog geen tekst.", "There is no text yet."),
    "written_by": Text("Geschreven door {name}.", "Written by {name}."),
    "text_proposed_by": Text(
        "Voorgelegd door {name}; een tweede persoon keurt goed of geeft terug.",
        "Proposed by {name}; a second person approves or returns it.",
    ),
    "write_text": Text("Schrijf een tekst", "Write a text"),
    "rewrite_text": Text("Herschrijf de tekst", "Rewrite the text"),
    "rewriting_makes_concept": Text(
        "Wie een voorgelegde tekst herschrijft, maakt er weer een concept van.",
        "Who rewrites a proposed text makes a concept of it again.",
    ),
    "text_hint": Text(
        "Een lege regel begint een nieuwe alinea.", "An empty line begins a new paragraph."
    ),
    "empty_is_today": Text("Leeg: vandaag.", "Empty: today."),
    "audience_of_text": Text(
        "Voor wie na goedkeuring (alleen openbaar komt in een brief)",
        "For whom once approved (only public goes into a letter)",
    ),
    "keep_concept": Text("Bewaar als concept", "Keep as a concept"),
    "approve_text": Text("Keur goed", "Approve"),
    "reason_of_return": Text("Reden (nodig bij teruggeven)", "Reason (needed to return it)"),
    "text_schrijven": Text("Concept bewaard.", "Concept kept."),
    "text_voorleggen": Text(
        "Voorgelegd; het wacht op een tweede persoon.", "Proposed; it waits for a second person."
    ),
    "text_goedkeuren": Text(
        "Goedgekeurd; hier verandert niets meer aan.", "Approved; nothing of it changes now."
    ),
    "text_teruggeven": Text(
        "Teruggegeven; het is weer een concept.", "Returned; it is a concept again."
    ),
    # a letter that was sent
    "letter_sent": Text("Meld de brief als verzonden", "Report the letter as sent"),
    "letter_sent_help": Text(
        "De brief wordt vastgelegd en de gekozen toezeggingen gaan dicht, in één keer.",
        "The letter is registered and the chosen duties are closed, in one act.",
    ),
    "fulfilled": Text("Wat is voldaan?", "What is fulfilled?"),
    "duty_not": Text("niet in deze brief", "not in this letter"),
    "duty_whole": Text("voldaan", "fulfilled"),
    "duty_in_part": Text("deels voldaan, blijft open", "fulfilled in part, stays open"),
    "kamerstuk": Text("Kamerstuknummer", "Number of the Kamerstuk"),
    "kamerstuk_hint": Text(
        "Bijvoorbeeld Kamerstuk 29826, nr. 320.", "For instance Kamerstuk 29826, nr. 320."
    ),
    "sent_on": Text("Verzonden op", "Sent on"),
    "title_of_letter": Text("Titel van de brief (mag leeg)", "Title of the letter (may be empty)"),
    "letter_was_sent": Text(
        "De brief is vastgelegd en zijn toezeggingen zijn bijgewerkt.",
        "The letter was registered and its duties were updated.",
    ),
}
