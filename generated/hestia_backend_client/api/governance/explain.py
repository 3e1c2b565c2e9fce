from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.decision import Decision
    from ...models.explain_request import ExplainRequest


def _get_kwargs(
    *,
    body: ExplainRequest,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_tenant_id, Unset):
        headers["X-Tenant-ID"] = x_tenant_id

    if not isinstance(x_session_id, Unset):
        headers["X-Session-ID"] = x_session_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "explain"},
        "url": "/api/governance/explain",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Decision | None:
    from ...models.decision import Decision

    if response.status_code == 200:
        response_200 = Decision.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Decision]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ExplainRequest,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[Decision]:
    """Ask what would be decided about a command

     Pure: nothing runs, no trace is stored, the same question has the same answer, and a run of the same
    command is decided alike.

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):
        body (ExplainRequest): A command that is not to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Decision]
    """

    kwargs = _get_kwargs(
        body=body,
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
    body: ExplainRequest,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Decision | None:
    """Ask what would be decided about a command

     Pure: nothing runs, no trace is stored, the same question has the same answer, and a run of the same
    command is decided alike.

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):
        body (ExplainRequest): A command that is not to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Decision
    """

    return sync_detailed(
        client=client,
        body=body,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ExplainRequest,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Response[Decision]:
    """Ask what would be decided about a command

     Pure: nothing runs, no trace is stored, the same question has the same answer, and a run of the same
    command is decided alike.

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):
        body (ExplainRequest): A command that is not to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Decision]
    """

    kwargs = _get_kwargs(
        body=body,
        x_tenant_id=x_tenant_id,
        x_session_id=x_session_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ExplainRequest,
    x_tenant_id: str | Unset = UNSET,
    x_session_id: str | Unset = UNSET,
) -> Decision | None:
    """Ask what would be decided about a command

     Pure: nothing runs, no trace is stored, the same question has the same answer, and a run of the same
    command is decided alike.

    Args:
        x_tenant_id (str | Unset):
        x_session_id (str | Unset):
        body (ExplainRequest): A command that is not to run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Decision
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_tenant_id=x_tenant_id,
            x_session_id=x_session_id,
        )
    ).parsed
