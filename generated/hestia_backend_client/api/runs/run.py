from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.run_answer import RunAnswer
    from ...models.run_request import RunRequest


def _get_kwargs(
    *,
    body: RunRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "run"},
        "url": "/api/v1/run",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> RunAnswer | None:
    from ...models.run_answer import RunAnswer

    if response.status_code == 200:
        response_200 = RunAnswer.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[RunAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RunRequest,
) -> Response[RunAnswer]:
    """Run a command under governance

     Not idempotent: each call is a command of its own and leaves a trace. A command that the kernel
    allows with warnings is reported as `ALLOW`; a blocked one is always a 403, never a 200. One that
    takes longer than `options.timeout_ms` is a 504.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RunAnswer]
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
    body: RunRequest,
) -> RunAnswer | None:
    """Run a command under governance

     Not idempotent: each call is a command of its own and leaves a trace. A command that the kernel
    allows with warnings is reported as `ALLOW`; a blocked one is always a 403, never a 200. One that
    takes longer than `options.timeout_ms` is a 504.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RunAnswer
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RunRequest,
) -> Response[RunAnswer]:
    """Run a command under governance

     Not idempotent: each call is a command of its own and leaves a trace. A command that the kernel
    allows with warnings is reported as `ALLOW`; a blocked one is always a 403, never a 200. One that
    takes longer than `options.timeout_ms` is a 504.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RunAnswer]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: RunRequest,
) -> RunAnswer | None:
    """Run a command under governance

     Not idempotent: each call is a command of its own and leaves a trace. A command that the kernel
    allows with warnings is reported as `ALLOW`; a blocked one is always a 403, never a 200. One that
    takes longer than `options.timeout_ms` is a 504.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RunAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
