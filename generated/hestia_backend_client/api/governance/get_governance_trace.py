from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.command_record import CommandRecord


def _get_kwargs(
    command_id: str,
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
        "extensions": {"operation": "get_governance_trace"},
        "url": "/api/governance/trace/{command_id}".format(
            command_id=quote(str(command_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CommandRecord | None:
    from ...models.command_record import CommandRecord

    if response.status_code == 200:
        response_200 = CommandRecord.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CommandRecord]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    command_id: str,
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[CommandRecord]:
    """Get the full trace of a command

     The `trace_id` of a run is the identifier of its command.

    Args:
        command_id (str):
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CommandRecord]
    """

    kwargs = _get_kwargs(
        command_id=command_id,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    command_id: str,
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> CommandRecord | None:
    """Get the full trace of a command

     The `trace_id` of a run is the identifier of its command.

    Args:
        command_id (str):
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CommandRecord
    """

    return sync_detailed(
        command_id=command_id,
        client=client,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    ).parsed


async def asyncio_detailed(
    command_id: str,
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[CommandRecord]:
    """Get the full trace of a command

     The `trace_id` of a run is the identifier of its command.

    Args:
        command_id (str):
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CommandRecord]
    """

    kwargs = _get_kwargs(
        command_id=command_id,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    command_id: str,
    *,
    client: AuthenticatedClient | Client,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> CommandRecord | None:
    """Get the full trace of a command

     The `trace_id` of a run is the identifier of its command.

    Args:
        command_id (str):
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CommandRecord
    """

    return (
        await asyncio_detailed(
            command_id=command_id,
            client=client,
            x_tenant_id=x_tenant_id,
            x_session_id=x_session_id,
        )
    ).parsed
