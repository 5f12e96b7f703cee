"""What the pages say of proposals, and of what changed while a form was open."""

from collections.abc import Mapping

from reports.words import Text

PROPOSALS: Mapping[str, Text] = {
    "proposals": Text("Voorstellen", "Proposals"),
    "no_proposals": Text("Er wacht geen voorstel.", "No proposal waits."),
    "proposed_by": Text("Voorgesteld door", "Proposed by"),
    "confirm_proposal": Text("Bevestig", "Confirm"),
    "reject_proposal": Text("Wijs af", "Reject"),
    "proposal_confirmed": Text("Voorstel bevestigd.", "Proposal confirmed."),
    "proposal_rejected": Text("Voorstel afgewezen.", "Proposal rejected."),
    "asks_for": Text("Wat", "What"),
    "proposal": Text("Voorstel", "Proposal"),
    "look_and_decide": Text("Bekijk en beslis", "Look and decide"),
    "withdraw_proposal": Text("Trek in", "Withdraw"),
    "choose_decision": Text("kies bevestigen of afwijzen", "choose to confirm or to reject"),
    "own_proposal": Text(
        "U stelde dit zelf voor; iemand anders bevestigt het.",
        "You proposed this yourself; somebody else confirms it.",
    ),
    "proposal_kept": Text(
        "Een deel van het onderwerp is niet voor u. Wie alles ervan ziet, kan dit bevestigen.",
        "Part of the subject is not for you. Whoever sees all of it can confirm this.",
    ),
    "proposal_stuck": Text("Dit kan nu niet.", "This cannot be done now."),
    "proposal_closed": Text("Over dit voorstel is besloten.", "This proposal was decided on."),
    # what changed while a form was open
    "meanwhile": Text("Wat er intussen veranderde", "What changed meanwhile"),
    "meanwhile_help": Text(
        "Iemand heeft dit gewijzigd terwijl u bezig was; uw keuze is niet vastgelegd. Kijk het na"
        " en kies opnieuw.",
        "Somebody changed this while you were at it; your choice was not recorded. Look it over"
        " and choose again.",
    ),
    "meanwhile_proposed": Text(
        "Dit veranderde nadat het werd voorgesteld; zo kan het niet meer worden bevestigd. Wijs het"
        " af en laat het opnieuw voorstellen.",
        "This changed after it was proposed; it can no longer be confirmed like this. Reject it and"
        " have it proposed anew.",
    ),
    "as_you_saw": Text("Eerder", "Earlier"),
}
