from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.packet_list_response import PacketListResponse


def _get_kwargs(
    *,
    status: str | Unset = UNSET,
    source_agent: str | Unset = UNSET,
    target_agent: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    priority: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["status"] = status

    params["source_agent"] = source_agent

    params["target_agent"] = target_agent

    params["tags"] = tags

    params["priority"] = priority

    params["created_after"] = created_after

    params["created_before"] = created_before

    params["limit"] = limit

    params["offset"] = offset

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "list_packets"},
        "url": "/api/v1/packets",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PacketListResponse | None:
    from ...models.packet_list_response import PacketListResponse

    if response.status_code == 200:
        response_200 = PacketListResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PacketListResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    source_agent: str | Unset = UNSET,
    target_agent: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    priority: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[PacketListResponse]:
    """List packets

     Filters are combined with AND. The order is newest first, by `created_at` and then `id`. Deleted
    packets are listed as `expired`. A cursor takes precedence over `offset`.

    Args:
        status (str | Unset):
        source_agent (str | Unset):
        target_agent (str | Unset):
        tags (str | Unset):
        priority (str | Unset):
        created_after (str | Unset):
        created_before (str | Unset):
        limit (int | Unset):
        offset (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketListResponse]
    """

    kwargs = _get_kwargs(
        status=status,
        source_agent=source_agent,
        target_agent=target_agent,
        tags=tags,
        priority=priority,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        offset=offset,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    source_agent: str | Unset = UNSET,
    target_agent: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    priority: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> PacketListResponse | None:
    """List packets

     Filters are combined with AND. The order is newest first, by `created_at` and then `id`. Deleted
    packets are listed as `expired`. A cursor takes precedence over `offset`.

    Args:
        status (str | Unset):
        source_agent (str | Unset):
        target_agent (str | Unset):
        tags (str | Unset):
        priority (str | Unset):
        created_after (str | Unset):
        created_before (str | Unset):
        limit (int | Unset):
        offset (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketListResponse
    """

    return sync_detailed(
        client=client,
        status=status,
        source_agent=source_agent,
        target_agent=target_agent,
        tags=tags,
        priority=priority,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        offset=offset,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    source_agent: str | Unset = UNSET,
    target_agent: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    priority: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[PacketListResponse]:
    """List packets

     Filters are combined with AND. The order is newest first, by `created_at` and then `id`. Deleted
    packets are listed as `expired`. A cursor takes precedence over `offset`.

    Args:
        status (str | Unset):
        source_agent (str | Unset):
        target_agent (str | Unset):
        tags (str | Unset):
        priority (str | Unset):
        created_after (str | Unset):
        created_before (str | Unset):
        limit (int | Unset):
        offset (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketListResponse]
    """

    kwargs = _get_kwargs(
        status=status,
        source_agent=source_agent,
        target_agent=target_agent,
        tags=tags,
        priority=priority,
        created_after=created_after,
        created_before=created_before,
        limit=limit,
        offset=offset,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    source_agent: str | Unset = UNSET,
    target_agent: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    priority: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> PacketListResponse | None:
    """List packets

     Filters are combined with AND. The order is newest first, by `created_at` and then `id`. Deleted
    packets are listed as `expired`. A cursor takes precedence over `offset`.

    Args:
        status (str | Unset):
        source_agent (str | Unset):
        target_agent (str | Unset):
        tags (str | Unset):
        priority (str | Unset):
        created_after (str | Unset):
        created_before (str | Unset):
        limit (int | Unset):
        offset (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketListResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            source_agent=source_agent,
            target_agent=target_agent,
            tags=tags,
            priority=priority,
            created_after=created_after,
            created_before=created_before,
            limit=limit,
            offset=offset,
            cursor=cursor,
        )
    ).parsed
