"""`fairlead emulate`: serve emulated backends until interrupted."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli import _names
from fairlead.cli._output import AsJson, Output, exit_codes
from fairlead.cli._requests import JsonLog, Log, QuietLog, ScreenLog

if TYPE_CHECKING:
    from fairlead.emulator import Emulator, Scenario, SeenRequest
    from fairlead.emulator._inspector.server import Inspector

INSPECTOR_PORT = 8790
_PID = "FAIRLEAD_EMULATOR_PID"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=exit_codes("Ctrl-C ends it with 0"))(emulate)


def emulate(
    backend: Annotated[
        list[str] | None,
        typer.Option(
            "--backend",
            "-b",
            metavar="NAME",
            help="Backend to emulate; may be repeated. Default: all.",
            autocompletion=_names.backends,
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="TCP port; 0 takes a free one. Default: the backend's own."),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="SQLite file that keeps the state. Default: in memory."
            " Unless --backend is given once, each backend has its own: state.db becomes state.NAME.db.",
            dir_okay=False,
        ),
    ] = None,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Allow a host that other machines can reach.")
    ] = False,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            "-s",
            metavar="FILE|BACKEND/NAME",
            help="What happens: a YAML file, or one of --list-scenarios; once for each backend."
            " Without --backend, only their backends are served.",
        ),
    ] = None,
    list_scenarios: Annotated[
        bool, typer.Option("--list-scenarios", help="List the scenarios that come with the backends.")
    ] = False,
    inspector_port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="TCP port of the inspector, a page for the browser; 0 takes a free one."
            f" Default: {INSPECTOR_PORT}, or a free one if that is in use.",
        ),
    ] = None,
    print_env: Annotated[
        bool,
        typer.Option(
            "--print-env",
            help="Print export lines for the shell, and close the standard output."
            " Where a shell reads them, requests are not shown, and `kill` ends it, not Ctrl-C.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Serve emulated backends until Ctrl-C.

    With --json, the first lines say for each backend where it is, and each request is a line of its own.

    In a shell script, the server can run in the background:

    \b
        eval "$(fairlead emulate --backend handoffrail --print-env &)"
        ...
        kill "$FAIRLEAD_EMULATOR_PID"
    """  # noqa: D301 - the character itself keeps the lines apart
    from fairlead.cli import _scenarios

    names = list(dict.fromkeys(backend or ()))
    _names.check(names, _names.backends())
    out = Output(as_json)
    with out.errors_told():
        if list_scenarios:
            _scenarios.show_list(names or _names.backends(), out)
            return
        played = _scenarios.chosen(scenario or ())
    names = names or [*played] or _names.backends()
    if stray := [each for each in played if each not in names]:
        raise typer.BadParameter(f"{', '.join(stray)} is not served", param_hint="--scenario")
    if port is not None and len(names) != 1:
        raise typer.BadParameter("give --backend once with --port", param_hint="--port")
    if print_env and as_json:
        raise typer.BadParameter("the lines of --json have the variables, too", param_hint="--print-env")
    stop = threading.Event()
    _stop_on_signals(stop)
    log: Log = JsonLog(out) if as_json else ScreenLog(prefixed=len(names) > 1, err=print_env)
    if print_env and not sys.stdout.isatty():  # in the background of a shell that goes on
        log = QuietLog()
        # Ctrl-C at its prompt reaches its jobs, too, and is not meant for this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with out.errors_told(), ExitStack() as running:
        emulators: list[Emulator] = []
        for name in names:
            file = data if data is None or backend == [name] else data.with_suffix(f".{name}{data.suffix}")
            on_request = _until_nobody_reads(log, name, stop)
            emulator = _start(name, host, port, file, allow_remote, on_request, played.get(name))
            running.callback(emulator.stop)
            emulators.append(emulator)
        inspector = _inspect(emulators, inspector_port)
        running.callback(inspector.stop)
        log.started(emulators, inspector.url)
        if print_env:
            _print_environment(emulators)
        playing = _scenarios.Playing(emulators, log)
        playing.tell()
        while not stop.wait(1.0):  # with a limit, because on Windows a signal does not end a wait
            playing.tell()


def _start(
    name: str,
    host: str,
    port: int | None,
    data: Path | None,
    allow_remote: bool,
    on_request: Callable[[SeenRequest], None],
    scenario: Scenario | None,
) -> Emulator:
    from fairlead.emulator import Emulator, PortInUse, load

    def serve(port: int) -> Emulator:
        emulator = Emulator(
            name,
            host=host,
            port=port,
            data=data,
            allow_remote=allow_remote,
            scenario=scenario,
            on_request=on_request,
        )
        return emulator.start()

    if port is not None:
        return serve(port)
    default = load(name).default_port
    try:
        return serve(default)
    except PortInUse:
        emulator = serve(0)
        typer.echo(f"Port {default} is in use: {name} has port {emulator.port}.", err=True)
        return emulator


def _inspect(emulators: list[Emulator], port: int | None) -> Inspector:
    from fairlead.emulator import PortInUse
    from fairlead.emulator._inspector.server import Inspector

    if port is not None:
        return Inspector(emulators, port)
    try:
        return Inspector(emulators, INSPECTOR_PORT)
    except PortInUse:
        return Inspector(emulators)


def _stop_on_signals(stop: threading.Event) -> None:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        # A shell starts background jobs with SIGINT ignored, so that Ctrl-C in the terminal spares them.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, on_signal)


def _print_environment(emulators: list[Emulator]) -> None:
    former = os.environ.get(_PID, "")
    if former.isdecimal() and _runs(int(former)):
        typer.echo(f"Process {former}, {_PID} until now, still runs: `kill {former}` ends it.", err=True)
    variables: dict[str, str] = {_PID: str(os.getpid())}
    for emulator in emulators:
        variables |= emulator.env
    for name, value in variables.items():
        print(f"export {name}={shlex.quote(value)}")
    # Whoever reads this, such as the shell's $(...), waits for the end of it.
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _runs(pid: int) -> bool:
    """Whether a process of this user is there."""
    if sys.platform == "win32":  # where any signal would end it
        return False
    try:
        os.kill(pid, 0)
    except (OSError, OverflowError):
        return False
    return True


def _until_nobody_reads(log: Log, backend: str, stop: threading.Event) -> Callable[[SeenRequest], None]:
    def seen(request: SeenRequest) -> None:
        try:
            log.request(backend, request)
        except (OSError, SystemExit):  # the second is what Rich makes of a broken pipe
            stop.set()

    return seen
