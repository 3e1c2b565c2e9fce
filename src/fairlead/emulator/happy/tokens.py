"""Tokens: JWTs signed with Ed25519, which never expire, and the signatures that sign-in is about."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from typing import Any, Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["InvalidToken", "Signer", "verify_signature"]

_HEADER: Final = {"alg": "EdDSA"}


class InvalidToken(Exception):
    """A token is not one of ours."""


class Signer:
    """Makes and checks tokens.

    Args:
        seed: The 32 bytes of the server's own key.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, account_id: str, now: int, **claims: Any) -> str:
        """A new token of an account.

        Args:
            account_id: Whose it is.
            now: The time in milliseconds.
            **claims: More claims.
        """
        seconds = now // 1000
        standard = {"sub": account_id, "iat": seconds, "nbf": seconds, "iss": "handy"}
        signed = f"{_encode(_HEADER)}.{_encode({**claims, **standard, 'jti': secrets.token_hex(16)})}"
        return f"{signed}.{_base64(self._key.sign(signed.encode()))}"

    def subject(self, token: str) -> str:
        """The account a token belongs to.

        Raises:
            InvalidToken: It is not one of ours.
        """
        signed, _, signature = token.rpartition(".")
        try:
            self._key.public_key().verify(_decode(signature), signed.encode())
        except (InvalidSignature, ValueError) as error:
            raise InvalidToken from error
        claims = cast("dict[str, Any]", json.loads(_decode(signed.partition(".")[2])))
        return claims["sub"]


def verify_signature(public_key: bytes, challenge: bytes, signature: bytes) -> bool:
    """Whether a signature is one of a key over a challenge.

    Raises:
        ValueError: The key or the signature has the wrong length.
    """
    if len(signature) != 64:
        raise ValueError("an Ed25519 signature has 64 bytes")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, challenge)
    except InvalidSignature:
        return False
    return True


def _encode(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64") from error
