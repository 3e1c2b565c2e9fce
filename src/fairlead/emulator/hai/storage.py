"""The storage beside the API: signed URLs, and forms that upload a file."""

from __future__ import annotations

import hmac
import re
import secrets
from typing import Final
from urllib.parse import urlencode

__all__ = ["URL_SECONDS", "BadForm", "Storage", "read_form"]

URL_SECONDS: Final = 900

_BOUNDARY: Final = re.compile(r'multipart/form-data;.*\bboundary="?([^";]+)"?', re.IGNORECASE)
_NAME: Final = re.compile(rb'content-disposition:.*?\bname="([^"]*)"', re.IGNORECASE)


class Storage:
    """Signs URLs. The key is new whenever the emulator starts."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def sign(self, path: str, now: float) -> str:
        """A path with a signature that is good for a while."""
        expires = str(int(now) + URL_SECONDS)
        return f"{path}?{urlencode({'expires': expires, 'signature': self._signature(path, expires)})}"

    def is_signed(self, path: str, expires: str, signature: str, now: float) -> bool:
        """Whether a signature is right, and still good."""
        expected = self._signature(path, expires)
        return hmac.compare_digest(expected.encode(), signature.encode()) and int(expires) > now

    def _signature(self, path: str, expires: str) -> str:
        return hmac.digest(self._key, f"{path}\n{expires}".encode(), "sha256").hex()


class BadForm(ValueError):
    """A form is malformed."""


def read_form(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """Names and values of a multipart form, in order.

    Raises:
        BadForm: It is none.
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise BadForm("the body is no multipart form")
    delimiter = b"--" + found[1].encode()
    chunks = (b"\r\n" + body).split(b"\r\n" + delimiter)
    if len(chunks) < 3 or not chunks[-1].startswith(b"--"):
        raise BadForm("the form does not end")
    values: list[tuple[str, bytes]] = []
    for chunk in chunks[1:-1]:
        head, _, value = chunk.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is None:
            raise BadForm("a part of the form has no name")
        values.append((name[1].decode(errors="replace"), value))
    return values
