from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.stability import Stability


def _get_kwargs(
    *,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_tenant_id, Unset):
        headers["X-Tenant-ID"] = x_tenant_id

    if not isinstance(x_session_id, Unset):
        headers["X-Session-ID"] = x_session_id

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_stability"},
        "url": "/api/governance/stability",
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Stability | None:
    from ...models.stability import Stability

    if response.status_code == 200:
        response_200 = Stability.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Stability]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[Stability]:
    """Get how far the system has drifted

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Stability]
    """

    kwargs = _get_kwargs(
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Stability | None:
    """Get how far the system has drifted

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Stability
    """

    return sync_detailed(
        client=client,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[Stability]:
    """Get how far the system has drifted

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Stability]
    """

    kwargs = _get_kwargs(
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Stability | None:
    """Get how far the system has drifted

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Stability
    """

    return (
        await asyncio_detailed(
            client=client,
            x_tenant_id=x_tenant_id,
            x_session_id=x_session_id,
        )
    ).parsed
