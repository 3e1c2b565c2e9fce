from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.batch_complete_request import BatchCompleteRequest
    from ...models.batch_complete_response import BatchCompleteResponse


def _get_kwargs(
    *,
    body: BatchCompleteRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "batch_complete_packets"},
        "url": "/api/v1/packets/batch/complete",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchCompleteResponse | None:
    from ...models.batch_complete_response import BatchCompleteResponse

    if response.status_code == 200:
        response_200 = BatchCompleteResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BatchCompleteResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: BatchCompleteRequest,
) -> Response[BatchCompleteResponse]:
    """Complete up to 50 packets

     Each packet stands alone and must be `in_progress`; failures are listed in the answer.

    Args:
        body (BatchCompleteRequest): Packets to complete, each on its own. They must be
            `in_progress`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchCompleteResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: BatchCompleteRequest,
) -> BatchCompleteResponse | None:
    """Complete up to 50 packets

     Each packet stands alone and must be `in_progress`; failures are listed in the answer.

    Args:
        body (BatchCompleteRequest): Packets to complete, each on its own. They must be
            `in_progress`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchCompleteResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: BatchCompleteRequest,
) -> Response[BatchCompleteResponse]:
    """Complete up to 50 packets

     Each packet stands alone and must be `in_progress`; failures are listed in the answer.

    Args:
        body (BatchCompleteRequest): Packets to complete, each on its own. They must be
            `in_progress`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchCompleteResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: BatchCompleteRequest,
) -> BatchCompleteResponse | None:
    """Complete up to 50 packets

     Each packet stands alone and must be `in_progress`; failures are listed in the answer.

    Args:
        body (BatchCompleteRequest): Packets to complete, each on its own. They must be
            `in_progress`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchCompleteResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
