"""Receivers of events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence

from hai_backend_client import models as wire
from hai_backend_client.api.webhooks import (
    create_webhook,
    delete_webhook,
    get_webhook,
    list_webhook_events,
    list_webhooks,
    ping_webhook,
    rotate_webhook_secret,
    update_webhook,
)

from fairlead._async._client import KEEP, Keep, given
from fairlead._async.hai._base import AsyncNamespace, known, listed
from fairlead.hai import models
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions


class AsyncWebhooks(AsyncNamespace):
    """`client.webhooks`: where the service posts events. Check what arrives with `verify_webhook`."""

    async def create_webhook(
        self,
        *,
        url: str,
        enabled_events: Sequence[str] | Keep = KEEP,
        description: str | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.WebhookWithSecret:
        """Register a receiver. The secret is told only here, and when it is rotated.

        Args:
            url: Where to post, `https://` and public.
            enabled_events: Types of events; `["*"]`, every change of a status, if not given.
            description: In words, up to 255 characters.
            request_options: What this call does differently.

        Raises:
            BadRequestError: The organization has as many as it may have.
            UnprocessableEntityError: The URL is not allowed, or a type is unknown.
        """
        fields = given(url=url, enabled_events=enabled_events, description=description)
        return await self._call(
            models.WebhookWithSecret,
            create_webhook.asyncio_detailed,
            client=self._wire(request_options),
            body=self._body(wire.CreateWebhook.from_dict, plain(fields)),
        )

    async def list_webhooks(
        self,
        *,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageWebhookRecord:
        """Get a page of receivers, newest first.

        Args:
            page: Which page, from 1.
            size: Receivers on the page, 1 to 1000; 10 if not given.
            sort: `-created_at` (the default) or `created_at`.
            request_options: What this call does differently.
        """
        return await self._call(
            models.PageWebhookRecord,
            list_webhooks.asyncio_detailed,
            client=self._wire(request_options),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    async def iter_webhooks(
        self,
        *,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> AsyncIterator[models.WebhookRecord]:
        """Yield every receiver, page by page; `size` are fetched at a time."""
        async for webhook in self._by_page(
            lambda page: self.list_webhooks(page=page, size=size, sort=sort, request_options=request_options),
            size,
        ):
            yield webhook

    async def list_webhook_events(
        self, *, request_options: RequestOptions | None = None
    ) -> list[models.WebhookEventTypeDefinition]:
        """Get the types of events that receivers can ask for."""
        return await self._call(
            list[models.WebhookEventTypeDefinition],
            list_webhook_events.asyncio_detailed,
            client=self._wire(request_options),
        )

    async def get_webhook(
        self, webhook_id: str, *, request_options: RequestOptions | None = None
    ) -> models.WebhookRecord:
        """Get a receiver, and how its last deliveries went.

        Raises:
            NotFoundError: There is no such receiver.
        """
        return await self._call(
            models.WebhookRecord,
            get_webhook.asyncio_detailed,
            self._id(webhook_id, "webhook_id"),
            client=self._wire(request_options),
        )

    async def update_webhook(
        self,
        webhook_id: str,
        *,
        url: str | Keep = KEEP,
        enabled_events: Sequence[str] | Keep = KEEP,
        description: str | Keep | None = KEEP,
        disabled: bool | Keep = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.WebhookRecord:
        """Change a receiver; what is not given stays. See `create_webhook` for the fields.

        Raises:
            NotFoundError: There is no such receiver.
            UnprocessableEntityError: The URL is not allowed, or a type is unknown.
        """
        fields = given(url=url, enabled_events=enabled_events, description=description, disabled=disabled)
        return await self._call(
            models.WebhookRecord,
            update_webhook.asyncio_detailed,
            self._id(webhook_id, "webhook_id"),
            client=self._wire(request_options),
            body=self._body(wire.UpdateWebhook.from_dict, plain(fields)),
        )

    async def delete_webhook(self, webhook_id: str, *, request_options: RequestOptions | None = None) -> None:
        """Remove a receiver.

        Raises:
            NotFoundError: There is no such receiver.
        """
        await self._call_empty(
            delete_webhook.asyncio_detailed,
            self._id(webhook_id, "webhook_id"),
            client=self._wire(request_options),
        )

    async def rotate_webhook_secret(
        self, webhook_id: str, *, request_options: RequestOptions | None = None
    ) -> models.WebhookWithSecret:
        """Give a receiver a new secret. `verify_webhook` takes the old and the new one for a while.

        Raises:
            NotFoundError: There is no such receiver.
        """
        return await self._call(
            models.WebhookWithSecret,
            rotate_webhook_secret.asyncio_detailed,
            self._id(webhook_id, "webhook_id"),
            client=self._wire(request_options),
        )

    async def ping_webhook(
        self, webhook_id: str, *, request_options: RequestOptions | None = None
    ) -> models.WebhookPingResult:
        """Post an event to a receiver now, and get what it answers.

        Raises:
            NotFoundError: There is no such receiver.
        """
        return await self._call(
            models.WebhookPingResult,
            ping_webhook.asyncio_detailed,
            self._id(webhook_id, "webhook_id"),
            client=self._wire(request_options),
        )
