"""Making runtime threads for managed agents. Nothing runs in their sandboxes: there are none."""

from __future__ import annotations

from uuid import uuid4

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import func, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel.auth import Caller, require
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.errors import Problem
from fairlead.emulator.mycel.settings import Sandbox
from fairlead.emulator.mycel.store import Agent, Recipe, SandboxLease, Thread, User
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/threads", tags=["threads"], route_class=JsonRoute)

_REFUSED = api.SandboxProviderProblem | api.SandboxCapabilityProblem | api.ErrorDetail


@router.post("", responses=answers(400, 403, 409, 422, model_400=_REFUSED, model_409=api.SandboxQuotaProblem))
async def create_thread(body: api.CreateThreadBody, caller: Caller, world: WorldDep) -> api.Thread:
    """Make a thread; an agent's first is its main one, which messages wake."""
    require(caller, "use_sandbox")
    provider = world.settings.sandboxes.get(body.sandbox)
    if provider is None:
        raise Problem(400, {"error": "sandbox_provider_unavailable", "provider": body.sandbox})
    _check_mounts(body, provider)
    with world.unit() as unit:
        if body.existing_sandbox_id is None:
            _check_quota(unit, caller, body.sandbox, provider.quota)
        user, agent = _own_agent(unit, caller, body.agent_user_id)
        # Committed by itself: a thread that fails below uses up its number.
        agent.threads += 1
        number = agent.threads
    with world.unit() as unit:
        sandbox_id = _sandbox(unit, caller, body)
        siblings = unit.db.scalars(select(func.count(Thread.number)).where(Thread.agent_id == user.id)).one()
        thread = Thread(
            id=f"{user.id}-{number}",
            agent_id=user.id,
            sandbox_id=sandbox_id,
            branch_index=siblings,
            is_main=not siblings,
            options=body.model_dump(mode="json", include={"cwd", "model", "agent", "bind_mounts"}),
        )
        unit.db.add(thread)
    return api.Thread(
        thread_id=thread.id,
        sandbox=body.sandbox,
        agent_user_id=user.id,
        agent_name=user.name,
        branch_index=thread.branch_index,
        sidebar_label=None,
        avatar_url=user.avatar,
        is_main=thread.is_main,
    )


def _check_mounts(body: api.CreateThreadBody, provider: Sandbox) -> None:
    """Refuse mounts that the provider cannot make.

    Raises:
        Problem: 400.
    """
    modes = {"mount": provider.supports_mount, "copy": provider.supports_copy}
    for mount in body.bind_mounts:
        if modes[mount.mode] and (provider.supports_read_only or not mount.read_only):
            continue
        capability = {
            "supports_mount": provider.supports_mount,
            "supports_copy": provider.supports_copy,
            "supports_read_only": provider.supports_read_only,
            "mode_handlers": modes,
            "supports_managed_volume": provider.supports_managed_volume,
        }
        requested = {"mode": mount.mode.value, "read_only": mount.read_only}
        error = {"error": "sandbox_capability_mismatch", "provider": body.sandbox}
        raise Problem(400, {**error, "requested": requested, "capability": capability})


def _check_quota(unit: Unit, caller: User, provider: str, quota: int) -> None:
    """Refuse one sandbox too many.

    Raises:
        Problem: 409.
    """
    mine = select(func.count(SandboxLease.number)).where(
        SandboxLease.owner_id == caller.id, SandboxLease.provider == provider
    )
    used = unit.db.scalars(mine).one()
    if used >= quota:
        message = f"The quota of {quota} {provider} sandboxes is used up"
        resource = {"provider": provider, "used": used, "limit": quota}
        raise Problem(409, {"error": "sandbox_quota_exceeded", "message": message, "resource": resource})


def _own_agent(unit: Unit, caller: User, user_id: str) -> tuple[User, Agent]:
    query = select(User, Agent).join(Agent, Agent.user_id == User.id)
    pair = unit.db.execute(query.where(User.id == user_id, User.owner_id == caller.id)).first()
    if pair is None:
        raise HTTPException(403, "The agent is not the caller's")
    return pair


def _sandbox(unit: Unit, caller: User, body: api.CreateThreadBody) -> str:
    """The sandbox to use: one there is, or a new one made by its template."""
    if body.existing_sandbox_id is not None:
        mine = select(SandboxLease).where(
            SandboxLease.id == body.existing_sandbox_id, SandboxLease.owner_id == caller.id
        )
        if unit.db.scalars(mine).one_or_none() is None:
            raise HTTPException(403, "The sandbox is not the caller's")
    template = body.sandbox_template_id or f"{body.sandbox}:default"
    recipe = select(Recipe).where(Recipe.id == template, Recipe.owner_id == caller.id)
    found = unit.db.scalars(recipe).one_or_none()
    if ":" not in template:
        raise HTTPException(400, "The sandbox template id is malformed")
    if found is None:
        raise HTTPException(400, "The sandbox template does not exist")
    if found.provider != body.sandbox:
        raise HTTPException(400, f"The sandbox template is for {found.provider}")
    if body.existing_sandbox_id is not None:
        return body.existing_sandbox_id
    lease = SandboxLease(id=str(uuid4()), owner_id=caller.id, provider=body.sandbox)
    unit.db.add(lease)
    return lease.id
