"""Webhooks: registration, deliveries, and the dead-letter queue."""

from __future__ import annotations

from collections.abc import Iterable

from handoffrail_backend_client import models as wire
from handoffrail_backend_client.api.webhooks import (
    delete_webhook,
    list_dead_letters,
    list_webhook_deliveries,
    list_webhooks,
    register_webhook,
    replay_dead_letter,
    retry_dead_letters,
)

from fairlead._async.handoffrail._base import AsyncHandoffRailBase, given
from fairlead.handoffrail import models
from fairlead.handoffrail._inputs import checking


class AsyncWebhookMethods(AsyncHandoffRailBase):
    """The part of the client that is about webhooks."""

    async def register_webhook(
        self, *, url: str, secret: str, events: Iterable[str] | None = None
    ) -> models.WebhookResponse:
        """Ask the server to post events to a URL, signed with a secret.

        Args:
            url: Where to post; http or https, and not inside of the server's own network.
            secret: 16 to 256 characters; `verify_webhook` needs it too. The server never returns it.
            events: Event types. None means created, claimed, completed and failed packets; an empty list is
                stored as such and matches nothing.

        Raises:
            InvalidArgumentError: The URL has no web scheme, the secret is too short or too long, or an event
                type is unknown. Nothing was sent.
            UnprocessableError: The server does not allow the URL.
        """
        with checking():
            request = models.WebhookCreate(
                url=url, secret=secret, **({} if events is None else {"events": list(events)})
            )
        return await self._call(
            models.WebhookResponse,
            register_webhook.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.WebhookCreate.from_dict, request.to_dict()),
        )

    async def list_webhooks(self) -> list[models.WebhookResponse]:
        """Get every webhook of the tenant in order of registration, inactive ones too."""
        return await self._call(
            list[models.WebhookResponse], list_webhooks.asyncio_detailed, client=self._wire
        )

    async def delete_webhook(self, webhook_id: str) -> None:
        """Deactivate a webhook.

        Raises:
            ConflictError: It is inactive already.
            NotFoundError: This tenant has no such webhook.
        """
        await self._call_empty(
            delete_webhook.asyncio_detailed, self._segment(webhook_id, "webhook_id"), client=self._wire
        )

    async def list_webhook_deliveries(
        self, webhook_id: str, *, status: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[models.WebhookDelivery]:
        """Get one page of a webhook's deliveries, newest first.

        Args:
            webhook_id: The webhook.
            status: Only `pending`, `delivered`, `failed` or `dead_letter` ones.
            limit: Deliveries on the page, 1 to 200.
            offset: Deliveries to skip.

        Raises:
            NotFoundError: This tenant has no such webhook.
        """
        return await self._call(
            list[models.WebhookDelivery],
            list_webhook_deliveries.asyncio_detailed,
            self._segment(webhook_id, "webhook_id"),
            client=self._wire,
            status=given(status),
            limit=limit,
            offset=offset,
        )

    async def list_dead_letters(self, *, limit: int = 50, offset: int = 0) -> list[models.DeadLetter]:
        """Get one page of the deliveries that were given up.

        Args:
            limit: Deliveries on the page.
            offset: Deliveries to skip.
        """
        return await self._call(
            list[models.DeadLetter],
            list_dead_letters.asyncio_detailed,
            client=self._wire,
            limit=limit,
            offset=offset,
        )

    async def replay_dead_letter(self, delivery_id: str) -> models.DeadLetterReplay:
        """Deliver a given-up event once more, now.

        Raises:
            NotFoundError: There is no such dead letter, its webhook is inactive, or delivering failed again.
        """
        return await self._call(
            models.DeadLetterReplay,
            replay_dead_letter.asyncio_detailed,
            self._segment(delivery_id, "delivery_id"),
            client=self._wire,
        )

    async def retry_dead_letters(self) -> models.RetryAllResult:
        """Retry up to 100 failed deliveries that are due, of all tenants. Needs an admin key.

        Raises:
            PermissionDeniedError: The key is not an admin's.
        """
        return await self._call(models.RetryAllResult, retry_dead_letters.asyncio_detailed, client=self._wire)
