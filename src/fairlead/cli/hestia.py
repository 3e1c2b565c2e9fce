"""`fairlead hestia`: governed runs, their traces, and the health of a HestiaOS server."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli._backend import Connection, Probe, add_group
from fairlead.cli._output import plain
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.hestia import Client, StreamEvent

_DEFAULT_URL = "http://localhost:8000"


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    key = typer.Option("--api-key", "-k", metavar="KEY", help="API key. Default: HESTIA_API_KEY, or none.")
    group = add_group(
        app,
        "hestia",
        Hestia(),
        url=f"HESTIA_BASE_URL, or {_DEFAULT_URL}",
        credential=key,
        help="Governed runs on a HestiaOS server.",
    )
    for command in (run, trace, health):
        group.add(command)


@dataclass(frozen=True, slots=True)
class Hestia(Connection):
    """A HestiaOS server."""

    refused = "check HESTIA_API_KEY and --api-key"

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client."""
        from fairlead.hestia import Client

        url = self.base_url or os.environ.get("HESTIA_BASE_URL") or _DEFAULT_URL
        key = self.credential or os.environ.get("HESTIA_API_KEY") or None
        # Somebody is waiting, who can see what is wrong and repeat the command.
        with Client(url, key, retries=0) as client:
            yield client

    def show(self, data: Mapping[str, Any]) -> None:
        """Show a result, a line for each field."""
        self.out.write(data, lambda: "\n".join(f"{name}: {value}" for name, value in data.items()))

    def facts(self, error: FairleadError) -> Mapping[str, object]:
        """The trace of what was refused."""
        return {"trace_id": _trace_id(error)}


def run(
    hestia: Hestia,
    input_text: Annotated[str, typer.Argument(metavar="INPUT_TEXT", help="What is to be done.")],
    stream: Annotated[
        bool,
        typer.Option("--stream", help="Write the output as it is made; with --json, one event per line."),
    ] = False,
) -> None:
    """Run INPUT_TEXT through governance."""
    with hestia.client() as client:
        if stream:
            _follow(client, input_text, hestia)
            return
        answer = client.run(input_text)
        keys = ("result", "trace_id", "output", "mode", "budget", "latency_ms")
        hestia.show({key: getattr(answer, key) for key in keys})


def trace(
    hestia: Hestia,
    trace_id: Annotated[str, typer.Argument(metavar="TRACE_ID", help="Id that a run was given.")],
) -> None:
    """Show the governance trace of a command."""
    from fairlead.hestia import NotFound

    with hestia.client() as client:
        found = client.governance.trace(trace_id)
        if found is None:
            raise NotFound(f"Trace '{trace_id}' not found", trace_id=trace_id)
        hestia.show(found)


def health(hestia: Hestia) -> None:
    """Show the status of the server."""
    with hestia.client() as client:
        status = client.system.status()
        hestia.show({key: getattr(status, key) for key in ("status", "version", "uptime_seconds")})


def _trace_id(error: FairleadError) -> str | None:
    return getattr(error, "trace_id", None)


def _follow(client: Client, input_text: str, hestia: Hestia) -> None:
    """Show a run as it happens: the output on stdout, all else about it on stderr."""
    from fairlead.hestia import HestiaError

    failure: HestiaError | None = None
    output = _Output()
    try:
        with client.open_stream(input_text) as events:
            for event in events:
                if hestia.as_json:
                    hestia.out.line(_as_data(event), "")
                elif event.type == "tool_call":
                    typer.echo(plain(f"tool_call: {json.dumps(event.data)}"), err=True)
                else:
                    output.write(event)
                if event.type == "error":
                    code, message = event.data.get("code"), event.data.get("message")
                    failure = HestiaError(code or "ERROR", message or "The run failed", event.trace_id)
    finally:
        output.end()
    if failure is not None:
        raise failure
    if not hestia.as_json:
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
            typer.echo(plain(piece), nl=False)
            self._open = True

    def end(self) -> None:
        """End the last line."""
        if self._open:
            typer.echo()
            self._open = False


def _as_data(event: StreamEvent) -> dict[str, Any]:
    return {key: getattr(event, key) for key in ("type", "data", "trace_id", "timestamp")}


def _state(client: Client) -> str:
    status = client.system.status()
    return f"version {status.version}, {status.status}"


PROBE = Probe(Hestia(), ("HESTIA_BASE_URL",), "HESTIA_BASE_URL", _state)
