"""The one edge of the command line: runs a command and turns whatever happens into an exit code.

Everything below raises; only here is an error said to a person. What a person did wrong gets one
line in their language; what we did wrong goes to a log file, because a stack trace helps nobody
who did not write the code (``MIJLPAAL_DEBUG=1`` shows it all the same).
"""

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from pathlib import Path
from typing import cast

import typer
from typer.core import TyperGroup

from mijlpaal.call import JSON, Call, read_call
from mijlpaal.commands.completion import COMPLETING
from mijlpaal.exits import Exit, exit_for
from mijlpaal.faults import recognised
from mijlpaal.show.as_json import IN_CSV
from mijlpaal.usage import say_usage
from models.errors import MijlpaalError
from models.vocabulary import Language

DEBUG_VARIABLE = "MIJLPAAL_DEBUG"
_LOG_NAME = "mijlpaal-fouten.log"
_NOBODY = Call(Language.NL, actor="")


def run(arguments: Sequence[str]) -> int:
    """Run ``mijlpaal`` with these arguments; return its exit code and raise nothing."""
    call = _NOBODY
    try:
        call, rest = read_call(arguments, os.environ)
        code = _dispatch(call, rest)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        return Exit.OK
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED
    except typer.TyperException as problem:
        return _say_usage(problem, call)
    except MijlpaalError as problem:
        return _say_error(problem, call)
    except Exception as problem:  # noqa: BLE001  (the last edge: nothing may leave as a trace)
        return _say_unexpected(problem, call)
    return code


def _dispatch(call: Call, arguments: list[str]) -> int:
    if COMPLETING in os.environ:
        return _complete()
    with _output_of(call, is_data=JSON in arguments):
        ended = _tree().main(arguments, prog_name="mijlpaal", standalone_mode=False, obj=call)
    return ended if isinstance(ended, int) else Exit.OK


def _complete() -> int:
    """Answer a shell that asks how a line may go on."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    try:
        _tree().main([], prog_name="mijlpaal", standalone_mode=False)
    except SystemExit as ended:
        return int(ended.code or 0)
    return Exit.OK


@contextmanager
def _output_of(call: Call, *, is_data: bool) -> Iterator[None]:
    """Have what is written take the form that was asked for."""
    IN_CSV.set(call.language if call.is_csv else None)
    if not call.is_quiet or is_data:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield


@cache
def _tree() -> TyperGroup:
    from mijlpaal.app import app

    return cast("TyperGroup", typer.main.get_command(app))


def _leave_quietly() -> None:
    """Forget the rest of the output: whoever read it has seen enough (``mijlpaal … | head``).

    Python would complain once more when it closes the stream, so that goes nowhere.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say_usage(problem: typer.TyperException, call: Call) -> int:
    if type(problem).__name__ == "NoArgsIsHelpError":  # a group without a command: its help
        typer.echo(problem.format_message(), err=True)
    else:
        _complain(say_usage(problem, call), call)
    return Exit.USAGE


def _say_error(problem: MijlpaalError, call: Call) -> int:
    _complain(problem.say(call.language), call)
    if _is_debugging():
        traceback.print_exc()
    return exit_for(problem)


def _say_unexpected(problem: Exception, call: Call) -> int:
    if _is_debugging():
        traceback.print_exc()
    fault = recognised(problem)
    if fault is not None:
        _complain(call.pick(fault.sentence), call)
        return fault.exit
    what = f"{type(problem).__name__}: {problem}".partition("\n")[0]
    log = _keep_trace()
    where = f" Details: {log}." if log else f" Details: {DEBUG_VARIABLE}=1."
    nl = f"hier ging Mijlpaal zelf stuk ({what}); er is niets half opgeslagen.{where}"
    en = f"Mijlpaal itself broke here ({what}); nothing was stored by halves.{where}"
    _complain(call.say(nl, en), call)
    return Exit.BUG


def _complain(sentence: str, call: Call) -> None:
    word = typer.style(call.say("fout:", "error:"), fg="red", bold=True)
    typer.echo(f"{word} {sentence}", err=True, color=False if "NO_COLOR" in os.environ else None)


def _is_debugging() -> bool:
    return os.environ.get(DEBUG_VARIABLE, "") not in {"", "0"}


def _keep_trace() -> Path | None:
    """Append the trace to the log in the home folder; None when that cannot be."""
    log = Path(os.environ.get("MIJLPAAL_HOME", "var")) / _LOG_NAME
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- mijlpaal {sys.version.split()[0]}\n{traceback.format_exc()}\n")
    except OSError:
        return None
    return log
