"""What the commands of `fairlead hai` share: options, where the key comes from, and output."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import typer

from fairlead.cli._text import plain
from fairlead.errors import FairleadError, StatusError
from fairlead.hai._stored import API_KEY, BASE_URL, read_values, stored_file

if TYPE_CHECKING:
    from fairlead._core.models import Model
    from fairlead.hai import Client

T = TypeVar("T")

EU = "https://agp.eu.hcompany.ai"
EXIT_CODES = (
    "Exit codes: 0 success; 1 an error, or a session that ended without an answer; 2 wrong usage;"
    " 130 interrupted by Ctrl-C."
)

ApiKey = Annotated[
    str | None,
    typer.Option("--api-key", metavar="KEY", help="API key. HAI_API_KEY does not show in the process list."),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help=f"URL of the server. Default: {EU}.")
]
AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, and where it was found."""

    value: str
    source: str

    def __repr__(self) -> str:
        return f"Key(source={self.source!r})"


@dataclass(frozen=True, slots=True)
class Options:
    """What was said before the command or after it; the later word counts."""

    api_key: str | None
    base_url: str | None
    as_json: bool

    def __repr__(self) -> str:
        return f"Options(base_url={self.base_url!r}, as_json={self.as_json})"

    @classmethod
    def of(cls, context: typer.Context, api_key: str | None, base_url: str | None, as_json: bool) -> Self:
        """The options of a command."""
        before: Options = context.obj
        return cls(api_key or before.api_key, base_url or before.base_url, as_json or before.as_json)

    def find_key(self, environ: Mapping[str, str] = os.environ) -> Key | None:
        """The key: the option, `HAI_API_KEY`, a `.env` in the working directory, or the file of `login`."""
        if self.api_key:
            return Key(self.api_key, "argument")
        if value := environ.get(API_KEY, "").strip():
            return Key(value, "environment")
        for file in (Path(".env"), stored_file(environ)):
            if value := read_values(file).get(API_KEY):
                return Key(value, str(file))
        return None

    def find_url(self, environ: Mapping[str, str] = os.environ) -> str:
        """The server: the option, `HAI_API_BASE_URL`, the file of `login`, or else the one of the EU.

        A `.env` in the working directory does not count: whoever wrote it would be sent the key.
        """
        stored = read_values(stored_file(environ)).get(BASE_URL)
        return (self.base_url or environ.get(BASE_URL, "").strip() or stored or EU).rstrip("/")

    def need_key(self) -> Key:
        """The key.

        Raises:
            typer.Exit: There is none; that has been said.
        """
        key = self.find_key()
        if key is None:
            self.fail(f"no API key: run `fairlead hai login`, set {API_KEY}, or pass --api-key")
        return key

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client; an error of fairlead is told, and ends the command with exit code 1."""
        from fairlead.hai import Client

        with self.errors_told(), Client(api_key=self.need_key().value, base_url=self.find_url()) as client:
            yield client

    @contextmanager
    def errors_told(self) -> Generator[None]:
        """Tell an error of fairlead in one line, and end the command with exit code 1."""
        try:
            yield
        except FairleadError as error:
            if self.as_json:
                code, status = error.code or type(error).__name__, error.status
                told = json.dumps({"error": {"code": code, "status": status, "message": error.message}})
                typer.echo(told, err=True)
                raise typer.Exit(1) from None
            hint = ": the key is not accepted; `fairlead hai login --force` stores a new one"
            self.fail(f"{error}{hint if isinstance(error, StatusError) and error.status == 401 else ''}")

    def fail(self, message: str) -> Any:
        """Say what went wrong, and end the command with exit code 1."""
        if self.as_json:
            told = json.dumps({"error": {"code": "error", "status": None, "message": message}})
        else:
            told = plain(" ".join(f"fairlead: {message}".split()))
        typer.echo(told, err=True)
        raise typer.Exit(1)

    def write(self, data: object, text: str | Callable[[], str]) -> None:
        """Show a result, as JSON or as text."""
        if self.as_json:
            typer.echo(as_json(data))
        else:
            typer.echo(plain(text if isinstance(text, str) else text()))

    def acknowledge(self, action: str) -> None:
        """Show that something was done."""
        self.write({"ack": True, "action": action}, action)


def as_json(data: object, *, indent: int | None = 2) -> str:
    """JSON with sorted keys; of models, what the server sent."""
    separators = None if indent else (",", ":")
    return json.dumps(data, indent=indent, separators=separators, sort_keys=True, default=_of_model)


def _of_model(value: Any) -> Any:
    from fairlead._core.models import Model

    return value.to_dict() if isinstance(value, Model) else str(value)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text, as wide as they need to be."""
    lines = [headings, *rows]
    widths = [max(len(plain(line[column])) for line in lines) for column in range(len(headings))]
    return "\n".join(
        "  ".join(plain(cell).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def shown(model: Model) -> str:
    """A model as people read it: its JSON."""
    return as_json(model)
