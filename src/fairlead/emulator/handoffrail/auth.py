"""API keys: their text, their digests, and the key of a request."""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated

from fastapi import HTTPException, Request, Security
from fastapi.security import APIKeyHeader, APIKeyQuery
from sqlalchemy import select
from sqlalchemy.orm import Session

from fairlead.emulator.handoffrail.store import ApiKey

__all__ = ["HEADER", "Caller", "StreamKey", "check", "digest", "find_key", "new_key_text"]

HEADER = "X-API-Key"
_HEADER_SCHEME = APIKeyHeader(
    name=HEADER, scheme_name="ApiKey", description="API key of a tenant.", auto_error=False
)
_QUERY_SCHEME = APIKeyQuery(
    name="api_key", scheme_name="ApiKeyQuery", description="API key, for streams only.", auto_error=False
)


def new_key_text() -> str:
    """A new key: `hr_` and 43 URL-safe characters."""
    return f"hr_{secrets.token_urlsafe(32)}"


def digest(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_key(db: Session, text: str) -> ApiKey | None:
    """The stored key with this text, revoked or not."""
    return db.scalars(select(ApiKey).where(ApiKey.key_hash == digest(text))).one_or_none()


def check(text: str | None, key: ApiKey | None) -> ApiKey:
    """The key, if it is valid.

    Args:
        text: What the client sent.
        key: What was found for it.

    Raises:
        HTTPException: 401 if it is missing or unknown, 403 if it was revoked.
    """
    if not text:
        raise HTTPException(401, f"The {HEADER} header is missing")
    if key is None:
        raise HTTPException(401, "The API key is not known")
    if key.revoked:
        raise HTTPException(403, "The API key was revoked")
    return key


async def _caller(request: Request, text: Annotated[str | None, Security(_HEADER_SCHEME)]) -> ApiKey:
    # The guard has looked the key up already, to judge its role.
    return check(text, request.state.key)


Caller = Annotated[ApiKey, Security(_caller)]
"""Parameter type of handlers that need a valid key."""

StreamKey = Annotated[str | None, Security(_QUERY_SCHEME)]
"""Parameter type of the event stream, whose key is in the query."""
