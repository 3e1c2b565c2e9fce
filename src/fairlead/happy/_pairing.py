"""Letting a device in: what it shows, and what it is answered."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Literal

from fairlead.happy._crypto import KEY_SIZE, KeyPair
from fairlead.happy.exceptions import EncryptionError, InvalidArgumentError

PairingKind = Literal["account", "terminal"]

_URLS: dict[PairingKind, str] = {"account": "happy:///account?", "terminal": "happy://terminal?"}
_V2 = b"\x00"


def pairing_url(kind: PairingKind, public_key: bytes) -> str:
    """What a device shows, for instance as a QR code, so that another one lets it in."""
    return _URLS[kind] + base64.urlsafe_b64encode(public_key).decode("ascii").rstrip("=")


def public_key_of(shown: str) -> bytes:
    """The public key in what a device shows: a URL, or the key in either alphabet of base64.

    Raises:
        InvalidArgumentError: It is something else.
    """
    text = shown.strip()
    for prefix in _URLS.values():
        text = text.removeprefix(prefix)
    text = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_SIZE:
        raise InvalidArgumentError(
            f"not the public key of a pairing: it is {KEY_SIZE} bytes in base64, or a happy:// URL with it",
            backend="happy",
        )
    return key


def terminal_answer(secret: bytes, content_key: bytes, *, understands_v2: bool) -> bytes:
    """What a terminal is given: the public content key, or if it is old, the account secret."""
    return _V2 + content_key if understands_v2 else secret


@dataclass(frozen=True, slots=True)
class Granted:
    """What a device was given: the account secret, or only the public half of the content key."""

    secret: bytes | None = field(repr=False)
    content_key: bytes | None = None


def read_grant(pair: KeyPair, bundle: bytes) -> Granted:
    """Open the answer to a pairing.

    Raises:
        EncryptionError: It is for somebody else, or makes no sense.
    """
    opened = pair.open(bundle)
    if len(opened) == KEY_SIZE:
        return Granted(opened)
    if len(opened) == KEY_SIZE + 1 and opened[:1] == _V2:
        return Granted(None, opened[1:])
    raise EncryptionError("the answer to the pairing makes no sense", backend="happy")
