"""Operations on webhooks and their deliveries."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Path, Query
from handoffrail_backend_models import api
from pydantic import AfterValidator
from sqlalchemy import select
from sqlalchemy.orm import Session

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.errors import invalid, not_found
from fairlead.emulator.handoffrail.inputs import Limit, Offset, check_int64
from fairlead.emulator.handoffrail.store import Delivery, Webhook
from fairlead.emulator.handoffrail.times import naive, naive_or_none
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["router"]

_RETRY_ALL_LIMIT = 100

router: APIRouter = APIRouter(prefix="/api/v1/hooks", tags=["webhooks"], route_class=JsonRoute)

WebhookId = Annotated[str, Path(description="Identifier of the webhook.")]
DeliveryId = Annotated[str, Path(description="Identifier of the dead-lettered delivery.")]
_INT64 = {"format": "int64"}
AnyLimit = Annotated[
    int,
    Query(description="Page size; its range is not checked.", json_schema_extra=_INT64),
    AfterValidator(check_int64),
]
AnyOffset = Annotated[
    int,
    Query(description="Number of entries to skip; its range is not checked.", json_schema_extra=_INT64),
    AfterValidator(check_int64),
]


@router.post("", status_code=201, responses=answers(201, 413, 422))
async def register_webhook(body: api.WebhookCreate, caller: Caller, world: WorldDep) -> api.WebhookResponse:
    """Register a webhook."""
    if (reason := await world.courier.objection(body.url)) is not None:
        raise invalid(("body", "url"), f"webhook URL refused: {reason}", body.url)
    with world.unit() as unit:
        hook = Webhook(
            id=str(uuid4()),
            tenant_id=caller.tenant_id,
            url=body.url,
            events=[name.value for name in body.events],
            secret=body.secret,
            active=True,
            created_at=unit.now,
        )
        unit.db.add(hook)
    return _present(hook)


@router.get("", responses=answers(200))
async def list_webhooks(caller: Caller, world: WorldDep) -> list[api.WebhookResponse]:
    """List the tenant's webhooks in order of registration, including deleted ones."""
    with world.store.transaction() as db:
        query = select(Webhook).where(Webhook.tenant_id == caller.tenant_id).order_by(Webhook.seq)
        return [_present(hook) for hook in db.scalars(query)]


@router.delete("/{webhook_id}", status_code=204, responses=answers(204, 404, 409))
async def delete_webhook(webhook_id: WebhookId, caller: Caller, world: WorldDep) -> None:
    """Switch a webhook off. It stays listed."""
    with world.store.transaction() as db:
        hook = _find(db, caller.tenant_id, webhook_id)
        if not hook.active:
            raise HTTPException(409, f"Webhook {webhook_id} is already inactive")
        hook.active = False


@router.get("/{webhook_id}/deliveries", responses=answers(200, 404, 422))
async def list_webhook_deliveries(
    webhook_id: WebhookId,
    caller: Caller,
    world: WorldDep,
    status: Annotated[
        str | None, Query(description="One delivery status. An unknown one matches nothing.")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> list[api.WebhookDelivery]:
    """List the deliveries of a webhook, newest first."""
    with world.store.transaction() as db:
        hook = _find(db, caller.tenant_id, webhook_id)
        query = select(Delivery).where(Delivery.webhook_id == hook.id)
        if status:
            query = query.where(Delivery.status == status)
        found = db.scalars(query.order_by(Delivery.seq.desc()).limit(limit).offset(offset))
        return [_present_delivery(delivery) for delivery in found]


@router.get("/dlq", responses=answers(200, 422))
async def list_dead_letters(
    caller: Caller, world: WorldDep, limit: AnyLimit = 50, offset: AnyOffset = 0
) -> list[api.DeadLetter]:
    """List the tenant's dead-lettered deliveries, newest first."""
    with world.store.transaction() as db:
        query = select(Delivery).where(
            Delivery.tenant_id == caller.tenant_id, Delivery.status == "dead_letter"
        )
        found = db.scalars(query.order_by(Delivery.seq.desc()).limit(limit).offset(offset))
        return [_present_dead_letter(delivery) for delivery in found]


@router.post("/dlq/{delivery_id}/replay", responses=answers(200, 404))
async def replay_dead_letter(delivery_id: DeliveryId, caller: Caller, world: WorldDep) -> api.ReplayResult:
    """Send a dead-lettered delivery again. If that fails, too, the answer is 404."""
    if not await world.courier.replay(delivery_id, caller.tenant_id):
        raise HTTPException(
            404,
            f"Dead letter {delivery_id} not found, or its webhook is inactive, or it could not be delivered",
        )
    return api.ReplayResult(delivery_id=delivery_id, replayed=True)


@router.post("/dlq/retry-all", responses=answers(200))
async def retry_dead_letters(_caller: Caller, world: WorldDep) -> api.RetryAllResult:
    """Retry failed deliveries that are due, of all tenants, and that are not about to be retried anyway."""
    succeeded, failed = await world.courier.retry_due(_RETRY_ALL_LIMIT)
    return api.RetryAllResult(retried=succeeded + failed, succeeded=succeeded, failed=failed)


def _find(db: Session, tenant_id: str, webhook_id: str) -> Webhook:
    query = select(Webhook).where(Webhook.id == webhook_id, Webhook.tenant_id == tenant_id)
    if (hook := db.scalars(query).one_or_none()) is None:
        raise not_found("Webhook", webhook_id)
    return hook


def _present(hook: Webhook) -> api.WebhookResponse:
    return api.WebhookResponse(
        id=hook.id,
        url=hook.url,
        events=[api.WebhookEventType(name) for name in hook.events],
        tenant_id=hook.tenant_id,
        active=hook.active,
        created_at=naive(hook.created_at),
    )


def _present_delivery(delivery: Delivery) -> api.WebhookDelivery:
    return api.WebhookDelivery(
        id=delivery.id,
        webhook_id=delivery.webhook_id,
        packet_id=delivery.packet_id,
        event_type=api.WebhookEventType(delivery.event_type),
        status=api.DeliveryStatus(delivery.status),
        attempts=delivery.attempts,
        last_error=delivery.last_error,
        last_status_code=delivery.last_status_code,
        next_retry_at=naive_or_none(delivery.next_retry_at),
        delivered_at=naive_or_none(delivery.delivered_at),
        created_at=naive(delivery.created_at),
        updated_at=naive(delivery.updated_at),
    )


def _present_dead_letter(delivery: Delivery) -> api.DeadLetter:
    return api.DeadLetter(
        id=delivery.id,
        webhook_id=delivery.webhook_id,
        packet_id=delivery.packet_id,
        event_type=api.WebhookEventType(delivery.event_type),
        attempts=delivery.attempts,
        last_error=delivery.last_error,
        last_status_code=delivery.last_status_code,
        created_at=naive(delivery.created_at),
        updated_at=naive(delivery.updated_at),
    )
