"""Owners, guests, external agents, and the tokens that stand for them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from fairlead._core.models import MappingModel, Model
from fairlead.mycel.models.enums import UserType


class OtpSent(MappingModel):
    """A one-time code is on its way."""

    ok: bool


class VerifiedOtp(MappingModel):
    """The one-time code was right. The token is left out of the repr."""

    temp_token: str = Field(repr=False)


class Owner(MappingModel):
    """A registered owner. One can log in with `email` or with `mycel_id`."""

    id: str
    name: str
    mycel_id: int | None = None
    email: str | None = None
    avatar: str | None = None


class AgentRef(MappingModel):
    """A managed agent, in short."""

    id: str
    name: str
    type: UserType = UserType.agent
    avatar: str | None = None


class Session(MappingModel):
    """An owner's token, which is left out of the repr, and whose it is.

    Attributes:
        token: The bearer token. It expires after about an hour, and cannot be refreshed.
        user: The owner.
        agent: The owner's first agent, if any.
    """

    token: str = Field(repr=False)
    user: Owner
    agent: AgentRef | None = None


class GuestUser(MappingModel):
    """An owner who did not register."""

    id: str
    name: str
    type: UserType = UserType.human
    is_guest: bool = True
    email: str | None = None
    mycel_id: int | None = None
    avatar: str | None = None


class GuestSession(MappingModel):
    """A guest's token, which does not expire and is left out of the repr, and the guest."""

    token: str = Field(repr=False)
    user: GuestUser


class ExternalUser(MappingModel):
    """The identity of an agent that runs elsewhere."""

    id: str
    name: str
    type: UserType = UserType.external
    created_by_user_id: str


class ExternalIdentity(MappingModel):
    """An external agent's token, which is shown this once, and its identity.

    The token does not expire and cannot be revoked, so store it well. It is left out of the repr.
    """

    token: str = Field(repr=False)
    user: ExternalUser


class Me(MappingModel):
    """Whose the token is."""

    id: str
    name: str
    type: UserType
    email: str | None = None
    mycel_id: int | None = None
    is_guest: bool = False
    avatar: str | None = None


class Capabilities(MappingModel):
    """What a backend can do, told by its routes."""

    guest_auth: bool
    external_users: bool
    chat_messages: bool
    runtime_inbox: bool


class BackendInfo(MappingModel):
    """What a backend says about itself.

    Attributes:
        base_url: Where it is.
        openapi: Version of OpenAPI that its document is written in.
        title: Its name.
        version: Its version.
        capabilities: What it can do.
    """

    base_url: str
    openapi: str | None = None
    title: str | None = None
    version: str | None = None
    capabilities: Capabilities


class OpenApiDocument(Model):
    """What is read of the document that a backend describes itself with."""

    openapi: str | None = None
    info: dict[str, Any]
    paths: dict[str, Any]
