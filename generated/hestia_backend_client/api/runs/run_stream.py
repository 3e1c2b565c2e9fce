from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.run_request import RunRequest


def _get_kwargs(
    *,
    body: RunRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "run_stream"},
        "url": "/api/v1/run/stream",
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
    body: RunRequest,
) -> Response[Any]:
    """Run a command under governance, as a stream

     Server-sent events: `start`, then any number of `token`, `delta` and `tool_call`, then `final` or
    `error`, then `done`. Each is one line of ASCII-only JSON; comments are heartbeats. The payloads are
    described in events/hestia.yaml. A blocked command is a 403 before any event; what fails after the
    start is an `error` in the stream, and so is a run that takes longer than `options.timeout_ms`. To
    close the connection is the only way to cancel; it leaves a trace, too.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RunRequest,
) -> Response[Any]:
    """Run a command under governance, as a stream

     Server-sent events: `start`, then any number of `token`, `delta` and `tool_call`, then `final` or
    `error`, then `done`. Each is one line of ASCII-only JSON; comments are heartbeats. The payloads are
    described in events/hestia.yaml. A blocked command is a 403 before any event; what fails after the
    start is an `error` in the stream, and so is a run that takes longer than `options.timeout_ms`. To
    close the connection is the only way to cancel; it leaves a trace, too.

    Args:
        body (RunRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)
