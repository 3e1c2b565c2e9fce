"""What the commands of `fairlead hai` share: options, where the key comes from, and output."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from fairlead.cli._output import Output
from fairlead.errors import FairleadError, StatusError
from fairlead.hai._stored import API_KEY, BASE_URL, read_values, stored_file

if TYPE_CHECKING:
    from fairlead.hai import Client

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

    @property
    def out(self) -> Output:
        """Where the command writes."""
        return Output(self.as_json, _hint)

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
            self.out.fail(f"no API key: run `fairlead hai login`, set {API_KEY}, or pass --api-key")
        return key

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client; an error of fairlead is told, and ends the command with exit code 1."""
        from fairlead.hai import Client

        with (
            self.out.errors_told(),
            Client(api_key=self.need_key().value, base_url=self.find_url()) as client,
        ):
            yield client

    def acknowledge(self, action: str) -> None:
        """Show that something was done."""
        self.out.write({"ack": True, "action": action}, action)


def _hint(error: FairleadError) -> str:
    refused = isinstance(error, StatusError) and error.status == 401
    return ": the key is not accepted; `fairlead hai login --force` stores a new one" if refused else ""
