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
from urllib.parse import quote

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.emulator import Emulator, Scenario, SeenRequest
    from fairlead.emulator._inspector.server import Inspector


INSPECTOR_PORT = 8790


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(emulate)


def emulate(
    backend: Annotated[
        list[str] | None,
        typer.Option(
            "--backend", "-b", metavar="NAME", help="Backend to emulate; may be repeated. Default: all."
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
        typer.Option("--print-env", help="Print export lines for the shell, and close the standard output."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="List the scenarios as JSON.")] = False,
) -> None:
    """Serve emulated backends until Ctrl-C.

    In a shell script, the server can run in the background:

    \b
        eval "$(fairlead emulate --backend handoffrail --print-env &)"
        ...
        kill "$FAIRLEAD_EMULATOR_PID"
    """  # noqa: D301 - the character itself keeps the lines apart
    from rich.console import Console

    from fairlead.cli import _scenarios
    from fairlead.emulator import available

    if list_scenarios:
        _scenarios.show_list(backend or available(), as_json=as_json)
        return
    played = _scenarios.chosen(scenario or ())
    names = list(dict.fromkeys(backend)) if backend else [*played] or available()
    if stray := [each for each in played if each not in names]:
        raise typer.BadParameter(f"{', '.join(stray)} is not served", param_hint="--scenario")
    if port is not None and len(names) != 1:
        raise typer.BadParameter("give --backend once with --port", param_hint="--port")
    stop = threading.Event()
    _stop_on_signals(stop)
    console = Console(stderr=print_env, highlight=False)
    with ExitStack() as running:
        emulators: list[Emulator] = []
        for name in names:
            file = data if data is None or backend == [name] else data.with_suffix(f".{name}{data.suffix}")
            on_request = _logger(console, name if len(names) > 1 else "", stop)
            emulator = _start(console, name, host, port, file, allow_remote, on_request, played.get(name))
            running.callback(emulator.stop)
            emulators.append(emulator)
        inspector = _inspect(emulators, inspector_port)
        running.callback(inspector.stop)
        if print_env:
            _print_environment(emulators)
        for emulator in emulators:
            _show(console, emulator)
        console.print(f"Inspector: {inspector.url}", style="bold", soft_wrap=True)
        playing = _scenarios.Playing(emulators, console)
        playing.tell()
        console.print("Ctrl-C stops.", style="dim")
        while not stop.wait(1.0):  # with a limit, because on Windows a signal does not end a wait
            playing.tell()


def _start(
    console: Console,
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
        console.print(f"Port {default} is in use: {name} has port {emulator.port}.", style="yellow")
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


def _show(console: Console, emulator: Emulator) -> None:
    from rich.table import Table

    table = Table(title=emulator.name, title_justify="left", show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("URL", emulator.url)
    for name, value in emulator.env.items():
        table.add_row(name, value)
    console.print(table)


def _print_environment(emulators: list[Emulator]) -> None:
    variables: dict[str, str] = {"FAIRLEAD_EMULATOR_PID": str(os.getpid())}
    for emulator in emulators:
        variables |= emulator.env
    for name, value in variables.items():
        print(f"export {name}={shlex.quote(value)}")
    # Whoever reads this, such as the shell's $(...), waits for the end of it.
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _logger(console: Console, prefix: str, stop: threading.Event) -> Callable[[SeenRequest], None]:
    from rich.text import Text

    def log(seen: SeenRequest) -> None:
        status = "-" if seen.status is None else str(seen.status)
        color = "green" if seen.status is not None and seen.status < 400 else "red"
        took = "open" if seen.duration is None else f"{seen.duration * 1000:.1f} ms"
        line = Text.assemble(
            (f"{prefix:<12} " if prefix else "", "dim"),
            f"{seen.method:<9} {quote(seen.path)} ",
            (status, color),
            f" {took}",
            (" fault" if seen.fault is not None else "", "yellow"),
        )
        try:
            console.print(line, soft_wrap=True)
        except (OSError, SystemExit):  # nobody reads any more; the second is what rich makes of a broken pipe
            stop.set()

    return log
