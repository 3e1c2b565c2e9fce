"""Users: making them, and how others see them."""

from __future__ import annotations

import secrets
import string
from typing import Final
from uuid import uuid4

from mycel_backend_models import api
from sqlalchemy import func, select

from fairlead.emulator.mycel.store import Agent, Contact, InviteCode, Recipe, User
from fairlead.emulator.mycel.world import Unit

__all__ = [
    "STARTERS",
    "add_agent",
    "add_external",
    "add_guest",
    "add_invite_code",
    "add_owner",
    "as_member",
    "as_owner",
    "first_agent",
]

STARTERS: Final = ("Toad", "Morel")
"""The agents that a new owner is given."""

_LETTERS: Final = string.ascii_letters + string.digits
_CODE_LETTERS: Final = string.ascii_uppercase + string.digits


def add_owner(unit: Unit, *, user_id: str, email: str, password: str) -> User:
    """A registered human with starter agents and default sandbox templates.

    Args:
        unit: The transaction.
        user_id: Identifier.
        email: Address; its local part becomes the name.
        password: Digest of the password.
    """
    last = unit.db.scalars(select(func.max(User.mycel_id))).one()
    owner = User(
        id=user_id,
        name=email.partition("@")[0],
        type="human",
        email=email,
        mycel_id=(last or 0) + 1,
        password=password,
    )
    unit.db.add(owner)
    for name in STARTERS:
        add_agent(unit, owner, name, status="active")
    for provider in unit.world.settings.sandboxes:
        unit.db.add(Recipe(id=f"{provider}:default", owner_id=owner.id, provider=provider))
    return owner


def add_guest(unit: Unit, name: str) -> User:
    """A human without registration, who may create external users and nothing else."""
    guest = User(id=f"guest-{uuid4()}", name=name, type="human", is_guest=True)
    unit.db.add(guest)
    return guest


def add_external(unit: Unit, creator: User, user_id: str, name: str) -> User:
    """An external user, as an agent outside the server has it."""
    user = User(id=user_id, name=name, type="external", owner_id=creator.id)
    unit.db.add(user)
    return user


def add_agent(
    unit: Unit, owner: User, name: str, *, description: str = "", status: str = "draft"
) -> tuple[User, Agent]:
    """A managed agent, in contact with its owner."""
    user = User(id=f"m_{_random(12)}", name=name, type="agent", owner_id=owner.id)
    agent = Agent(user_id=user.id, config_id=f"cfg_{_random(12)}", description=description, status=status)
    unit.db.add(user)
    unit.db.flush()
    contacts = [Contact(user_id=owner.id, other_id=user.id), Contact(user_id=user.id, other_id=owner.id)]
    unit.db.add_all([agent, *contacts])
    return user, agent


def add_invite_code(unit: Unit, code: str | None = None, *, seconds: float | None = None) -> str:
    """A code that registers one owner.

    Args:
        unit: The transaction.
        code: The code. Default: ten random letters and digits.
        seconds: How long it can be used. Default: for ever.
    """
    code = code or "".join(secrets.choice(_CODE_LETTERS) for _ in range(10))
    unit.db.add(InviteCode(code=code, expires_at=None if seconds is None else unit.now + seconds))
    return code


def first_agent(unit: Unit, owner: User) -> api.AgentRef | None:
    """The first agent of an owner."""
    query = select(User).where(User.owner_id == owner.id, User.type == "agent").order_by(User.number)
    agent = unit.db.scalars(query).first()
    if agent is None:
        return None
    return api.AgentRef(id=agent.id, name=agent.name, type=api.UserType.agent, avatar=agent.avatar)


def as_owner(user: User) -> api.Owner:
    """An owner, as shown to that owner."""
    return api.Owner(id=user.id, name=user.name, mycel_id=user.mycel_id, email=user.email, avatar=user.avatar)


def as_member(user: User) -> api.Member:
    """A user, as others see it."""
    return api.Member(id=user.id, name=user.name, type=api.UserType(user.type), avatar_url=user.avatar)


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
