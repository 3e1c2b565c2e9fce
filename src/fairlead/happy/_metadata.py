"""Changing metadata that others may change, too, and that the server cannot read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from fairlead._core.loose import fields_of
from fairlead.happy._crypto import RecordKey
from fairlead.happy.exceptions import EncryptionError, MetadataUpdateError


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an attempt to write metadata.

    Attributes:
        stored: Whether it is what is stored now.
        text: What is stored now, encrypted.
        version: Its version.
    """

    stored: bool
    text: str
    version: int


def merge(key: RecordKey, text: str, changes: Mapping[str, Any]) -> str:
    """The metadata in `text` with some changes, encrypted again; an empty text is metadata without content.

    Raises:
        EncryptionError: It cannot be read. Writing it would lose what it says.
        InvalidArgumentError: The changes are no JSON.
    """
    current: object = key.decrypt_json(text) if text else {}
    if not isinstance(current, dict):
        raise EncryptionError("the metadata cannot be read: decrypted, but not an object", backend="happy")
    return key.encrypt_json({**cast("dict[str, Any]", current), **changes})


def read_ack(ack: object) -> Written:
    """Read the acknowledgement of an `update-metadata`.

    Raises:
        MetadataUpdateError: The server refused, or it makes no sense.
    """
    fields = fields_of(ack)
    result: object = fields.get("result")
    text, version = fields.get("metadata"), fields.get("version")
    if result in ("success", "version-mismatch") and isinstance(text, str) and isinstance(version, int):
        return Written(result == "success", text, version)
    if result == "error":
        said: object = fields.get("message")
        why = f": {said}" if isinstance(said, str) else ""
        raise MetadataUpdateError(f"the server refused the metadata{why}", backend="happy")
    raise MetadataUpdateError("the server's acknowledgement makes no sense", backend="happy")
