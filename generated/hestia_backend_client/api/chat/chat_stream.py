from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.versioned_chat_request import VersionedChatRequest


def _get_kwargs(
    *,
    body: VersionedChatRequest,
    x_tenant_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_tenant_id, Unset):
        headers["X-Tenant-ID"] = x_tenant_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "chat_stream"},
        "url": "/api/v1/chat/stream",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | None:
    if response.status_code == 200:
        return None

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: VersionedChatRequest,
    x_tenant_id: str | Unset = UNSET,
) -> Response[Any]:
    """Chat, as a stream

     Server-sent events, in another dialect than that of runs: `routing`, `token`, `tool_call` and at
    last `trace`, then the literal payload `[DONE]`. The payloads are described in events/hestia.yaml. A
    blocked message is a 403 before any event. A client that closes the connection cancels the work, and
    is counted in `core01_cancellations_total`.

    Args:
        x_tenant_id (str | Unset):
        body (VersionedChatRequest): A message, on the versioned routes.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
        x_tenant_id=x_tenant_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: VersionedChatRequest,
    x_tenant_id: str | Unset = UNSET,
) -> Response[Any]:
    """Chat, as a stream

     Server-sent events, in another dialect than that of runs: `routing`, `token`, `tool_call` and at
    last `trace`, then the literal payload `[DONE]`. The payloads are described in events/hestia.yaml. A
    blocked message is a 403 before any event. A client that closes the connection cancels the work, and
    is counted in `core01_cancellations_total`.

    Args:
        x_tenant_id (str | Unset):
        body (VersionedChatRequest): A message, on the versioned routes.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
        x_tenant_id=x_tenant_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)
