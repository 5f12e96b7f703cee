"""What a command recorded, as one object in JSON, or as rows of CSV: an event in each."""

from mijlpaal.call import Call
from mijlpaal.show.as_json import plain, print_json
from mijlpaal.words import both

NOTHING_CHANGED = both("Niets gewijzigd (--dry-run).", "Nothing changed (--dry-run).")


def print_recorded(call: Call) -> None:
    """Write what was recorded, and what the command told beside it."""
    recorded = call.recorded
    if recorded.only_shows:
        print_json(recorded.facts)
    elif call.is_csv:
        print_json(_rows(call))
    else:
        print_json(
            {
                "dry_run": call.is_trial,
                "events": [each for each in recorded.events if each.because is None],
                "followed": [each for each in recorded.events if each.because is not None],
                "opened": recorded.opened,
                "closed": recorded.closed,
                "moved": recorded.moved,
                "proposals": recorded.proposals,
                **recorded.facts,
            }
        )


def _rows(call: Call) -> list[object]:
    """Return a row for each event; where there is none, what the command itself told."""
    dry_run = {"dry_run": call.is_trial}
    events = plain(call.recorded.events)
    if isinstance(events, list) and events:
        return [{**dry_run, **each} for each in events if isinstance(each, dict)]
    told = {name: plain(value) for name, value in call.recorded.facts.items()}
    return [dry_run | {name: v for name, v in told.items() if not isinstance(v, list | dict)}]
