"""Agents, environments and skills: by name, of an organization or reserved."""

from __future__ import annotations

import re
from typing import Any, Final

from fastapi import HTTPException
from hai_backend_models import api
from sqlalchemy import Select, or_, select

from fairlead.emulator.hai.auth import Identity
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.store import Named, Revision
from fairlead.emulator.hai.world import Unit

__all__ = [
    "RESERVED",
    "add",
    "add_reserved",
    "check_name",
    "current_revision",
    "find",
    "need",
    "need_own",
    "visible",
    "write_revision",
]

RESERVED: Final = "h/"
"""Prefix of the names that everybody can read and nobody can write."""

_SEGMENT = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME: Final = re.compile(rf"({_SEGMENT}/)?{_SEGMENT}")

_BROWSER: Final = {"id": "h/browser", "kind": "web", "host": "cloud", "start_url": "https://www.bing.com"}
_AGENTS: Final = {
    "h/web-surfer-pro": ("holo3-122b-a10b", "The most capable agent that works in a browser."),
    "h/web-surfer-flash": ("holo3-1-35b-a3b", "A quick agent that works in a browser."),
    "h/web-surfer-holo3-1-35b": ("holo3-1-35b-a3b", "An agent that works in a browser."),
}


def add_reserved(unit: Unit) -> None:
    """The agents and the environment that every organization has."""
    if find(unit, "environment", "", _BROWSER["id"]) is not None:
        return
    add(unit, "environment", "", _BROWSER["id"], dict(_BROWSER))
    for name, (model, description) in _AGENTS.items():
        body: dict[str, Any] = {
            "name": name,
            "description": description,
            "environments": [_BROWSER["id"]],
            "model": model,
        }
        write_revision(unit, add(unit, "agent", "", name, body), None, None)


def visible(kind: str, caller: Identity | None) -> Select[Named]:
    """What a caller can see of one kind."""
    of_caller = "" if caller is None else caller.org_id
    return select(Named).where(Named.kind == kind, or_(Named.org_id == "", Named.org_id == of_caller))


def find(unit: Unit, kind: str, org_id: str, name: str) -> Named | None:
    """A resource that an organization can see."""
    owner = "" if name.startswith(RESERVED) else org_id
    query = select(Named).where(Named.kind == kind, Named.org_id == owner, Named.name == name)
    return unit.db.scalars(query).one_or_none()


def need(unit: Unit, kind: str, org_id: str, name: str) -> Named:
    """A resource that an organization can see.

    Raises:
        HTTPException: 404 if there is none.
    """
    if (found := find(unit, kind, org_id, name)) is None:
        raise HTTPException(404, f"There is no {kind} {name!r}")
    return found


def need_own(unit: Unit, kind: str, org_id: str, name: str) -> Named:
    """A resource that an organization can change.

    Raises:
        HTTPException: 404 if there is none, 403 if it is reserved.
    """
    found = need(unit, kind, org_id, name)
    if found.org_id == "":
        raise HTTPException(403, f"The {kind} {name!r} is reserved and read-only")
    return found


def check_name(kind: str, name: str, field: str = "name") -> None:
    """Let a name pass that follows the rules and is not reserved.

    Raises:
        HTTPException: 403 if it is reserved.
        RequestValidationError: It breaks the rules.
    """
    if name.startswith(RESERVED):
        raise HTTPException(403, f"Names that begin with {RESERVED!r} are reserved, also for a {kind}")
    if not _NAME.fullmatch(name):
        rule = "Lower-case letters, digits and inner hyphens, at most 63; before them one prefix and a slash"
        raise invalid(("body", field), rule, name)


def add(unit: Unit, kind: str, org_id: str, name: str, body: dict[str, Any]) -> Named:
    """Make a resource.

    Raises:
        HTTPException: 409 if the name is taken.
    """
    if find(unit, kind, org_id, name) is not None:
        raise HTTPException(409, f"The {kind} {name!r} exists already")
    made = Named(kind=kind, org_id=org_id, name=name, body=body, created_at=unit.now)
    unit.db.add(made)
    unit.db.flush()
    return made


def current_revision(unit: Unit, agent: Named) -> int:
    """Number of an agent's newest revision."""
    query = select(Revision.revision).where(Revision.agent == agent.number)
    return unit.db.scalars(query.order_by(Revision.revision.desc()).limit(1)).one()


def write_revision(
    unit: Unit,
    agent: Named,
    message: str | None,
    author: str | None,
    *,
    number: int = 1,
    restored_from: int | None = None,
) -> api.AgentRevisionRecord:
    """Keep what an agent is now."""
    revision = Revision(
        agent=agent.number,
        revision=number,
        body=agent.body,
        message=message,
        restored_from=restored_from,
        created_by=author,
        created_at=unit.now,
    )
    unit.db.add(revision)
    unit.db.flush()
    return present_revision(revision)


def present_revision(revision: Revision) -> api.AgentRevisionRecord:
    """A revision as on the wire."""
    return api.AgentRevisionRecord.model_validate(
        {
            "number": revision.revision,
            "created_at": revision.created_at,
            "created_by": revision.created_by,
            "message": revision.message,
            "restored_from": revision.restored_from,
        }
    )
