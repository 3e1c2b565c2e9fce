"""What the commands of `fairlead hai` begin with: where the key and the server come from."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fairlead.cli._backend import Connection
from fairlead.errors import ConfigurationError, FairleadError
from fairlead.hai._stored import API_KEY, BASE_URL, read_values, stored_file

if TYPE_CHECKING:
    from fairlead.hai import Client

EU = "https://agp.eu.hcompany.ai"
FREE_A_SLOT = "`fairlead hai sessions list` shows them, `fairlead hai sessions cancel ID` frees a slot"


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, and where it was found."""

    value: str
    source: str

    def __repr__(self) -> str:
        return f"Key(source={self.source!r})"


@dataclass(frozen=True, slots=True)
class Hai(Connection):
    """A server of H Company, or of the emulator."""

    refused = "store another key with `fairlead hai login --force`"

    def find_key(self, environ: Mapping[str, str] = os.environ) -> Key | None:
        """The key: the option, `HAI_API_KEY`, a `.env` in the working directory, or the file of `login`."""
        if self.credential:
            return Key(self.credential, "argument")
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
            ConfigurationError: There is none.
        """
        key = self.find_key()
        if key is None:
            raise ConfigurationError(
                f"no API key: run `fairlead hai login`, set {API_KEY}, or pass --api-key"
            )
        return key

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client."""
        from fairlead.hai import Client

        with Client(api_key=self.need_key().value, base_url=self.find_url()) as client:
            yield client

    def fix(self, error: FairleadError) -> str | None:
        """How a session that waits gets a slot, and else what there is to do."""
        if getattr(error, "session_status", None) == "queued":
            return FREE_A_SLOT
        return Connection.fix(self, error)

    def acknowledge(self, action: str) -> None:
        """Show that something was done."""
        self.out.write({"ack": True, "action": action}, action)
