"""`fairlead hestia`: governed runs, their traces, and the health of a HestiaOS server."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.hestia import Client, StreamEvent

_DEFAULT_URL = "http://localhost:8000"

_EXIT_CODES = (
    "Exit codes: 0 success; 1 error: one line on stderr, or with --json an object"
    ' {"error": {"code", "message", "trace_id"}}; 2 wrong usage; 130 interrupted by Ctrl-C.'
)

BaseUrl = Annotated[
    str | None, typer.Option("--base-url", "-u", help=f"URL of the server. Default: {_DEFAULT_URL}.")
]
ApiKey = Annotated[
    str | None,
    typer.Option("--api-key", "-k", help="API key. HESTIA_API_KEY does not show in the process list."),
]
AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, epilog=_EXIT_CODES)
    group.callback()(hestia)
    for command in (run, trace, health):
        group.command(epilog=_EXIT_CODES)(command)
    app.add_typer(group, name="hestia")


def hestia(
    context: typer.Context,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            "-u",
            envvar="HESTIA_BASE_URL",
            help=f"URL of the server. Default: {_DEFAULT_URL}.",
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option("--api-key", "-k", envvar="HESTIA_API_KEY", help="API key.", show_envvar=True),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Governed runs on a HestiaOS server. The options can stand here or after the command."""
    context.obj = _Options(base_url, api_key, as_json)


def run(
    context: typer.Context,
    input_text: Annotated[str, typer.Argument(metavar="INPUT_TEXT", help="What is to be done.")],
    stream: Annotated[
        bool,
        typer.Option("--stream", help="Write the output as it is made; with --json, one event per line."),
    ] = False,
    base_url: BaseUrl = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Run INPUT_TEXT through governance."""
    options = _Options.of(context, base_url, api_key, as_json)
    with options.client() as client:
        if stream:
            _follow(client, input_text, options)
            return
        answer = client.run(input_text)
        keys = ("result", "trace_id", "output", "mode", "budget", "latency_ms")
        options.write({key: getattr(answer, key) for key in keys})


def trace(
    context: typer.Context,
    trace_id: Annotated[str, typer.Argument(metavar="TRACE_ID", help="Id that a run was given.")],
    base_url: BaseUrl = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Show the governance trace of a command."""
    from fairlead.hestia import NotFound

    options = _Options.of(context, base_url, api_key, as_json)
    with options.client() as client:
        found = client.governance.trace(trace_id)
        if found is None:
            raise NotFound(f"Trace '{trace_id}' not found", trace_id=trace_id)
        options.write(found)


def health(
    context: typer.Context, base_url: BaseUrl = None, api_key: ApiKey = None, as_json: AsJson = False
) -> None:
    """Show the status of the server."""
    options = _Options.of(context, base_url, api_key, as_json)
    with options.client() as client:
        status = client.system.status()
        options.write({key: getattr(status, key) for key in ("status", "version", "uptime_seconds")})


@dataclass(frozen=True, slots=True)
class _Options:
    """What was said before the command, after it, or in the environment; the later word counts."""

    base_url: str | None
    api_key: str | None
    as_json: bool

    @classmethod
    def of(cls, context: typer.Context, base_url: str | None, api_key: str | None, as_json: bool) -> Self:
        before: _Options = context.obj
        return cls(base_url or before.base_url, api_key or before.api_key, as_json or before.as_json)

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client; an error of fairlead is told, and ends the command with exit code 1."""
        from fairlead.hestia import Client

        try:
            # Somebody is waiting, who can see what is wrong and repeat the command.
            with Client(self.base_url or _DEFAULT_URL, self.api_key, retries=0) as client:
                yield client
        except FairleadError as error:
            self.complain(error)
            raise typer.Exit(1) from None

    def write(self, data: Mapping[str, Any]) -> None:
        """Show a result."""
        if self.as_json:
            typer.echo(json.dumps(data, indent=2, default=str))
        else:
            for key, value in data.items():
                typer.echo(f"{key}: {value}")

    def complain(self, error: FairleadError) -> None:
        """Show an error in one line."""
        trace_id: str | None = getattr(error, "trace_id", None)
        if self.as_json:
            code = error.code or type(error).__name__
            told = json.dumps({"error": {"code": code, "message": error.message, "trace_id": trace_id}})
        else:
            where = f" (trace_id: {trace_id})" if trace_id and trace_id not in error.message else ""
            told = " ".join(f"fairlead: {error}{where}".split())
        typer.echo(told, err=True)


def _follow(client: Client, input_text: str, options: _Options) -> None:
    """Show a run as it happens: the output on stdout, all else about it on stderr."""
    from fairlead.hestia import HestiaError

    failure: HestiaError | None = None
    output = _Output()
    try:
        with client.open_stream(input_text) as events:
            for event in events:
                if options.as_json:
                    typer.echo(json.dumps(_as_data(event), default=str))
                elif event.type == "tool_call":
                    typer.echo(f"tool_call: {json.dumps(event.data)}", err=True)
                else:
                    output.write(event)
                if event.type == "error":
                    code, message = event.data.get("code"), event.data.get("message")
                    failure = HestiaError(code or "ERROR", message or "The run failed", event.trace_id)
    finally:
        output.end()
    if failure is not None:
        raise failure
    if not options.as_json:
        typer.echo(f"trace_id: {events.trace_id}", err=True)


class _Output:
    """The text of a run, piece by piece, on lines of its own."""

    def __init__(self) -> None:
        self._open = False

    def write(self, event: StreamEvent) -> None:
        """Show what an event brings; the final one repeats the others, if there are any."""
        match event.type:
            case "token" | "delta":
                piece = event.data.get("token") or event.data.get("text")
            case "final" if not self._open:
                piece = event.data.get("output")
            case _:
                piece = None
        if piece:
            typer.echo(piece, nl=False)
            self._open = True

    def end(self) -> None:
        """End the last line."""
        if self._open:
            typer.echo()
            self._open = False


def _as_data(event: StreamEvent) -> dict[str, Any]:
    return {key: getattr(event, key) for key in ("type", "data", "trace_id", "timestamp")}
