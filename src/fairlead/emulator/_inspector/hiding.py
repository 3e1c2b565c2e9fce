"""What must not be read on a screen: values whose name says that they are secret."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import cast
from urllib.parse import parse_qsl, urlencode

from fairlead._core.redact import HIDDEN

__all__ = ["in_short", "is_secret", "readable", "shown"]

_WORDS = frozenset(
    {
        "authorization",
        "cookie",
        "credentials",
        "key",
        "otp",
        "passphrase",
        "passwd",
        "password",
        "secret",
        "seed",
        "signature",
        "ticket",
        "token",
    }
)
# What is only about a secret, such as when it expires, may be seen.
_ABOUT = frozenset({"at", "count", "id", "ids", "name", "ref", "type", "version"})
_OPEN = frozenset({"public_key", "idempotency_key", "repeat_key"})
_CLOSED = frozenset({"code"})  # of an invitation, or sent by mail
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# What Socket.IO puts before the JSON of a packet: its types, the number of attachments, the namespace, an id.
_PACKET = re.compile(r"\d+(?:-|/[^,]*,)?\d*(?=[\[{])")
_FORM = re.compile(r"[\w.\[\]-]+=[^=\s]*(?:&[\w.\[\]-]+=[^=\s]*)*")


def is_secret(name: str) -> bool:
    """Whether a column, a field or a parameter of this name holds a secret."""
    words = [word.lower() for word in _WORD.findall(name)]
    if "_".join(words) in _OPEN or (words and words[-1] in _ABOUT):
        return False
    return "_".join(words) in _CLOSED or not _WORDS.isdisjoint(words)


def shown(value: object, name: str = "") -> object:
    """A value of JSON as it may be shown: what is secret in it, or by its own name, is hidden."""
    if value is not None and not isinstance(value, bool) and is_secret(name):
        return HIDDEN
    if isinstance(value, Mapping):
        return {key: shown(inner, str(key)) for key, inner in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [shown(inner) for inner in cast("list[object]", value)]
    return value


def readable(content: str | bytes, decrypt: Callable[[object], object] | None = None) -> str:
    """The content of a body, a message or a field as text: JSON is indented, and secrets are hidden.

    Args:
        content: What was sent or stored.
        decrypt: Applied to JSON, before secrets are hidden.
    """
    if isinstance(content, bytes):
        try:
            content = content.decode()
        except UnicodeDecodeError:
            return f"{len(content):,} bytes"
    packet = _PACKET.match(content)
    prefix = packet[0] if packet else ""
    try:
        value: object = json.loads(content[len(prefix) :])
    except ValueError:
        pass
    else:
        if isinstance(value, dict | list):
            read = decrypt(cast("object", value)) if decrypt else cast("object", value)
            return f"{prefix}{json.dumps(shown(read), indent=2, ensure_ascii=False)}"
        return content
    if _FORM.fullmatch(content):
        pairs = parse_qsl(content, keep_blank_values=True)
        return urlencode([(name, shown(value, name)) for name, value in pairs], safe="[]/:@")
    return re.sub(r"(?m)^(data: ?)(?=[\[{])(.+)$", lambda line: line[1] + _one_line(line[2]), content)


def in_short(text: str, length: int) -> tuple[str, bool]:
    """The beginning of a text in one line, and whether that is all of it."""
    line = " ".join(text.split())
    return (line, True) if len(line) <= length else (f"{line[:length]}…", False)


def _one_line(text: str) -> str:
    """One event's JSON, with what is secret in it hidden."""
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return json.dumps(shown(value), ensure_ascii=False)
