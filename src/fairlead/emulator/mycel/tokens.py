"""The two secrets of an identity: its token, a JWT signed with HS256, and the digest of its password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any, Final, cast

__all__ = ["InvalidToken", "check_password", "digest_password", "sign", "subject"]

_LEEWAY_SECONDS: Final = 60
_HEADER: Final = {"alg": "HS256", "typ": "JWT"}


class InvalidToken(Exception):
    """A token is not one of ours, or has expired."""


def sign(claims: dict[str, Any], key: str) -> str:
    """A token with these claims."""
    signed = f"{_encode(_HEADER)}.{_encode(claims)}"
    return f"{signed}.{_signature(signed, key)}"


def subject(token: str, key: str, now: float) -> str:
    """The user a token belongs to.

    Args:
        token: What the client sent.
        key: What it must be signed with.
        now: Current time in seconds since the epoch; an expiry is forgiven for a minute.

    Raises:
        InvalidToken: It is not valid.
    """
    signed, _, signature = token.rpartition(".")
    if not hmac.compare_digest(_signature(signed, key).encode(), signature.encode()):
        raise InvalidToken("the signature is wrong")
    claims = cast("dict[str, Any]", json.loads(_decode(signed.partition(".")[2])))
    if claims.get("exp", now) + _LEEWAY_SECONDS < now:
        raise InvalidToken("the token has expired")
    return claims["sub"]


def digest_password(password: str) -> str:
    """What is stored of a password."""
    salt = secrets.token_hex(8)
    return f"{salt}:{_derive(password, salt)}"


def check_password(password: str, stored: str) -> bool:
    """Whether a password is the one that was stored."""
    salt, _, digest = stored.partition(":")
    return hmac.compare_digest(_derive(password, salt), digest)


def _derive(password: str, salt: str) -> str:
    # Cheap on purpose: this server protects nothing, and tests log in often.
    return hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**8, r=8, p=1).hex()


def _encode(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _signature(signed: str, key: str) -> str:
    return _base64(hmac.digest(key.encode(), signed.encode(), "sha256"))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
