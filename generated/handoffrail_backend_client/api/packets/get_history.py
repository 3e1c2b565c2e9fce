from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.packet_history_response import PacketHistoryResponse


def _get_kwargs(
    packet_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_history"},
        "url": "/api/v1/packets/{packet_id}/history".format(
            packet_id=quote(str(packet_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PacketHistoryResponse | None:
    from ...models.packet_history_response import PacketHistoryResponse

    if response.status_code == 200:
        response_200 = PacketHistoryResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PacketHistoryResponse]:
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
) -> Response[PacketHistoryResponse]:
    """Get the history of a packet

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketHistoryResponse]
    """

    kwargs = _get_kwargs(
        packet_id=packet_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> PacketHistoryResponse | None:
    """Get the history of a packet

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketHistoryResponse
    """

    return sync_detailed(
        packet_id=packet_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[PacketHistoryResponse]:
    """Get the history of a packet

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PacketHistoryResponse]
    """

    kwargs = _get_kwargs(
        packet_id=packet_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    packet_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> PacketHistoryResponse | None:
    """Get the history of a packet

    Args:
        packet_id (str): UUID of a packet, in any case, with or without dashes. Declared by
            pattern, not by format, so that clients may pass an identifier through as text.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PacketHistoryResponse
    """

    return (
        await asyncio_detailed(
            packet_id=packet_id,
            client=client,
        )
    ).parsed
