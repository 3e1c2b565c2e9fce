"""Around the packets: schemas, audit log, API keys, tenants, and the state of the server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from handoffrail_backend_client import models as wire
from handoffrail_backend_client.api.audit import list_audit_log
from handoffrail_backend_client.api.keys import create_api_key, list_api_keys, revoke_api_key, rotate_api_key
from handoffrail_backend_client.api.schemas import create_schema, get_schema, list_schemas
from handoffrail_backend_client.api.system import (
    check_health,
    check_readiness,
    get_metrics,
    get_stats,
    get_system_health,
)
from handoffrail_backend_client.api.tenants import (
    create_tenant,
    delete_tenant,
    get_tenant,
    list_tenant_keys,
    list_tenants,
    update_tenant,
)

from fairlead._async.handoffrail._base import PAGE_SIZE, AsyncHandoffRailBase, given, moment
from fairlead.handoffrail import models
from fairlead.handoffrail._inputs import checking


class AsyncSchemaMethods(AsyncHandoffRailBase):
    """The part of the client that is about registered schemas."""

    async def create_schema(
        self, *, name: str, json_schema: Mapping[str, Any], version: int = 1
    ) -> models.SchemaResponse:
        """Register a JSON Schema that packets can name in `schema_id`, to have their context checked.

        Args:
            name: 1 to 128 characters; names may repeat and nothing is replaced.
            json_schema: The schema; it must have the key `type`.
            version: Your own version number, 1 or more.

        Raises:
            UnprocessableError: The name, the schema or the version is invalid.
        """
        with checking():
            request = models.SchemaCreate(name=name, json_schema=dict(json_schema), version=version)
        return await self._call(
            models.SchemaResponse,
            create_schema.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.SchemaCreate.from_dict, request.to_dict()),
        )

    async def list_schemas(self, *, limit: int = 50, offset: int = 0) -> models.SchemaListResponse:
        """Get one page of the registered schemas, newest first.

        Args:
            limit: Schemas on the page, 1 to 200.
            offset: Schemas to skip.
        """
        return await self._call(
            models.SchemaListResponse,
            list_schemas.asyncio_detailed,
            client=self._wire,
            limit=limit,
            offset=offset,
        )

    async def iter_schemas(self, *, page_size: int = PAGE_SIZE) -> AsyncIterator[models.SchemaResponse]:
        """Yield every registered schema, newest first.

        Args:
            page_size: Schemas fetched at a time, 1 to 200.
        """

        async def page(offset: int) -> list[models.SchemaResponse]:
            return (await self.list_schemas(limit=page_size, offset=offset)).schemas

        async for schema in self._by_offset(page, page_size):
            yield schema

    async def get_schema(self, schema_id: str) -> models.SchemaResponse:
        """Get one registered schema.

        Raises:
            NotFoundError: This tenant has no such schema.
        """
        return await self._call(
            models.SchemaResponse,
            get_schema.asyncio_detailed,
            self._segment(schema_id, "schema_id"),
            client=self._wire,
        )


class AsyncAuditMethods(AsyncHandoffRailBase):
    """The part of the client that is about the audit log."""

    async def list_audit_log(
        self,
        *,
        actor: str | None = None,
        action: str | None = None,
        packet_id: str | None = None,
        created_after: str | datetime | None = None,
        created_before: str | datetime | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> models.AuditLogResponse:
        """Get one page of what happened to the tenant's packets, newest first.

        Args:
            actor: Only entries of this actor, such as `agent:billing-01`.
            action: Only entries of this kind, such as `claimed`.
            packet_id: Only entries about this packet.
            created_after: Only entries of this time or later.
            created_before: Only entries of this time or earlier.
            limit: Entries on the page, 1 to 200.
            offset: Entries to skip.
        """
        return await self._call(
            models.AuditLogResponse,
            list_audit_log.asyncio_detailed,
            client=self._wire,
            actor=given(actor),
            action=given(action),
            packet_id=given(packet_id),
            created_after=moment(created_after),
            created_before=moment(created_before),
            limit=limit,
            offset=offset,
        )

    async def iter_audit_log(
        self,
        *,
        actor: str | None = None,
        action: str | None = None,
        packet_id: str | None = None,
        created_after: str | datetime | None = None,
        created_before: str | datetime | None = None,
        page_size: int = PAGE_SIZE,
    ) -> AsyncIterator[models.AuditLogEntry]:
        """Yield every matching entry of the audit log, newest first.

        The list is paged by position: give `created_before` to keep entries that are written meanwhile from
        shifting the pages.

        Args:
            actor: Only entries of this actor, such as `agent:billing-01`.
            action: Only entries of this kind, such as `claimed`.
            packet_id: Only entries about this packet.
            created_after: Only entries of this time or later.
            created_before: Only entries of this time or earlier.
            page_size: Entries fetched at a time, 1 to 200.
        """

        async def page(offset: int) -> list[models.AuditLogEntry]:
            found = await self.list_audit_log(
                actor=actor,
                action=action,
                packet_id=packet_id,
                created_after=created_after,
                created_before=created_before,
                limit=page_size,
                offset=offset,
            )
            return found.entries

        async for entry in self._by_offset(page, page_size):
            yield entry


class AsyncKeyMethods(AsyncHandoffRailBase):
    """The part of the client that is about API keys. All of it needs an admin key."""

    async def create_api_key(
        self, *, name: str, tenant_id: str | None = None, role: str = "admin"
    ) -> models.ApiKeyResponse:
        """Make an API key. Its text is in `key` of the answer, and never shown again.

        Args:
            name: What it is for.
            tenant_id: Tenant it belongs to. Default: that of the calling key.
            role: `admin`, `writer`, `agent` or `reader`.

        Raises:
            InvalidArgumentError: There is no such role; nothing was sent.
            PermissionDeniedError: The calling key is not an admin's.
        """
        known = models.KeyRole.parse(role, error=self._family.invalid_argument)
        with checking():
            request = models.ApiKeyCreate(name=name, tenant_id=tenant_id, role=known)
        return await self._call(
            models.ApiKeyResponse,
            create_api_key.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.ApiKeyCreate.from_dict, request.to_dict()),
        )

    async def list_api_keys(self) -> list[models.ApiKeyResponse]:
        """Get every key of the tenant in order of creation, revoked ones too, without their texts."""
        return await self._call(
            list[models.ApiKeyResponse], list_api_keys.asyncio_detailed, client=self._wire
        )

    async def revoke_api_key(self, key_id: str) -> None:
        """Make a key useless, at once.

        Raises:
            ConflictError: It is revoked already.
            NotFoundError: There is no such key.
        """
        await self._call_empty(
            revoke_api_key.asyncio_detailed, self._segment(key_id, "key_id"), client=self._wire
        )

    async def rotate_api_key(self, key_id: str) -> models.ApiKeyResponse:
        """Replace a key by a new one with the same role; the old one is revoked at once.

        If the reply is lost, the new text is lost too: list the keys and rotate the new one.

        Raises:
            ConflictError: It is revoked already.
            NotFoundError: There is no such key.
        """
        return await self._call(
            models.ApiKeyResponse,
            rotate_api_key.asyncio_detailed,
            self._segment(key_id, "key_id"),
            client=self._wire,
        )


class AsyncTenantMethods(AsyncHandoffRailBase):
    """The part of the client that is about tenants. All of it needs an admin key."""

    async def create_tenant(
        self,
        *,
        name: str,
        tier: str = "free",
        handoffs_per_day: int | None = None,
        max_api_keys: int | None = None,
    ) -> models.TenantResponse:
        """Make a tenant.

        Args:
            name: 1 to 128 characters, unique.
            tier: `free`, `pro` or `business`.
            handoffs_per_day: Default: the server's, 5.
            max_api_keys: Default: the server's, 5.

        Raises:
            ConflictError: The name is taken.
        """
        with checking():
            request = models.TenantCreate(
                name=name, tier=tier, handoffs_per_day=handoffs_per_day, max_api_keys=max_api_keys
            )
        return await self._call(
            models.TenantResponse,
            create_tenant.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.TenantCreate.from_dict, request.to_dict()),
        )

    async def list_tenants(self) -> list[models.TenantResponse]:
        """Get every tenant that was not deleted, newest first."""
        return await self._call(list[models.TenantResponse], list_tenants.asyncio_detailed, client=self._wire)

    async def get_tenant(self, tenant_id: str) -> models.TenantResponse:
        """Get one tenant.

        Raises:
            NotFoundError: There is no such tenant.
        """
        return await self._call(
            models.TenantResponse,
            get_tenant.asyncio_detailed,
            self._segment(tenant_id, "tenant_id"),
            client=self._wire,
        )

    async def update_tenant(
        self,
        tenant_id: str,
        *,
        name: str | None = None,
        tier: str | None = None,
        handoffs_per_day: int | None = None,
        max_api_keys: int | None = None,
    ) -> models.TenantResponse:
        """Change what is given; the rest stays.

        Raises:
            ConflictError: The name is taken.
            NotFoundError: There is no such tenant.
        """
        with checking():
            request = models.TenantUpdate(
                name=name, tier=tier, handoffs_per_day=handoffs_per_day, max_api_keys=max_api_keys
            )
        return await self._call(
            models.TenantResponse,
            update_tenant.asyncio_detailed,
            self._segment(tenant_id, "tenant_id"),
            client=self._wire,
            body=self._body(wire.TenantUpdate.from_dict, request.to_dict()),
        )

    async def delete_tenant(self, tenant_id: str) -> None:
        """Delete a tenant. Its keys stay usable: revoke them first.

        Raises:
            NotFoundError: There is no such tenant.
        """
        await self._call_empty(
            delete_tenant.asyncio_detailed, self._segment(tenant_id, "tenant_id"), client=self._wire
        )

    async def list_tenant_keys(self, tenant_id: str) -> list[models.ApiKeyResponse]:
        """Get the API keys of a tenant, without their texts.

        Raises:
            NotFoundError: There is no such tenant.
        """
        return await self._call(
            list[models.ApiKeyResponse],
            list_tenant_keys.asyncio_detailed,
            self._segment(tenant_id, "tenant_id"),
            client=self._wire,
        )


class AsyncSystemMethods(AsyncHandoffRailBase):
    """The part of the client that is about the server itself."""

    async def get_stats(self) -> models.Stats:
        """Get figures about the tenant's packets. Needs an admin key."""
        return await self._call(models.Stats, get_stats.asyncio_detailed, client=self._wire)

    async def get_system_health(self) -> models.SystemHealth:
        """Get figures about the whole server, all tenants together. Needs an admin key."""
        return await self._call(models.SystemHealth, get_system_health.asyncio_detailed, client=self._wire)

    async def check_health(self) -> models.Health:
        """Ask whether the server is up."""
        return await self._call(models.Health, check_health.asyncio_detailed, client=self._wire)

    async def check_readiness(self) -> models.Readiness:
        """Ask whether the server can do its work.

        Raises:
            ServerError: It cannot reach its database (503).
        """
        return await self._call(models.Readiness, check_readiness.asyncio_detailed, client=self._wire)

    async def get_metrics(self) -> str:
        """Get the server's metrics in Prometheus text format."""
        return await self._call_text(get_metrics.asyncio_detailed, client=self._wire)
