"""Who is calling, and what that user may do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import HTTPException, Request, Security
from fastapi.security import HTTPBearer

from fairlead.emulator.mycel import tokens
from fairlead.emulator.mycel.store import User, find_user
from fairlead.emulator.mycel.world import World, WorldDep

__all__ = ["Caller", "identify", "make_token", "require"]

_SCHEME = HTTPBearer(
    scheme_name="Bearer", bearerFormat="JWT", description="The token of a user.", auto_error=False
)


def make_token(world: World, user: User, *, seconds: float | None = None) -> str:
    """A token of a user.

    Args:
        world: The server.
        user: Whose it is.
        seconds: How long it is valid. Default: for ever.
    """
    claims: dict[str, Any] = {"sub": user.id, "iat": int(world.now())}
    if seconds is not None:
        claims["exp"] = int(world.now() + seconds)
    if user.is_guest:
        claims |= {"mycel_user_type": "human", "mycel_is_guest": True}
    if user.type == "external":
        claims |= {"mycel_user_type": "external", "created_by_user_id": user.owner_id}
    return tokens.sign(claims, world.key)


def identify(world: World, token: str) -> User | None:
    """The user a token belongs to; None if the user is gone.

    Raises:
        InvalidToken: The token is not valid.
    """
    user_id = tokens.subject(token, world.key, world.now())
    with world.store.transaction() as db:
        return find_user(db, user_id)


async def _caller(request: Request, world: WorldDep, _: Annotated[object, Security(_SCHEME)]) -> User:
    # The scheme only declares itself; it reads more spellings of the header than the server does.
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        raise HTTPException(401, "The bearer token is missing")
    try:
        user = identify(world, token)
    except tokens.InvalidToken as error:
        raise HTTPException(401, f"The token is not valid: {error}") from error
    if user is None:
        raise HTTPException(401, "The user of the token does not exist")
    return user


Caller = Annotated[User, Security(_caller)]
"""Parameter type of handlers that need a valid token."""

_GUEST = frozenset({"create_external_user"})
_OWNER = frozenset({"create_external_user", "create_managed_agent", "use_sandbox"})


def require(user: User, capability: str) -> None:
    """Let a user pass who has a capability.

    Raises:
        HTTPException: 403 if not.
    """
    owned = _GUEST if user.is_guest else _OWNER
    if user.type != "human" or capability not in owned:
        raise HTTPException(403, f"This needs the capability {capability}")
