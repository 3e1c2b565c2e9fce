"""Operations on webhooks."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID, uuid4

from fastapi import APIRouter, HTTPException
from hai_backend_models import api
from sqlalchemy import func, select

from fairlead.emulator.hai.auth import Caller, Identity
from fairlead.emulator.hai.courier import EVENT_TYPES, new_secret, objection
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import Page, Size, SortByCreation, WebhookId
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.store import Webhook
from fairlead.emulator.hai.world import Unit, WorldDep, moment

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/webhooks", tags=["webhooks"], route_class=HaiRoute)

_MAX_WEBHOOKS = 10


@router.post("", status_code=201, responses=answers(400))
async def create_webhook(body: api.CreateWebhook, caller: Caller, world: WorldDep) -> api.WebhookWithSecret:
    """Register a webhook."""
    _check_events(body.enabled_events)
    await _check_url(body.url, world.settings.webhook_hosts)
    with world.unit() as unit:
        count = select(func.count()).where(Webhook.org_id == caller.org_id)
        if (unit.db.scalar(count) or 0) >= _MAX_WEBHOOKS:
            raise HTTPException(400, f"An organization has at most {_MAX_WEBHOOKS} webhooks")
        hook = Webhook(
            id=str(uuid4()),
            org_id=caller.org_id,
            url=body.url,
            enabled_events=body.enabled_events,
            description=body.description,
            secret=new_secret(),
            disabled=False,
            consecutive_failures=0,
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(hook)
    return _with_secret(hook)


@router.get("", responses=answers())
async def list_webhooks(
    caller: Caller,
    world: WorldDep,
    page: Page = 1,
    size: Size = 10,
    sort: SortByCreation = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.PageWebhookRecord:
    """List webhooks."""
    query = select(Webhook).where(Webhook.org_id == caller.org_id)
    query = ordered(query, sort, Webhook.number, created_at=Webhook.created_at)
    with world.unit() as unit:
        rows, total = page_of(unit.db, query, page=page, size=size)
    return api.PageWebhookRecord(items=[_present(hook) for hook in rows], total=total, page=page)


@router.get("/events", responses=answers())
async def list_webhook_events(caller: Caller) -> list[api.WebhookEventTypeDefinition]:  # noqa: ARG001
    """List event types."""
    return [
        api.WebhookEventTypeDefinition(type=name, description=description)
        for name, description in EVENT_TYPES.items()
    ]


@router.get("/{webhook_id}", responses=answers(404))
async def get_webhook(webhook_id: WebhookId, caller: Caller, world: WorldDep) -> api.WebhookRecord:
    """Get a webhook."""
    with world.unit() as unit:
        return _present(_need(unit, webhook_id, caller))


@router.patch("/{webhook_id}", responses=answers(404))
async def update_webhook(
    webhook_id: WebhookId, body: api.UpdateWebhook, caller: Caller, world: WorldDep
) -> api.WebhookRecord:
    """Change a webhook. Enabling it forgets its failures."""
    if body.enabled_events is not None:
        _check_events(body.enabled_events)
    if body.url is not None:
        await _check_url(body.url, world.settings.webhook_hosts)
    with world.unit() as unit:
        hook = _need(unit, webhook_id, caller)
        for name in ("url", "enabled_events", "disabled"):
            if (value := getattr(body, name)) is not None:
                setattr(hook, name, value)
        if "description" in body.model_fields_set:
            hook.description = body.description
        if body.disabled is False:
            hook.consecutive_failures = 0
        hook.updated_at = unit.now
        return _present(hook)


@router.delete("/{webhook_id}", status_code=204, responses=answers(404))
async def delete_webhook(webhook_id: WebhookId, caller: Caller, world: WorldDep) -> None:
    """Delete a webhook."""
    with world.unit() as unit:
        unit.db.delete(_need(unit, webhook_id, caller))


@router.post("/{webhook_id}/rotate", responses=answers(404))
async def rotate_webhook_secret(
    webhook_id: WebhookId, caller: Caller, world: WorldDep
) -> api.WebhookWithSecret:
    """Replace a webhook's secret."""
    with world.unit() as unit:
        hook = _need(unit, webhook_id, caller)
        hook.secret = new_secret()
        hook.updated_at = unit.now
        return _with_secret(hook)


@router.post("/{webhook_id}/ping", responses=answers(404))
async def ping_webhook(webhook_id: WebhookId, caller: Caller, world: WorldDep) -> api.WebhookPingResult:
    """Send a test event. The status is 0 if nobody answered."""
    with world.unit() as unit:
        hook = _need(unit, webhook_id, caller)
    return api.WebhookPingResult(response_status=await world.courier.ping(hook))


def _check_events(enabled: list[str]) -> None:
    if not enabled:
        raise invalid(("body", "enabled_events"), "At least one event type", enabled)
    for index, name in enumerate(enabled):
        if name != "*" and name not in EVENT_TYPES:
            raise invalid(("body", "enabled_events", index), "There is no such event type", name)


async def _check_url(url: str, allowed_hosts: Collection[str]) -> None:
    if (reason := await objection(url, allowed_hosts)) is not None:
        raise invalid(("body", "url"), f"Webhooks cannot go there: {reason}", url)


def _need(unit: Unit, webhook_id: UUID, caller: Identity) -> Webhook:
    query = select(Webhook).where(Webhook.id == str(webhook_id), Webhook.org_id == caller.org_id)
    if (hook := unit.db.scalars(query).one_or_none()) is None:
        raise HTTPException(404, f"There is no webhook {webhook_id}")
    return hook


def _present(hook: Webhook) -> api.WebhookRecord:
    last, success = hook.last_delivery_at, hook.last_success_at
    return api.WebhookRecord(
        id=UUID(hook.id),
        url=hook.url,
        enabled_events=hook.enabled_events,
        description=hook.description,
        disabled=hook.disabled,
        last_delivery_status=hook.last_delivery_status,
        last_delivery_error=hook.last_delivery_error,
        last_delivery_at=None if last is None else moment(last),
        last_success_at=None if success is None else moment(success),
        consecutive_failures=hook.consecutive_failures,
        created_at=moment(hook.created_at),
        updated_at=moment(hook.updated_at),
    )


def _with_secret(hook: Webhook) -> api.WebhookWithSecret:
    return api.WebhookWithSecret(**dict(_present(hook)), secret=hook.secret)
