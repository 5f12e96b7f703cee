"""Other people's readers of iCalendar: what they find is what a calendar program would show."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
import vobject

ICAL_JS = Path(__file__).parents[3] / "build" / "ical.js" / "package" / "dist" / "ical.js"
_HOW = "make feeds"
_SCRIPT = f"""
import ICAL from {json.dumps(ICAL_JS.as_uri())};
import {{ readFileSync }} from "node:fs";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const found = calendar.getAllSubcomponents("vevent").map((each) => {{
  const event = new ICAL.Event(each);
  return {{
    uid: event.uid, sequence: event.sequence, summary: event.summary,
    description: event.description, status: each.getFirstPropertyValue("status"),
    first: event.startDate.toString(), end: event.endDate.toString(),
    whole_days: event.startDate.isDate && event.endDate.isDate,
    alarms: each.getAllSubcomponents("valarm").map(
      (alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  }};
}});
console.log(JSON.stringify(found));
"""


@dataclass(frozen=True)
class Found:
    """An event as a reader understands it."""

    uid: str
    sequence: int
    summary: str
    description: str
    status: str
    first: date
    end: date  # the day after the last one
    alarms: tuple[timedelta, ...]


Read = Callable[[bytes], list[Found]]


def by_vobject(text: bytes) -> list[Found]:
    """Return what vobject finds."""
    calendar = vobject.readOne(text.decode())
    return [
        Found(
            each.uid.value,
            int(each.sequence.value),
            each.summary.value,
            each.description.value,
            each.status.value,
            _a_day(each.dtstart.value),
            _a_day(each.dtend.value),
            tuple(alarm.trigger.value for alarm in each.contents.get("valarm", [])),
        )
        for each in calendar.contents.get("vevent", [])
    ]


def by_ical_js(text: bytes) -> list[Found]:
    """Return what ical.js finds, which many calendar programs are made with."""
    node = shutil.which("node")
    if node is None or not ICAL_JS.is_file():
        pytest.skip(f"ical.js is not here; to have it: {_HOW}")
    ran = subprocess.run(
        [node, "--input-type=module", "-e", _SCRIPT], input=text, capture_output=True, check=True
    )
    return [_of_ical_js(each) for each in json.loads(ran.stdout)]


def _of_ical_js(each: dict[str, object]) -> Found:
    assert each["whole_days"] is True
    return Found(
        str(each["uid"]),
        cast("int", each["sequence"]),
        str(each["summary"]),
        str(each["description"]),
        str(each["status"]),
        date.fromisoformat(str(each["first"])),
        date.fromisoformat(str(each["end"])),
        tuple(timedelta(seconds=n) for n in cast("list[int]", each["alarms"])),
    )


def _a_day(value: object) -> date:
    assert type(value) is date  # a datetime would be at an hour, and these are whole days
    return value
