"""What is stored and sent, as the first account can read it: people see nothing in ciphertext."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy import select

from fairlead.emulator._tables import Table
from fairlead.emulator.happy.store import Artifact, Machine, SessionRow, Store
from fairlead.happy._crypto import Keyring, RecordKey
from fairlead.happy.exceptions import EncryptionError

__all__ = ["Reader", "SealedKeys", "opened", "sealed_keys"]

SealedKeys = Mapping[str, str | None]
"""The sealed data keys of records, by the records' identifiers; None for one that has none."""

_SEALED: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "sessions": ("meta", "agent_state"),
        "machines": ("meta", "daemon_state"),
        "messages": ("content",),
        "artifacts": ("header", "body"),
    }
)
_DATA_KEY = "dataEncryptionKey"
# Base64 of at least 29 bytes, which the encryption of nothing at all has.
_CIPHERTEXT = re.compile(r"(?:[A-Za-z0-9+/]{4}){9,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def sealed_keys(store: Store, account_id: str) -> SealedKeys:
    """The sealed data keys of all records of an account."""
    keys: dict[str, str | None] = {}
    with store.transaction() as db:
        for table in (SessionRow, Machine, Artifact):
            found = db.execute(select(table.id, table.data_key).where(table.account_id == account_id))
            keys.update((record_id, data_key) for record_id, data_key in found)
    return keys


def opened(keyring: Keyring, sealed: SealedKeys, tables: Sequence[Table]) -> list[Table]:
    """The tables, with what is encrypted for an account decrypted where its keys fit.

    Args:
        keyring: The keys of the account.
        sealed: The sealed data keys of its records.
        tables: What is stored of all accounts.
    """
    return [_opened(keyring, sealed, table) if table.name in _SEALED else table for table in tables]


class Reader:
    """Decrypts the JSON of one request's bodies and frames, given in the order in which they were sent.

    Which key fits, a record's identifier says that stands beside a ciphertext, around it, or before it: the
    acknowledgement of a call, for one, does not repeat what the call was about.

    Args:
        keyring: The keys of the account.
        sealed: The sealed data keys of its records.
        path: The request's path.
    """

    def __init__(self, keyring: Keyring, sealed: SealedKeys, path: str) -> None:
        self._keyring = keyring
        self._sealed = sealed
        self._met: dict[RecordKey, None] = {}
        self._meet(None)
        for part in path.split("/"):
            self._hear_of(part)

    def __call__(self, value: object) -> object:
        """A value of JSON, with the ciphertexts in it decrypted as far as the keys fit."""
        match value:
            case dict():
                fields = cast("dict[str, object]", value)
                for name, inner in fields.items():
                    if isinstance(inner, str):
                        self._meet(inner) if name == _DATA_KEY else self._hear_of(inner)
                return {name: inner if name == _DATA_KEY else self(inner) for name, inner in fields.items()}
            case list():
                return [self(inner) for inner in cast("list[object]", value)]
            case str():
                return self._read(value) if _CIPHERTEXT.fullmatch(value) else value
            case _:
                return value

    def _hear_of(self, text: str) -> None:
        """Remember the key of a record, if the text is its identifier, or the name of a method of it."""
        record_id = text.partition(":")[0]
        if record_id in self._sealed:
            self._meet(self._sealed[record_id])

    def _meet(self, sealed: str | None) -> None:
        try:
            key = self._keyring.for_session(sealed)
        except EncryptionError:  # another account's
            return
        self._met.pop(key, None)
        self._met[key] = None

    def _read(self, text: str) -> object:
        for key in reversed(self._met):  # the one met last fits most often
            try:
                return key.decrypt_result(text)
            except EncryptionError:
                continue
        return text


def _opened(keyring: Keyring, sealed: SealedKeys, table: Table) -> Table:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    for row in rows:
        data_key = sealed.get(str(row["session_id"])) if table.name == "messages" else row["data_key"]
        for column in _SEALED[table.name]:
            row[column] = _read(keyring, data_key, row[column])
    return replace(table, rows=[tuple(row.values()) for row in rows])


def _read(keyring: Keyring, sealed_key: Any, text: Any) -> Any:
    """The text that is inside; itself if it cannot be opened, as that of another account."""
    if text is None:
        return None
    try:
        return json.dumps(keyring.for_session(sealed_key).decrypt_json(text))
    except EncryptionError:
        return text
