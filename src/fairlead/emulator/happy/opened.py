"""What is stored, as the first account can read it: a person who looks at ciphertext sees nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select

from fairlead.emulator._tables import Table
from fairlead.emulator.happy.store import SessionRow, Store
from fairlead.happy._crypto import Keyring
from fairlead.happy.exceptions import EncryptionError

__all__ = ["opened"]

_SEALED: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "sessions": ("meta", "agent_state"),
        "machines": ("meta", "daemon_state"),
        "messages": ("content",),
    }
)


def opened(store: Store, keyring: Keyring, tables: Sequence[Table]) -> list[Table]:
    """The tables, with what is encrypted for an account decrypted where its keys fit."""
    return [_opened(store, keyring, table) if table.name in _SEALED else table for table in tables]


def _opened(store: Store, keyring: Keyring, table: Table) -> Table:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    if table.name == "messages":
        keys = _session_keys(store, {row["session_id"] for row in rows})
        sealed_keys = [keys.get(row["session_id"]) for row in rows]
    else:
        sealed_keys = [row["data_key"] for row in rows]
    for row, sealed_key in zip(rows, sealed_keys, strict=True):
        for column in _SEALED[table.name]:
            row[column] = _read(keyring, sealed_key, row[column])
    return replace(table, rows=[tuple(row.values()) for row in rows])


def _session_keys(store: Store, session_ids: set[Any]) -> dict[Any, str | None]:
    query = select(SessionRow).where(SessionRow.id.in_(session_ids))
    with store.transaction() as db:
        return {session.id: session.data_key for session in db.scalars(query)}


def _read(keyring: Keyring, sealed_key: Any, text: Any) -> Any:
    """The text that is inside; itself if it cannot be opened, as that of another account."""
    if text is None:
        return None
    try:
        return json.dumps(keyring.for_session(sealed_key).decrypt_json(text))
    except EncryptionError:
        return text
