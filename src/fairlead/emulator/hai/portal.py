"""Signing in with a browser: a code for a program on the user's machine, and a token for the code."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

__all__ = ["CODE_SECONDS", "Attempt", "Portal", "challenge_of", "is_loopback"]

CODE_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Attempt:
    """A program's wish to act for a user.

    Attributes:
        redirect_uri: Where the program listens.
        challenge: Digest of what only that program knows.
        state: What it wants to hear again.
        user_id: Who has agreed; nobody yet if this is empty.
        expires_at: When it is too late.
    """

    redirect_uri: str
    challenge: str
    state: str | None
    user_id: str
    expires_at: float


class Portal:
    """What the sign-in pages remember. It lives in memory only."""

    def __init__(self) -> None:
        self._asked: dict[str, Attempt] = {}
        self._granted: dict[str, Attempt] = {}
        self._tokens: dict[str, str] = {}

    def ask(self, attempt: Attempt) -> str:
        """Keep an attempt until the user decides, and name it."""
        name = secrets.token_urlsafe(12)
        self._asked[name] = attempt
        return name

    def decide(self, name: str) -> Attempt | None:
        """The attempt that the user decides on, once."""
        return self._asked.pop(name, None)

    def grant(self, attempt: Attempt) -> str:
        """Make the code for an attempt that a user has agreed to."""
        code = secrets.token_urlsafe(24)
        self._granted[code] = attempt
        return code

    def exchange(self, code: str, verifier: str, redirect_uri: str, now: float) -> str | None:
        """The token for a code; None if the code, or what comes with it, is not right. A code works once."""
        attempt = self._granted.pop(code, None)
        if attempt is None or attempt.redirect_uri != redirect_uri or attempt.expires_at <= now:
            return None
        if challenge_of(verifier) != attempt.challenge:
            return None
        token = secrets.token_urlsafe(32)
        self._tokens[token] = attempt.user_id
        return token

    def user_of(self, token: str | None) -> str | None:
        """Whom a token belongs to."""
        return None if token is None else self._tokens.get(token)


def challenge_of(verifier: str) -> str:
    """The S256 code challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_loopback(uri: str) -> bool:
    """Whether a redirect URI leads to a program on the user's machine, by address and plain `http`."""
    try:
        parts = urlsplit(uri)
        return (
            parts.scheme == "http"
            and parts.port is not None
            and ipaddress.ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        return False
