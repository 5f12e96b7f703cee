"""Every error this project raises on purpose, so that edges translate each of them once.

::

    MijlpaalError
    ├── InvalidInputError            what was given cannot be accepted
    │   ├── SourceError              a file of data (file and line are known)
    │   │   ├── UnreadableSourceError, DuplicateIdError, UnknownReferenceError
    │   │   ├── MissingFieldError, UnknownFieldError, InvalidValueError
    │   │   └── IncludeError             a file that another one cannot take in
    │   ├── DefinitionError          a life cycle that cannot be run
    │   │   └── UnpublishableError   it can be run, and the publish gate found flaws
    │   ├── ExpressionError          a guard that is not and/or/not over names
    │   ├── LetterError              a letter that cannot be taken in
    │   │   ├── UnknownFileKindError, DamagedLetterError, LockedLetterError
    │   │   ├── OversizedLetterError, EmptyLetterError, SeveralLettersError
    │   │   └── UndatedLetterError, LetterDayError
    │   ├── InvalidWindowError, UnreadablePhraseError, OutsideCalendarError
    │   ├── UnreadableTermError, SuspensionError
    │   ├── ReasonMissingError, IncompleteStepError
    │   ├── UnknownEventError, InvalidAmendmentError
    │   ├── SettingError, FutureDayError, ReportFormatError, NoDutyError
    │   ├── ExtentError              how much there should be is no number
    │   ├── InvalidTokenError, IdempotencyError, UnfitTableError
    │   └── ForgedLinkError
    ├── NotFoundError
    │   ├── UnknownSubjectError      with the names that come near
    │   ├── UnknownVersionError      of a life cycle
    │   ├── FileMissingError, UnknownStatementError, FeedMissingError
    │   ├── UnknownAccountError, UnknownTokenError
    │   ├── DatabaseMissingError
    │   └── EmptyLedgerError, NothingRecordedError, NothingInForceError
    ├── RefusedError                 well formed, but not now
    │   ├── TransitionRefusedError   with the facts that are missing
    │   ├── ConflictError            somebody else was first: both values
    │   ├── MigrationBlockedError    nowhere to go in another version
    │   ├── BackdatedError           a step before the previous one
    │   ├── NotPermittedError        no mandate
    │   │   └── NotTheirsError       a mandate, and the row is of others
    │   ├── LoginRefusedError        who comes cannot be let in
    │   │   └── AccountClosedError, NameTakenError, NoRoleError
    │   ├── SecondPersonError, ProposalClosedError, StatementDecidedError
    │   ├── ApprovalError            a text or an edition that is not that far, or too far
    │   ├── AlteredEditionError
    │   ├── StillHoldsError, UnfitReceiverError   whoever leaves, whoever takes over
    │   ├── ModeError                the other mode of MIJLPAAL_MODE does this
    │   ├── OrganisationClockError   deployments drive this database
    │   ├── UnfinishedPartsError, MissingLimitError
    │   ├── RealDataError            no place to rehearse
    │   ├── CopyRefusedError         the source or the target is not fit for it
    │   └── AlreadyRunningError, UnpublishedReportsError
    └── UnreachableError             something outside this process does not answer
        ├── DatabaseLockedError, DatabaseVersionError, UnfinishedCopyError, PastBusyError
        ├── FolderUnwritableError, TransportError, PortTakenError
        ├── IdentityProviderError
        ├── StartError               of the organisation mode on one machine
        └── PrefectServerError

An error carries its facts and says them in two languages: ``say("nl")`` is for the people
who use Mijlpaal, ``str(error)`` (English) for logs and developers. A command or an option stands in
brackets behind what it does, ``(--reason)``: a page leaves that out (``without_commands``).
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """A fact that is words itself: said in the language of the sentence around it."""

    nl: str
    en: str

    def say(self, language: str = "nl") -> str:
        """Return the Dutch (``nl``) or the English (``en``) words."""
        return self.en if language == "en" else self.nl


class MijlpaalError(Exception):
    """Base of the tree; never raised itself."""

    nl: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        """Keep the facts; each placeholder of the two sentences must be among them."""
        self.facts = facts
        super().__init__(self.say("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes with its facts (Prefect pickles failures)."""
        return _rebuilt, (type(self), self.__dict__)

    def say(self, language: str = "nl") -> str:
        """Return the sentence in Dutch (``nl``) or English (``en``)."""
        template = self.en if language == "en" else self.nl
        said = {
            name: fact.say(language) if isinstance(fact, Words) else fact
            for name, fact in self.facts.items()
        }
        return template.format_map(said)


def _rebuilt(kind: type[MijlpaalError], state: dict[str, object]) -> MijlpaalError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (error.say("en"),)
    return error


class InvalidInputError(MijlpaalError):
    """What was given cannot be accepted as it is."""


class SourceError(InvalidInputError):
    """A file of data is wrong; facts: ``file`` and ``line`` (1-based) and more."""


class UnreadableSourceError(SourceError):
    """The file is not what it should be (YAML syntax, encoding, size)."""

    nl = "{file}, regel {line}: onleesbaar: {problem}. Verwacht: {accepted}."
    en = "{file}, line {line}: unreadable: {problem}. Accepted: {accepted}."


class DuplicateIdError(SourceError):
    """Two rows carry the same id."""

    nl = "{file}, regel {line}: '{key}' bestaat al ({first}). Geef elke rij een eigen id."
    en = "{file}, line {line}: '{key}' exists already ({first}). Give each row an id of its own."


class UnknownReferenceError(SourceError):
    """A row points to something that is not there."""

    nl = "{file}, regel {line}: {field} wijst naar '{key}', dat niet bestaat. {suggestion}"
    en = "{file}, line {line}: {field} points to '{key}', which does not exist. {suggestion}"


class MissingFieldError(SourceError):
    """A row lacks a field that it must have."""

    nl = "{file}, regel {line}: het veld '{field}' ontbreekt. Verwacht: {accepted}."
    en = "{file}, line {line}: the field '{field}' is missing. Accepted: {accepted}."


class UnknownFieldError(SourceError):
    """A row has a field that nobody reads."""

    nl = "{file}, regel {line}: het veld '{field}' bestaat niet. Verwacht: {accepted}."
    en = "{file}, line {line}: there is no field '{field}'. Accepted: {accepted}."


class InvalidValueError(SourceError):
    """A field has a value that it cannot have (an impossible date, an unknown word)."""

    nl = "{file}, regel {line}: {field}: '{value}' kan niet: {problem}. Verwacht: {accepted}."
    en = "{file}, line {line}: {field}: '{value}' cannot be: {problem}. Accepted: {accepted}."


class IncludeError(SourceError):
    """A file names another one that cannot be taken in at that place."""

    nl = "{file}, regel {line}: include '{target}': {problem}. {remedy}"
    en = "{file}, line {line}: include '{target}': {problem}. {remedy}"


class DefinitionError(InvalidInputError):
    """A life cycle definition that cannot be run; ``where`` names file, line and state.

    Further facts, where they are known: ``place`` (keys and indexes into the definition's data)
    and ``state`` (an id).
    """

    nl = "Definitie {where}: {problem}. {remedy}"
    en = "Definition {where}: {problem}. {remedy}"


class UnpublishableError(DefinitionError):
    """A life cycle that has flaws; the first is told, all are in the fact ``flaws``."""

    nl = "Definitie {where}: {problem}. {remedy}{more}"
    en = "Definition {where}: {problem}. {remedy}{more}"


class ExpressionError(InvalidInputError):
    """A guard holds more than and, or, not, parentheses and names of facts."""

    nl = "Voorwaarde '{expression}': {problem}. Toegestaan: and, or, not, haakjes, namen."
    en = "Condition '{expression}': {problem}. Accepted: and, or, not, parentheses, names."


class LetterError(InvalidInputError):
    """A letter that cannot be taken in; the fact ``file`` names it."""


class UnknownFileKindError(LetterError):
    """The content is none of the kinds of file that are read here."""

    nl = "{file} is geen brief die ik kan lezen: {problem}. Verwacht: {accepted}."
    en = "{file} is no letter that I can read: {problem}. Accepted: {accepted}."


class DamagedLetterError(LetterError):
    """The file begins as one of the kinds and does not go on as one."""

    nl = "{file} is als {kind} niet te lezen: {problem}. Vraag het bestand opnieuw op."
    en = "{file} cannot be read as {kind}: {problem}. Ask for the file again."


class LockedLetterError(LetterError):
    """The file opens with a password only."""

    nl = "{file} ({kind}) is met een wachtwoord versleuteld. Bewaar het zonder wachtwoord."
    en = "{file} ({kind}) is encrypted with a password. Save it without one."


class OversizedLetterError(LetterError):
    """The file, or what it unfolds to, is more than is read here."""

    nl = "{file} is te groot om te lezen: {problem}. Ten hoogste {limit}."
    en = "{file} is too large to read: {problem}. At most {limit}."


class EmptyLetterError(LetterError):
    """There is no text in the file (a scan, or nothing at all)."""

    nl = "{file} bevat geen tekst: {problem}. {remedy}"
    en = "{file} holds no text: {problem}. {remedy}"


class SeveralLettersError(LetterError):
    """A mail that carries more than one letter."""

    nl = "{file} bevat meer dan één brief: {found}. Bewaar de brief die u bedoelt en lees die."
    en = "{file} holds more than one letter: {found}. Save the one that you mean and read that."


class UndatedLetterError(LetterError):
    """Nothing says for certain on which day the letter was written."""

    nl = (
        "{file} zegt niet op welke dag het is geschreven, en daarvan hangt af wat 'in het najaar'"
        " betekent. Geef de dag (--said-on){suggestion}"
    )
    en = (
        "{file} does not say on which day it was written, and what 'in the autumn' means depends"
        " on that. Give the day (--said-on){suggestion}"
    )


class LetterDayError(LetterError):
    """A day that cannot be the one on which the letter was written."""

    nl = "{file} kan niet van {day} zijn: {problem}"
    en = "{file} cannot be of {day}: {problem}"


class InvalidWindowError(InvalidInputError):
    """The days of a window are out of order."""

    nl = "Periode {earliest} … {soft_latest} … {latest} staat niet op volgorde."
    en = "Window {earliest} … {soft_latest} … {latest} is out of order."


class UnreadablePhraseError(InvalidInputError):
    """A date or phrase in which no rule finds a moment."""

    nl = "'{text}' is geen datum of tijdsaanduiding die ik lees. Voorbeelden: {accepted}."
    en = "'{text}' is not a date or phrase that I can read. Examples: {accepted}."


class OutsideCalendarError(InvalidInputError):
    """A day for which the calendars hold no data."""

    nl = "{day} ligt buiten de kalender ({first} t/m {last}). Vul seeds/calendars aan."
    en = "{day} lies outside the calendar ({first} to {last}). Extend seeds/calendars."


class UnreadableTermError(InvalidInputError):
    """Text that no rule reads as a statutory term."""

    nl = "'{text}' is geen termijn die ik lees. Voorbeelden: {accepted}."
    en = "'{text}' is not a term that I can read. Examples: {accepted}."


class SuspensionError(InvalidInputError):
    """A day from which a statutory term cannot be suspended or resumed."""

    nl = "Opschorten of hervatten vanaf {day} kan niet: {problem}."
    en = "Suspending or resuming from {day} cannot be: {problem}."


class ReasonMissingError(InvalidInputError):
    """A change that is only allowed with a reason."""

    nl = "{action} van {subject} vraagt om een toelichting (--reason)."
    en = "{action} of {subject} needs a reason (--reason)."


class IncompleteStepError(InvalidInputError):
    """A step that must come with something that was not given: evidence, a new bound."""

    nl = "{subject}: '{event}' vraagt om {missing} ({command})."
    en = "{subject}: '{event}' needs {missing} ({command})."


class UnknownEventError(InvalidInputError):
    """An event that the life cycle does not know at all."""

    nl = "{subject} kent de gebeurtenis '{event}' niet. Mogelijk: {accepted}."
    en = "{subject} knows no event '{event}'. Accepted: {accepted}."


class InvalidAmendmentError(InvalidInputError):
    """A change of a field that this subject cannot take."""

    nl = "{subject}: {field} = '{value}' kan niet: {problem}."
    en = "{subject}: {field} = '{value}' cannot be: {problem}."


class SettingError(InvalidInputError):
    """A setting (``MIJLPAAL_…``) that cannot be used."""

    nl = "Instelling {setting}: {problem}. Verwacht: {accepted}."
    en = "Setting {setting}: {problem}. Accepted: {accepted}."


class FutureDayError(InvalidInputError):
    """A day that must be past and is still to come."""

    nl = "{day} moet nog komen (vandaag is {today}): wat er dan bekend is, weet nu niemand."
    en = "{day} is still to come (today is {today}): nobody knows yet what will be known then."


class ExtentError(InvalidInputError):
    """How many there should be, in words that are no number and no range."""

    nl = "{option} {given} kan niet: geef een aantal tot {most} (4) of een bereik (3-12)."
    en = "{option} {given} cannot be: give a number up to {most} (4) or a range (3-12)."


class ReportFormatError(InvalidInputError):
    """A report was asked for in a form, or as a table, that it cannot be given in."""

    nl = "{asked} kan niet: {problem}. Wel: {accepted}."
    en = "{asked} cannot be: {problem}. Accepted: {accepted}."


class InvalidTokenError(InvalidInputError):
    """An API token that cannot be made like this."""

    nl = "API-token: {field} '{value}' kan niet. Verwacht: {accepted}."
    en = "API token: {field} '{value}' cannot be. Accepted: {accepted}."


class IdempotencyError(InvalidInputError):
    """An idempotency key that belongs to another request."""

    nl = "Idempotency-Key '{key}' is al gebruikt voor een ander verzoek. Neem een nieuwe."
    en = "Idempotency-Key '{key}' was used for another request already. Take a new one."


class UnfitTableError(InvalidInputError):
    """A table of which not every row can be recorded; all that is wrong is told at once."""

    nl = "De tabel klopt niet, er is niets vastgelegd ({count}):\n{listed}"
    en = "The table is not right, nothing was recorded ({count}):\n{listed}"


class ForgedLinkError(InvalidInputError):
    """A link that we did not make, or not like this."""

    nl = "Deze link klopt niet: hij is niet door Mijlpaal gemaakt, of niet helemaal overgenomen."
    en = "This link is not right: Mijlpaal did not make it, or it was not copied as a whole."


class NoDutyError(InvalidInputError):
    """A letter to the Kamer fulfils duties to the Kamer, and nothing else."""

    nl = "'{key}' is geen openbare toezegging aan de Kamer. Bekend: {known}."
    en = "'{key}' is no public commitment to the Kamer. Known: {known}."


class NotFoundError(MijlpaalError):
    """What was asked for is not there."""


class UnknownSubjectError(NotFoundError):
    """No subject has this key; ``suggestion`` names those that come near."""

    nl = "Er is geen {kind} '{key}'. {suggestion}"
    en = "There is no {kind} '{key}'. {suggestion}"


class UnknownVersionError(NotFoundError):
    """A life cycle, or a version of one, that was never published."""

    nl = "'{definition}' is niet gepubliceerd. Bekend: {accepted}."
    en = "'{definition}' was not published. Known: {accepted}."


class FileMissingError(NotFoundError):
    """A file that was named is not there."""

    nl = "Er is geen bestand {file}."
    en = "There is no file {file}."


class UnknownStatementError(NotFoundError):
    """A number that no statement of the letter has."""

    nl = "{file} heeft geen uitspraak nummer {number}. Bekend: {accepted}."
    en = "{file} has no statement number {number}. Known: {accepted}."


class FeedMissingError(NotFoundError):
    """A number that no calendar feed has."""

    nl = "Er is geen agenda-abonnement nummer {number}. Bekijk: mijlpaal feed list"
    en = "There is no calendar feed number {number}. Look: mijlpaal feed list"


class UnknownAccountError(NotFoundError):
    """Nobody of this name was ever let in."""

    nl = "Niemand met de naam '{name}' heeft toegang. Bekend: {known}."
    en = "Nobody by the name of '{name}' has access. Known: {known}."


class UnknownTokenError(NotFoundError):
    """No API token has this key."""

    nl = "Er is geen API-token '{key}'. Bekend: {known}."
    en = "There is no API token '{key}'. Known: {known}."


class DatabaseMissingError(NotFoundError):
    """The database has not been made yet."""

    nl = "Geen database op {where}. Maak haar met: mijlpaal init"
    en = "No database at {where}. Make it with: mijlpaal init"


class EmptyLedgerError(NotFoundError):
    """A past is asked for and nothing was ever recorded."""

    nl = "Er is nog niets vastgelegd: het grootboek is leeg. Laad de gegevens met: mijlpaal init"
    en = "Nothing was recorded yet: the ledger is empty. Load the data with: mijlpaal init"


class NothingRecordedError(NotFoundError):
    """The ledger began later than the day that is asked for; ``remedy`` where hindsight helps."""

    nl = "Op {day} was nog niets vastgelegd: het grootboek begint op {first}. {remedy}"
    en = "On {day} nothing was recorded yet: the ledger begins on {first}. {remedy}"


class NothingInForceError(NotFoundError):
    """Even with what is known now, nothing had taken effect by the day that is asked for."""

    nl = "Ook met wat we nu weten gold er op {day} nog niets: het vroegste geldt vanaf {first}."
    en = "Even by what we know now nothing was in force on {day}: the earliest is from {first}."


class RefusedError(MijlpaalError):
    """Well formed, but not possible in the present state."""


class TransitionRefusedError(RefusedError):
    """The event leads nowhere from here; ``why`` names the facts that are missing."""

    nl = "{subject} staat in {state}; '{event}' kan nu niet: {why}"
    en = "{subject} is in {state}; '{event}' is not possible now: {why}"


class ConflictError(RefusedError):
    """Somebody else changed the subject first."""

    nl = "{subject} is intussen gewijzigd: u zag {expected}, nu staat er {found}. Bekijk opnieuw."
    en = "{subject} was changed meanwhile: you saw {expected}, now it is {found}. Look again."


class MigrationBlockedError(RefusedError):
    """Subjects that stand where the plan to another version leads nowhere."""

    nl = "{count} kunnen niet naar {definition}: {why}. Er is niets gewijzigd."
    en = "{count} cannot go to {definition}: {why}. Nothing was changed."


class BackdatedError(RefusedError):
    """A step that would have been taken before the one that it follows."""

    nl = (
        "{subject}: {day} ligt voor {previous}, de dag van de vorige stap. Kies een dag vanaf"
        " {previous}, of herstel eerst die stap (correct)."
    )
    en = (
        "{subject}: {day} lies before {previous}, the day of the previous step. Choose a day from"
        " {previous} on, or correct that step first (correct)."
    )


class NotPermittedError(RefusedError):
    """The actor has no mandate for this; names the roles that have."""

    nl = "{actor} heeft geen mandaat voor '{act}' op {subject}. Bevoegd: {roles}."
    en = "{actor} has no mandate for '{act}' on {subject}. Authorised: {roles}."


class NotTheirsError(NotPermittedError):
    """A party's role is right for this act, and the row is not its organisation's own."""

    nl = (
        "{actor} mag '{act}' als {party} alleen bij wat van de eigen organisatie is, en {subject}"
        " is van anderen. Bevoegd: {roles}."
    )
    en = (
        "{actor} may '{act}' as {party} only where it is of their own organisation, and {subject}"
        " is of others. Authorised: {roles}."
    )


class LoginRefusedError(RefusedError):
    """Whoever comes cannot be let in; why is for the log, not for them."""

    nl = "Inloggen lukt niet: de link of het antwoord klopt niet, is gebruikt of is verlopen."
    en = "Logging in failed: the link or answer is not right, was used or has expired."


class AccountClosedError(LoginRefusedError):
    """The account was revoked here."""

    nl = "De toegang van '{name}' is ingetrokken. Vraag de beheerder."
    en = "The access of '{name}' was revoked. Ask the administrator."


class NameTakenError(LoginRefusedError):
    """A name that belongs to another person."""

    nl = "De naam '{name}' hoort bij een ander account. Kies een andere, of vraag de beheerder."
    en = "The name '{name}' belongs to another account. Choose another, or ask the administrator."


class NoRoleError(LoginRefusedError):
    """Somebody who is who they say, and has no role here."""

    nl = "'{name}' heeft hier geen rol. Vraag de beheerder om een mandaat."
    en = "'{name}' has no role here. Ask the administrator for a mandate."


class SecondPersonError(RefusedError):
    """An act that needs a second person: others can confirm it, or the second is the first."""

    nl = "{subject}: '{act}' vraagt om een tweede persoon: {problem}"
    en = "{subject}: '{act}' needs a second person: {problem}"


class ProposalClosedError(RefusedError):
    """A proposal that was decided on, or has run out."""

    nl = "{subject} is niet meer open: {state} op {day}. Dien het zo nodig opnieuw in."
    en = "{subject} is not open any more: {state} on {day}. Submit it again if need be."


class StatementDecidedError(RefusedError):
    """A statement of a letter that was registered cannot be rejected afterwards."""

    nl = "Uitspraak {number} is al opgenomen als {subject}. {remedy}"
    en = "Statement {number} is registered already as {subject}. {remedy}"


class ApprovalError(RefusedError):
    """A text or an edition that cannot be proposed, established or changed as it stands."""

    nl = "{subject} is {state}; {act} kan nu niet. {remedy}"
    en = "{subject} is {state}; {act} is not possible now. {remedy}"


class AlteredEditionError(RefusedError):
    """The figures of an edition are not those that it was stored with."""

    nl = "De cijfers van {edition} passen niet bij hun hash: er is buiten Mijlpaal om in gewijzigd."
    en = "The figures of {edition} do not fit their hash: somebody wrote in them around Mijlpaal."


class StillHoldsError(RefusedError):
    """A contact that would end while open milestones still count on it."""

    nl = (
        "{subject} heeft na {day} nog open mijlpalen ({milestones}). Draag ze eerst over"
        " (mijlpaal contact hand-over {key} OPVOLGER --from {next_day})."
    )
    en = (
        "{subject} still has open milestones after {day} ({milestones}). Hand them over first"
        " (mijlpaal contact hand-over {key} SUCCESSOR --from {next_day})."
    )


class UnfitReceiverError(RefusedError):
    """Somebody who cannot take over: the messages would reach nobody."""

    nl = "{subject} kan dit niet overnemen: {problem}."
    en = "{subject} cannot take this over: {problem}."


class AlreadyRunningError(RefusedError):
    """A second clock on the same database folder."""

    nl = "Er loopt al een klok ({what}). Stop die eerst, of gebruik haar: een tweede start niet."
    en = (
        "A clock is running already ({what}). Stop it first or use it: a second one will not start."
    )


class ModeError(RefusedError):
    """What belongs to the other mode of running: there is only ever one clock."""

    nl = "Dit hoort bij MIJLPAAL_MODE={wanted}; hier staat {found}."
    en = "This belongs to MIJLPAAL_MODE={wanted}; here it is {found}."


class OrganisationClockError(RefusedError):
    """Deployments of a Prefect server drive this database; it has no room for a second clock."""

    nl = (
        "De klok van deze database is sinds {since} een Prefect-server. Draai hier met"
        " MIJLPAAL_MODE=organisation, of neem die klok weg: mijlpaal organisation undeploy."
    )
    en = (
        "Since {since} the clock of this database is a Prefect server. Run with"
        " MIJLPAAL_MODE=organisation here, or take that clock away: mijlpaal organisation undeploy."
    )


class MissingLimitError(RefusedError):
    """The Prefect server does not know how many parts may run at once: then none may."""

    nl = "De Prefect-server kent de limiet {limit} niet. Maak haar: mijlpaal organisation setup."
    en = "The Prefect server does not know the limit {limit}. Make it: mijlpaal organisation setup."


class UnfinishedPartsError(RefusedError):
    """Parts of a shared task that did not end well; what is done stays done."""

    nl = "Van {task} zijn {failed} van {parts} delen niet klaar. Opnieuw starten kan geen kwaad."
    en = "Of {task} {failed} of {parts} parts are not done. Starting again does no harm."


class UnpublishedReportsError(RefusedError):
    """Reports that could not be made; all the others were."""

    nl = "Niet gepubliceerd: {reports}. De andere rapportages wel. Zie het logboek."
    en = "Not published: {reports}. All other reports were. See the log."


class RealDataError(RefusedError):
    """A database that holds more than what was invented; a rehearsal would mix with it."""

    nl = (
        "Deze database heeft echte gegevens; verzonnen gegevens gaan daar niet vanzelf bij. Kies"
        " een andere (MIJLPAAL_HOME), of geef --beside-real-data."
    )
    en = (
        "This database holds real data; what is invented is not put beside it by itself. Choose"
        " another one (MIJLPAAL_HOME), or give --beside-real-data."
    )


class CopyRefusedError(RefusedError):
    """A database that cannot be copied as it is, or not to there."""

    nl = "Kopiëren kan zo niet ({where}): {problem}. {remedy}"
    en = "It cannot be copied like this ({where}): {problem}. {remedy}"


class UnreachableError(MijlpaalError):
    """Something outside this process does not answer or does not let us in."""


class DatabaseLockedError(UnreachableError):
    """Others hold the database, or all our connections to it, for longer than we wait."""

    nl = "De database op {where} is bezet. Probeer het zo opnieuw."
    en = "The database at {where} is busy. Try again in a moment."


class PastBusyError(UnreachableError):
    """As many look back at once as there is room for."""

    nl = "Er wordt al door {count} teruggekeken; meer tegelijk gaat niet. Probeer het zo opnieuw."
    en = "{count} look back already, and no more can at once. Try again in a moment."


class DatabaseVersionError(UnreachableError):
    """The database is of another version than the code."""

    nl = "De database heeft versie {found}, de software {expected}: {remedy}"
    en = "The database has version {found}, the software {expected}: {remedy}"


class UnfinishedCopyError(UnreachableError):
    """A database that is half of a copy; nobody works with it."""

    nl = (
        "De database {where} is een kopie die niet af is. Maak haar af vanaf de bron:"
        " mijlpaal db copy --to …"
    )
    en = (
        "The database {where} is a copy that is not finished. Finish it from its source:"
        " mijlpaal db copy --to …"
    )


class FolderUnwritableError(UnreachableError):
    """A folder that we must write in refuses."""

    nl = "In de map {folder} kan niet worden geschreven: {problem}."
    en = "The folder {folder} cannot be written: {problem}."


class PortTakenError(UnreachableError):
    """An address and port on which we cannot listen."""

    nl = "Op {host}, poort {port} kan niet worden geluisterd: {problem}. Kies een andere (--port)."
    en = "Cannot listen on {host}, port {port}: {problem}. Choose another one (--port)."


class TransportError(UnreachableError):
    """A channel could not deliver; ``permanent`` says whether trying again can help.

    ``is_receivers`` says that the receiver itself fails, so that others to it would fare alike.
    """

    nl = "Kanaal {channel} leverde niet af: {problem}."
    en = "Channel {channel} did not deliver: {problem}."

    def __init__(
        self,
        *,
        permanent: bool,
        retry_after_seconds: int | None = None,
        is_receivers: bool = False,
        **facts: object,
    ) -> None:
        """Take the sender's judgement and, when the receiver named one, its waiting time."""
        super().__init__(**facts)
        self.permanent = permanent
        self.retry_after_seconds = retry_after_seconds
        self.is_receivers = is_receivers


class IdentityProviderError(UnreachableError):
    """The identity provider does not answer, or not as it should."""

    nl = "De inlogdienst {issuer} werkt niet mee: {problem}."
    en = "The identity provider {issuer} does not respond: {problem}."


class PrefectServerError(UnreachableError):
    """The supervised Prefect server did not start or died."""

    nl = "De Prefect-server start niet: {problem}. Zonder Prefect: mijlpaal run --direct"
    en = "The Prefect server does not start: {problem}. Without Prefect: mijlpaal run --direct"


class StartError(UnreachableError):
    """Something of the organisation mode on this machine does not start."""

    nl = "{what} start niet: {problem}."
    en = "{what} does not start: {problem}."
