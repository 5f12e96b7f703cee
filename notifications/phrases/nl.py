"""The words in Dutch."""

from models.dates import Confidence
from models.vocabulary import EventKind, Language, Modality, Responsibility
from notifications.digest import Action, Section
from notifications.phrases.words import Counted, Labels, Words

DUTCH = Words(
    language=Language.NL,
    conjunction=" en ",
    quotes="„{}”",
    days=Counted("1 dag", "{n} dagen"),
    working_days=Counted("1 werkdag", "{n} werkdagen"),
    subject="Mijlpalen op {day}: {counts}",
    urgent_subject="Dringend – mijlpaal op {day}: {counts}",
    urgent_subject_more="Dringend – mijlpalen op {day}: {counts}",
    in_subject={
        Section.TAKEN_OVER: "nu van u",
        Section.LATE: "voorbij de grens",
        Section.NEAR: "nabij de grens",
        Section.CHANGED: "veranderd",
    },
    sections={
        Section.TAKEN_OVER: "U neemt over",
        Section.LATE: "Voorbij de grens",
        Section.NEAR: "Nadert de grens",
        Section.CHANGED: "Veranderd",
    },
    counts={
        Section.TAKEN_OVER: Counted("u neemt 1 mijlpaal over", "u neemt {n} mijlpalen over"),
        Section.LATE: Counted(
            "1 mijlpaal is voorbij de grens", "{n} mijlpalen zijn voorbij de grens"
        ),
        Section.NEAR: Counted("1 mijlpaal nadert de grens", "{n} mijlpalen naderen de grens"),
        Section.CHANGED: Counted("1 mijlpaal is veranderd", "{n} mijlpalen zijn veranderd"),
    },
    labels=Labels(
        standing="Stand",
        changed="Veranderd",
        agreed="Afspraak",
        addressee="Aan",
        about="Betreft",
        forecast="Prognose",
        role="Uw rol",
        taken_over="Eerst van",
        note="Let op",
        todo="Te doen",
    ),
    # An ambition is never called a promise: the weight of the words is said in so many words.
    weights={
        Modality.COMMITMENT: "een toezegging",
        Modality.REQUIREMENT: "een eis",
        Modality.AMBITION: "een ambitie, geen toezegging",
        Modality.POSSIBILITY: "een mogelijkheid, geen toezegging",
        Modality.INDICATIVE: "een indicatie, geen toezegging",
        Modality.INTENDED: "een voornemen, geen toezegging",
        Modality.PROVISIONAL: "voorlopig, geen toezegging",
        Modality.ANNOUNCED: "een aankondiging, geen toezegging",
    },
    roles={
        Responsibility.OWNER: "eigenaar",
        Responsibility.ACCOUNTABLE: "verantwoordelijke",
        Responsibility.PROGRAMME_MANAGER: "programmamanager",
    },
    commands={
        Action.CONFIRM: "milestone confirm {key}",
        Action.FORECAST: "milestone forecast {key} JJJJ-MM-DD",
        Action.ACHIEVE: 'milestone achieve {key} --on JJJJ-MM-DD --evidence "KAMERSTUK"',
        Action.POSTPONE: 'milestone replan {key} "MOMENT" --code CODE --reason "TOELICHTING"',
        Action.REPLAN: 'milestone replan {key} "MOMENT" --code CODE --reason "TOELICHTING"',
        Action.SHOW: "milestone show {key}",
        Action.ACKNOWLEDGE: "reminders acknowledge {key} --as {who}",
    },
    acknowledge_by_link=("Gelezen? Bevestig dat u dit weet; dat kan zonder inloggen, t/m {until}:"),
    acknowledge_link="Bevestig dat u {key} kent",
    todo={
        Action.CONFIRM: "Klopt de prognose nog? Bevestig haar:",
        Action.FORECAST: "Geef een prognose:",
        Action.ACHIEVE: "Is het gedaan? Meld het af, met het bewijsstuk:",
        Action.POSTPONE: (
            "Lukt het niet? Meld dat vóór de grens en leg een nieuwe afspraak vast, met de reden:"
        ),
        Action.REPLAN: "Nog niet gedaan? Leg een nieuwe afspraak vast, met de reden:",
        Action.SHOW: "Bekijk de stand:",
        Action.ACKNOWLEDGE: "Gelezen? Bevestig dat u dit weet:",
    },
    undated="Er is nog geen datum afgesproken.",
    suspended="De termijn staat stil: er is nu geen uiterste dag.",
    unbound="Uit de formulering volgt geen uiterste dag.",
    achieved="Behaald op {day}.",
    lapsed="Gesloten zonder te zijn behaald.",
    late="Te laat: de uiterste dag, {day}, is {days} voorbij.",
    window_ended="De afgesproken periode eindigde op {day}, {days} geleden.",
    last_day_today="Vandaag is {bound}{formal}.",
    practical_passed="De laatste vergaderdag van de Kamer, {day}, is voorbij.",
    formal_ahead="De uiterste dag is {day}: nog {left}.",
    formal_at_once="De uiterste dag is {day}; daarvóór is er geen werkdag meer.",
    soft_ahead="De zachte grens is {day}.",
    soft_reached="De zachte grens, {day}, is bereikt.",
    ahead="Nog {left} tot en met {day}, {bound}{formal}.",
    ahead_at_once="Vandaag is de laatste werkdag vóór {day}, {bound}{formal}.",
    practical_bound="de laatste vergaderdag van de Kamer",
    formal_bound="de uiterste dag",
    internal_target="het interne streven",
    before_formal=" vóór de uiterste dag, {day}",
    estimates={
        Confidence.LOW: "Die vergaderdag berust op een geschat reces.",
        Confidence.UNKNOWN: "Over het reces in die tijd zijn nog geen gegevens.",
    },
    estimated_day="Die dag hangt af van een reces dat nog niet vaststaat.",
    confidential="Bedrijfsvertrouwelijk: stuur dit bericht niet door.",
    escalated=(
        "Opgeschaald: wie hier eerder van hoorde, reageerde niet binnen twee werkdagen."
        " Daarom hoort u dit nu ook."
    ),
    escalated_undelivered=(
        "Opgeschaald: een eerder bericht hierover kon niet worden bezorgd. Wie het had moeten"
        " lezen, weet het misschien niet. Daarom hoort u dit nu ook."
    ),
    no_forecast="geen",
    forecast_passed="{day}; die dag is voorbij en telt niet meer",
    forecast_confirmed="{day}, bevestigd op {confirmed}",
    forecast_unconfirmed="{day}, niet bevestigd",
    forecast_late="; dat is na de uiterste dag",
    change="Op {day}: {what}.",
    reason=" Toelichting: {reason}",
    first_forecast="er is nu een prognose, {new}",
    forecast_change="de prognose {moved}",
    replanned_change="nieuwe afspraak {new} in plaats van {old}; de uiterste dag {moved}",
    term_changes={
        EventKind.TERM_SET: "wettelijke termijn {new}; de uiterste dag {moved}",
        EventKind.SUSPENDED: "de termijn is opgeschort ({new}); de uiterste dag {moved}",
        EventKind.RESUMED: "de termijn loopt weer ({new}); de uiterste dag {moved}",
    },
    achieved_change="behaald op {day}",
    standing_change="de stand is nu: {words}",
    corrected_change="gecorrigeerd; de stand is nu: {words}",
    reopened_change="heropend; de stand is nu: {words}",
    moved="is nu {new} (was {old})",
    unmoved="blijft {new}",
    unknown="onbekend",
)
