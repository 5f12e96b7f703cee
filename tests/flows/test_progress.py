import io

import pytest

from flows.progress import MovingLines, PlainLines, showing_progress
from flows.stage_words import said, title
from flows.stages import Counted, Stage, listening, moving, stage
from models.vocabulary import Language


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_anybody_watching_a_stage_just_runs() -> None:
    with stage(Stage.DEADLINES) as counts:
        counts[Counted.REMINDERS] = 3

    assert counts == {Counted.REMINDERS: 3}


def test_elsewhere_than_on_a_terminal_each_stage_gets_plain_lines() -> None:
    stream = io.StringIO()

    with showing_progress(Language.NL, stream), stage(Stage.DEADLINES) as counts:
        counts[Counted.REMINDERS] = 1

    began, ended = stream.getvalue().splitlines()
    assert began == "Termijnen controleren …"
    assert ended.startswith("Termijnen controleren: 1 nieuwe herinnering (0,")


def test_on_a_terminal_the_line_stays_with_what_was_counted() -> None:
    terminal = Terminal()

    with showing_progress(Language.EN, terminal), stage(Stage.MESSAGES) as counts:
        counts[Counted.PLANNED] = 2

    assert "Sending messages: 2 new messages" in terminal.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["plain", "terminal"])
def test_a_stage_that_fails_says_so_and_passes_the_error_on(stream: io.StringIO) -> None:
    with pytest.raises(ValueError, match="vol"), showing_progress(Language.NL, stream):
        with stage(Stage.REPORTS):
            raise ValueError("vol")

    assert "Rapporten publiceren: mislukt" in stream.getvalue()


def test_nobody_watches_after_the_display_is_gone() -> None:
    stream = io.StringIO()
    with showing_progress(Language.NL, stream):
        pass

    with stage(Stage.DEADLINES):
        pass

    assert stream.getvalue() == ""


@pytest.mark.parametrize("language", Language)
def test_every_stage_and_every_count_has_words(language: Language) -> None:
    counts = {counted: number for number, counted in enumerate(Counted)}

    assert all(title(each, language) for each in Stage)
    assert len(said(counts, language).split(", ")) == len(Counted)


def test_both_displays_are_listeners() -> None:
    from rich.progress import Progress

    lines, bars = io.StringIO(), Progress(disable=True)

    for listener in (PlainLines(Language.NL, lines), MovingLines(bars, Language.NL)):
        with listening(listener), stage(Stage.REPORTS):
            pass

    assert title(Stage.REPORTS, Language.NL) in lines.getvalue()
    assert len(bars.tasks) == 1


def test_on_a_terminal_a_bar_fills_and_names_what_is_being_done() -> None:
    terminal = Terminal()

    with showing_progress(Language.NL, terminal), stage(Stage.REPORTS) as counts:
        moved = moving(Stage.REPORTS)
        moved(0, 2, "chemelot")
        moved(1, 2, "[red]noord")
        moved(2, 2, "")
        counts[Counted.PUBLISHED] = 2

    shown = terminal.getvalue()
    assert "━" in shown
    assert "Rapporten publiceren: 2 nieuwe edities" in shown


def test_elsewhere_two_hundred_reports_are_two_lines() -> None:
    stream = io.StringIO()

    with showing_progress(Language.NL, stream), stage(Stage.REPORTS):
        moved = moving(Stage.REPORTS)
        for done in range(200):
            moved(done, 200, f"cluster {done}")

    assert len(stream.getvalue().splitlines()) == 2


def test_others_hear_how_far_it_is_as_well_and_without_a_listener() -> None:
    told: list[tuple[int, int, str]] = []

    moving(Stage.REPORTS, lambda *each: told.append(each))(1, 2, "chemelot")

    assert told == [(1, 2, "chemelot")]
