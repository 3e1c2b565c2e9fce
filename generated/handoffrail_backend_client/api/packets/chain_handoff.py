from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.chain_handoff_request import ChainHandoffRequest
    from ...models.packet_response import PacketResponse


def _get_kwargs(
    packet_id: str,
    *,
    body: ChainHandoffRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "chain_handoff"},
        "url": "/api/v1/packets/{packet_id}/chain".format(
            packet_id=quote(str(packet_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PacketResponse | None:
    from ...models.packet_response import PacketResponse

    if response.status_code == 201:
        response_201 = PacketResponse.from_dict(response.json())

        return response_201

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PacketResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ChainHandoffRequest,
) -> Response[PacketResponse]:
    """Create a follow-up packet

     The parent may be in any status. Does not count towards the daily packet quota.

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.
        body (ChainHandoffRequest): A follow-up packet. It takes over the parent's conversation,
            with the given turns after it, and nothing else.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketResponse]
    """

    kwargs = _get_kwargs(
        packet_id=packet_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ChainHandoffRequest,
) -> PacketResponse | None:
    """Create a follow-up packet

     The parent may be in any status. Does not count towards the daily packet quota.

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.
        body (ChainHandoffRequest): A follow-up packet. It takes over the parent's conversation,
            with the given turns after it, and nothing else.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketResponse
    """

    return sync_detailed(
        packet_id=packet_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ChainHandoffRequest,
) -> Response[PacketResponse]:
    """Create a follow-up packet

     The parent may be in any status. Does not count towards the daily packet quota.

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.
        body (ChainHandoffRequest): A follow-up packet. It takes over the parent's conversation,
            with the given turns after it, and nothing else.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketResponse]
    """

    kwargs = _get_kwargs(
        packet_id=packet_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ChainHandoffRequest,
) -> PacketResponse | None:
    """Create a follow-up packet

     The parent may be in any status. Does not count towards the daily packet quota.

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.
        body (ChainHandoffRequest): A follow-up packet. It takes over the parent's conversation,
            with the given turns after it, and nothing else.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketResponse
    """

    return (
        await asyncio_detailed(
            packet_id=packet_id,
            client=client,
            body=body,
        )
    ).parsed
