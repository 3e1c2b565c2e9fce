"""Delivery of webhooks: once each, signed, with a record of how it went."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
from sqlalchemy import select

from fairlead.emulator import _ssrf
from fairlead.emulator.hai.store import Webhook

if TYPE_CHECKING:
    from fairlead.emulator.hai.world import World

__all__ = ["EVENT_TYPES", "PING", "Courier", "new_secret", "objection"]

ANY_STATUS: Final = "session.status_updated"
PING: Final = "webhook.ping"
EVENT_TYPES: Final = {
    ANY_STATUS: "The status of a session changed.",
    **{
        f"session.{status}": f"A session became {status.replace('_', ' ')}."
        for status in (
            "queued",
            "pending",
            "running",
            "paused",
            "idle",
            "awaiting_tool_results",
            "completed",
            "failed",
            "timed_out",
            "interrupted",
        )
    },
}
"""What webhooks can subscribe to. `*` is the first; the others must be listed by name."""

_TIMEOUT_SECONDS: Final = 10.0
_AT_ONCE: Final = 20


def new_secret() -> str:
    """A secret to sign with."""
    return f"whsec_{secrets.token_urlsafe(32)}"


async def objection(url: str, allowed_hosts: Collection[str]) -> str | None:
    """Why a webhook may not go to `url`; None if it may."""
    if (reason := await _ssrf.objection(url, allowed_hosts)) is not None:
        return reason
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.hostname or "") not in allowed_hosts:
        return "the URL must start with https://"
    return None


class Courier:
    """Sends webhooks. What is under way when the emulator stops is lost, as delivery is at most once.

    Args:
        world: The server.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._client: httpx2.AsyncClient | None = None
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Be ready to send."""
        self._client = httpx2.AsyncClient(timeout=_TIMEOUT_SECONDS, follow_redirects=False, trust_env=False)

    async def stop(self) -> None:
        """Stop sending."""
        tasks = list(self._tasks)
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def forget(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()

    def announce(self, org_id: str, session_id: str, status: str, previous: str | None) -> None:
        """Tell an organization's webhooks of the new status of a session."""
        data = {"session_id": session_id, "status": status, "previous_status": previous}
        with self._world.store.transaction() as db:
            query = select(Webhook).where(Webhook.org_id == org_id, Webhook.disabled.is_(False))
            hooks = db.scalars(query.order_by(Webhook.number)).all()
        for hook in hooks:
            for event_type in _wanted(hook.enabled_events, status):
                task = asyncio.create_task(self._deliver(hook, event_type, data))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def ping(self, hook: Webhook) -> int:
        """Send a test event; the status it was answered with, or 0 if there was no answer."""
        status, _ = await self._post(hook, self._event(PING, {"webhook_id": hook.id}))
        return status or 0

    async def _deliver(self, hook: Webhook, event_type: str, data: dict[str, Any]) -> None:
        event = self._event(event_type, data)
        async with self._slots:
            with self._world.clock.busy():
                _, error = await self._post(hook, event)
        self._settle(hook.id, error)

    def _event(self, event_type: str, data: dict[str, Any]) -> dict[str, Any]:
        now = self._world.clock.now()
        return {
            "type": event_type,
            "id": f"evt_{uuid4().hex}",
            "created_at": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "data": data,
        }

    async def _post(self, hook: Webhook, event: dict[str, Any]) -> tuple[int | None, str | None]:
        """POST an event; the status it was answered with, and what was wrong."""
        if (reason := await objection(hook.url, self._world.settings.webhook_hosts)) is not None:
            return None, reason
        assert self._client is not None, "the courier is not running"
        body = json.dumps(event, separators=(",", ":")).encode()
        stamp = str(int(self._world.now()))
        signature = hmac.digest(hook.secret.encode(), stamp.encode() + b"." + body, "sha256").hex()
        headers = {
            "Content-Type": "application/json",
            "X-H-Webhook-Signature": f"sha256={signature}",
            "X-H-Webhook-Timestamp": stamp,
        }
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                answer = await self._client.post(hook.url, content=body, headers=headers)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            return None, str(error) or type(error).__name__
        return answer.status_code, None if answer.is_success else f"HTTP {answer.status_code}"

    def _settle(self, webhook_id: str, error: str | None) -> None:
        now = self._world.now()
        with self._world.store.transaction() as db:
            hook = db.scalars(select(Webhook).where(Webhook.id == webhook_id)).one_or_none()
            if hook is None:
                return
            hook.last_delivery_at = now
            hook.last_delivery_error = error
            hook.last_delivery_status = "succeeded" if error is None else "failed"
            if error is None:
                hook.last_success_at = now
                hook.consecutive_failures = 0
            else:
                hook.consecutive_failures += 1
                if hook.consecutive_failures >= self._world.settings.webhook_failures:
                    hook.disabled = True


def _wanted(enabled: list[str], status: str) -> list[str]:
    """Event types of a new status that somebody has subscribed to."""
    wanted = [ANY_STATUS] if "*" in enabled or ANY_STATUS in enabled else []
    return [*wanted, *({f"session.{status}"} & set(enabled))]
