"""Rules for agents and environments that their models do not state, and what names inside them mean."""

from __future__ import annotations

import re
from typing import Any, Final, cast

from fastapi import HTTPException
from sqlalchemy import select

from fairlead.emulator.hai import catalog
from fairlead.emulator.hai.errors import Problem, invalid
from fairlead.emulator.hai.store import Revision
from fairlead.emulator.hai.world import Unit

__all__ = ["check_agent", "check_environment", "expand", "masked", "registered"]

Json = dict[str, Any]
Place = tuple[str | int, ...]

_TOOL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_environment(environment: Json, place: Place) -> None:
    """Let an environment pass whose fields go together.

    Raises:
        RequestValidationError: They do not.
    """
    has_profile = environment.get("browser_profile_id") is not None
    takes_default = environment.get("use_default_browser_profile", False)
    if has_profile and takes_default:
        raise invalid((*place, "use_default_browser_profile"), "Excludes browser_profile_id", True)
    if environment.get("persist_browser_profile") and not (has_profile or takes_default):
        raise invalid((*place, "persist_browser_profile"), "There is no profile to persist", True)
    network: Json = environment.get("network") or {}
    if network.get("proxy_url") is not None and network.get("managed_proxy") is not None:
        raise invalid((*place, "network"), "proxy_url and managed_proxy exclude each other")
    if (storage := environment.get("storage")) is not None:
        chosen = [value for value in cast("Json", storage).values() if value]
        if len(chosen) != 1:
            raise invalid((*place, "storage"), "Exactly one of its fields must be set", storage)


def check_agent(agent: Json, place: Place) -> None:
    """Let an agent pass that can do something, in environments of different kinds, with well-named tools.

    Raises:
        RequestValidationError: It is not so.
    """
    environments: list[Any] = agent.get("environments", [])
    specs = [cast("Json", environment) for environment in environments if isinstance(environment, dict)]
    kinds = [spec["kind"] for spec in specs]
    if len(kinds) > len(set(kinds)):
        raise invalid((*place, "environments"), "At most one environment of each kind", kinds)
    for index, environment in enumerate(environments):
        if isinstance(environment, dict):
            check_environment(cast("Json", environment), (*place, "environments", index))
    if not (environments or agent.get("tools") or agent.get("subagents")):
        raise invalid(
            (*place, "environments"), "An agent needs environments, tools or subagents", environments
        )
    tools: list[Json] = agent.get("tools") or []
    for index, tool in enumerate(tools):
        if not _TOOL.fullmatch(tool["name"]):
            message = "Letters, digits and underscores, not beginning with a digit"
            raise invalid((*place, "tools", index, "name"), message, tool["name"])
    subagents: list[Any] = agent.get("subagents") or []
    for index, subagent in enumerate(subagents):
        if isinstance(subagent, dict):
            check_agent(cast("Json", subagent), (*place, "subagents", index))


def registered(unit: Unit, org_id: str, reference: str) -> tuple[Json, str, int]:
    """The agent that a name, or `name:revision`, stands for; its name and its revision.

    Raises:
        HTTPException: 404 if there is none.
    """
    name, _, pinned = reference.partition(":")
    agent = catalog.need(unit, "agent", org_id, name)
    current = catalog.current_revision(unit, agent)
    if not pinned:
        return agent.body, name, current
    query = select(Revision).where(Revision.agent == agent.number)
    for revision in unit.db.scalars(query):
        if str(revision.revision) == pinned:
            return revision.body, name, revision.revision
    raise HTTPException(404, f"The agent {name!r} has no revision {pinned}")


def expand(unit: Unit, org_id: str, agent: Json, above: frozenset[str] = frozenset()) -> Json:
    """An agent in which names are replaced by what they stand for, except that of an agent above it.

    Raises:
        HTTPException: 404 if a name stands for nothing.
        Problem: 403 if an environment is not open to callers.
    """
    inside = above | {agent["name"]}
    expanded = dict(agent)
    expanded["environments"] = [
        _expand_name(unit, "environment", org_id, environment)
        for environment in agent.get("environments", ())
    ]
    for environment in expanded["environments"]:
        if environment["kind"] in unit.world.settings.closed_environments:
            message = f"The environment {environment['id']!r} is not open to the caller"
            detail = {"type": "environment_not_public", "message": message, "environment": environment["id"]}
            raise Problem(403, {"detail": [detail]})
    if agent.get("skills"):
        expanded["skills"] = [_expand_name(unit, "skill", org_id, skill) for skill in agent["skills"]]
    if agent.get("subagents"):
        expanded["subagents"] = [
            _expand_subagent(unit, org_id, subagent, inside) for subagent in agent["subagents"]
        ]
    return expanded


def masked(request: Json) -> Json:
    """A session's request without the secrets of its environments."""
    return {**request, "agent": _mask(request["agent"])}


def _expand_name(unit: Unit, kind: str, org_id: str, value: Any) -> Any:
    return catalog.need(unit, kind, org_id, value).body if isinstance(value, str) else value


def _expand_subagent(unit: Unit, org_id: str, subagent: Any, above: frozenset[str]) -> Any:
    if isinstance(subagent, str):
        if subagent.partition(":")[0] in above:
            return subagent
        subagent = registered(unit, org_id, subagent)[0]
    return expand(unit, org_id, subagent, above)


def _mask(value: Any, name: str = "") -> Any:
    if name == "proxy_url" and isinstance(value, str):
        return "***"
    if name in ("headers", "env") and isinstance(value, dict):
        return dict.fromkeys(cast("Json", value), "***")
    if name == "args" and isinstance(value, list):
        return ["***"] * len(cast("list[Any]", value))
    if isinstance(value, dict):
        # What tools and answers look like is the caller's own, and no secret.
        return {
            key: part if key in ("tools", "answer_format") else _mask(part, key)
            for key, part in cast("Json", value).items()
        }
    if isinstance(value, list):
        return [_mask(part) for part in cast("list[Any]", value)]
    return value
