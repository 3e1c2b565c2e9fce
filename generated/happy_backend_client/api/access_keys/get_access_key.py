from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.access_key_response import AccessKeyResponse


def _get_kwargs(
    session_id: str,
    machine_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_access_key"},
        "url": "/v1/access-keys/{session_id}/{machine_id}".format(
            session_id=quote(str(session_id), safe=""),
            machine_id=quote(str(machine_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccessKeyResponse | None:
    from ...models.access_key_response import AccessKeyResponse

    if response.status_code == 200:
        response_200 = AccessKeyResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AccessKeyResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[AccessKeyResponse]:
    """Get a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessKeyResponse]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        machine_id=machine_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> AccessKeyResponse | None:
    """Get a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessKeyResponse
    """

    return sync_detailed(
        session_id=session_id,
        machine_id=machine_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[AccessKeyResponse]:
    """Get a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessKeyResponse]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        machine_id=machine_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> AccessKeyResponse | None:
    """Get a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessKeyResponse
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            machine_id=machine_id,
            client=client,
        )
    ).parsed
