"""Who is calling."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Security
from fastapi.security import HTTPBearer

from fairlead.emulator.happy.errors import Problem
from fairlead.emulator.happy.tokens import InvalidToken
from fairlead.emulator.happy.world import World, WorldDep

__all__ = ["Caller"]

_SCHEME = HTTPBearer(
    scheme_name="Bearer",
    description="Token of an account. The word `Bearer` must be spelled like this.",
    auto_error=False,
)


class Identity:
    """The sender of a request. Its token is looked at when `id` is read: after validation, as it must be."""

    def __init__(self, world: World, header: str) -> None:
        self._world = world
        self._header = header

    @property
    def id(self) -> str:
        """The account.

        Raises:
            Problem: 401: the token is missing or not valid.
        """
        scheme, _, token = self._header.partition(" ")
        if scheme != "Bearer":
            raise Problem(401, "Missing authorization header")
        try:
            return self._world.signer.subject(token)
        except InvalidToken as error:
            raise Problem(401, "Invalid token") from error


async def _caller(request: Request, world: WorldDep, _: Annotated[object, Security(_SCHEME)]) -> Identity:
    # The scheme only declares itself; it reads more spellings of the header than the server does.
    return Identity(world, request.headers.get("Authorization", ""))


Caller = Annotated[Identity, Security(_caller)]
"""Parameter type of handlers that need a token. Each of them must read its `id`."""
