"""Webhook deliveries: queued with the change they report, sent and retried on the clock, given up at last.

The real server stores webhooks and has the code to send them, but nothing calls it. Here it is called: every
entry of a packet's history is one event.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import httpx2
from sqlalchemy import select
from sqlalchemy.orm import Session

from fairlead._core.signatures import hmac_sha256_hex
from fairlead.emulator._clock import Clock
from fairlead.emulator._ssrf import objection
from fairlead.emulator.handoffrail.metrics import Metrics
from fairlead.emulator.handoffrail.store import Delivery, Packet, Store, Webhook
from fairlead.emulator.handoffrail.times import offset_text

__all__ = ["RETRY_DELAYS", "WEBHOOK_EVENTS", "Courier"]

RETRY_DELAYS: Final = (1, 5, 30, 300, 3_600)
"""Seconds to wait after attempts 1 to 5. The sixth failure is the last."""

WEBHOOK_EVENTS: Final = {
    "created": "packet.created",
    "claimed": "packet.claimed",
    "in_progress": "packet.in_progress",
    "awaiting_human": "packet.awaiting_human",
    "completed": "packet.completed",
    "failed": "packet.failed",
    "expired": "packet.expired",
    "hitl_responded": "hitl.response_ready",
}
"""Entry of a packet's history -> webhook event. A chained packet is `created`; its parent reports nothing."""

_UNSENT = ("pending", "failed")
_TIMEOUT_SECONDS = 10.0
_AT_ONCE = 20
_ERROR_CHARACTERS = 200


class Courier:
    """Sends webhooks.

    Args:
        store: Where deliveries are kept; those that were not finished go on after a restart.
        clock: Times the retries.
        metrics: Counts the attempts.
        allowed_hosts: Local hosts that webhooks may go to.
        retries: Whether failed deliveries are sent again when they are due.
    """

    def __init__(
        self, store: Store, clock: Clock, metrics: Metrics, *, allowed_hosts: Collection[str], retries: bool
    ) -> None:
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._allowed_hosts = frozenset(host.lower() for host in allowed_hosts)
        self._retries = retries
        self._client: httpx2.AsyncClient | None = None
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._followed: dict[str, asyncio.Task[None]] = {}

    async def objection(self, url: str) -> str | None:
        """Why a webhook may not go to `url`; None if it may."""
        return await objection(url, self._allowed_hosts)

    def enqueue(
        self, db: Session, packet: Packet, event_type: str, details: dict[str, Any], now: datetime
    ) -> list[str]:
        """Store one delivery per webhook of the tenant that wants an event.

        Returns:
            Their identifiers, for `follow()` after the commit.
        """
        if (name := WEBHOOK_EVENTS.get(event_type)) is None:
            return []
        hooks = db.scalars(select(Webhook).where(Webhook.tenant_id == packet.tenant_id, Webhook.active))
        payload = {
            "event": name,
            "timestamp": offset_text(now),
            "packet_id": packet.id,
            "status": packet.status,
            "metadata": packet.meta,
            **({"details": details} if details else {}),
        }
        deliveries = [
            Delivery(
                id=str(uuid4()),
                tenant_id=packet.tenant_id,
                webhook_id=hook.id,
                packet_id=packet.id,
                event_type=name,
                payload=json.dumps(payload),
                status="pending",
                attempts=0,
                next_retry_at=None,
                created_at=now,
                updated_at=now,
            )
            for hook in hooks
            if name in hook.events
        ]
        db.add_all(deliveries)
        return [delivery.id for delivery in deliveries]

    def start(self) -> None:
        """Go on with what is unfinished."""
        self._client = httpx2.AsyncClient(timeout=_TIMEOUT_SECONDS, follow_redirects=False, trust_env=False)
        unfinished = _UNSENT if self._retries else ("pending",)
        with self._store.transaction() as db:
            self.follow(db.scalars(select(Delivery.id).where(Delivery.status.in_(unfinished))).all())

    async def stop(self) -> None:
        """Stop sending. What is unfinished stays as it is."""
        tasks = list(self._followed.values())
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def forget(self) -> None:
        """Stop following every delivery, as they are about to be deleted."""
        for task in self._followed.values():
            task.cancel()
        self._followed.clear()

    def follow(self, delivery_ids: Iterable[str]) -> None:
        """See deliveries through in the background, until they are delivered or dead-lettered."""
        for delivery_id in delivery_ids:
            if delivery_id not in self._followed:
                self._followed[delivery_id] = asyncio.create_task(self._see_through(delivery_id))

    async def retry_due(self, limit: int) -> tuple[int, int]:
        """Send up to `limit` failed deliveries that are due and that nobody is about to send.

        Returns:
            How many were delivered, and how many failed again.
        """
        with self._store.transaction() as db:
            query = (
                select(Delivery.id)
                .where(Delivery.status.in_(_UNSENT), Delivery.next_retry_at <= self._clock.now())
                .order_by(Delivery.seq)
            )
            due = [found for found in db.scalars(query) if found not in self._followed][:limit]
        outcomes = [await self._attempt(delivery_id) for delivery_id in due]
        return outcomes.count("delivered"), outcomes.count("failed") + outcomes.count("dead_letter")

    async def replay(self, delivery_id: str, tenant_id: str) -> bool:
        """Send a dead-lettered delivery again, as if for the first time.

        Returns:
            Whether it was delivered. If not, it was not to be replayed at all, or it failed again.
        """
        with self._store.transaction() as db:
            delivery = _find(db, delivery_id)
            if delivery is None or delivery.tenant_id != tenant_id or delivery.status != "dead_letter":
                return False
            if (hook := _hook(db, delivery)) is None or not hook.active:
                return False
            delivery.status = "pending"
            delivery.attempts = 0
        outcome = await self._attempt(delivery_id)
        if outcome == "failed" and self._retries:
            self.follow([delivery_id])
        return outcome == "delivered"

    async def _see_through(self, delivery_id: str) -> None:
        try:
            while (pause := self._pause(delivery_id)) is not None:
                if pause > 0:
                    await self._clock.sleep(pause)
                elif await self._attempt(delivery_id) != "failed" or not self._retries:
                    return
        finally:
            self._followed.pop(delivery_id, None)

    def _pause(self, delivery_id: str) -> float | None:
        """Seconds until the next attempt; None if there is to be none."""
        with self._store.transaction() as db:
            delivery = _find(db, delivery_id)
            if delivery is None or delivery.status not in _UNSENT:
                return None
            if delivery.next_retry_at is None:
                return 0.0
            return (delivery.next_retry_at - self._clock.now()).total_seconds()

    async def _attempt(self, delivery_id: str) -> str:
        """Send a delivery once, and return its new status."""
        with self._store.transaction() as db:
            delivery = _find(db, delivery_id)
            hook = _hook(db, delivery) if delivery is not None else None
            if delivery is None:
                return "dead_letter"
            if hook is None or not hook.active:
                delivery.status = "dead_letter"
                delivery.last_error = "The webhook does not exist or is not active any more"
                delivery.next_retry_at = None
                delivery.updated_at = self._clock.now()
                return "dead_letter"
        async with self._slots:
            with self._clock.busy():
                code, error = await self._post(hook, delivery)
        return self._settle(delivery, code, error)

    async def _post(self, hook: Webhook, delivery: Delivery) -> tuple[int | None, str | None]:
        """POST a delivery; the status it was answered with, and what was wrong."""
        if (reason := await self.objection(hook.url)) is not None:
            return None, reason
        assert self._client is not None, "the courier is not running"
        body = delivery.payload.encode()
        headers = {
            "Content-Type": "application/json",
            "X-HR-Event": delivery.event_type,
            "X-HR-Delivery-ID": delivery.id,
            "X-HR-Signature": hmac_sha256_hex(hook.secret, body),
        }
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                answer = await self._client.post(hook.url, content=body, headers=headers)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            return None, str(error) or type(error).__name__
        if answer.is_success:
            return answer.status_code, None
        return answer.status_code, f"HTTP {answer.status_code}: {answer.text[:_ERROR_CHARACTERS]}"

    def _settle(self, sent: Delivery, code: int | None, error: str | None) -> str:
        now = self._clock.now()
        self._metrics.count(
            "webhook_deliveries",
            webhook_id=sent.webhook_id,
            event_type=sent.event_type,
            result="success" if error is None else "failed",
        )
        with self._store.transaction() as db:
            delivery = _find(db, sent.id)
            if delivery is None:  # the emulator was reset meanwhile
                return "dead_letter"
            delivery.attempts += 1
            delivery.last_status_code = code
            delivery.last_error = error
            delivery.updated_at = now
            delivery.next_retry_at = None
            if error is None:
                delivery.status = "delivered"
                delivery.delivered_at = now
            elif delivery.attempts > len(RETRY_DELAYS):
                delivery.status = "dead_letter"
            else:
                delivery.status = "failed"
                delivery.next_retry_at = now + timedelta(seconds=RETRY_DELAYS[delivery.attempts - 1])
            return delivery.status


def _find(db: Session, delivery_id: str) -> Delivery | None:
    return db.scalars(select(Delivery).where(Delivery.id == delivery_id)).one_or_none()


def _hook(db: Session, delivery: Delivery) -> Webhook | None:
    return db.scalars(select(Webhook).where(Webhook.id == delivery.webhook_id)).one_or_none()
