from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    subscribe: list[str] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_subscribe: list[str] | Unset = UNSET
    if not isinstance(subscribe, Unset):
        json_subscribe = subscribe

    params["subscribe"] = json_subscribe

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "stream_events"},
        "url": "/events",
        "params": params,
    }

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
    client: AuthenticatedClient,
    subscribe: list[str] | Unset = UNSET,
) -> Response[Any]:
    """Stream events as they happen

     Server-sent events: first `connected`, then one event per change, and `ping` every 30 seconds. There
    is no replay: what happens while nobody listens is lost. The payloads are described in
    events/handoffrail.yaml. The key goes in the query; a key header is refused unless its role is
    admin. A lenient server opens the stream for the default tenant if the key is missing or invalid.

    Args:
        subscribe (list[str] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        subscribe=subscribe,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    subscribe: list[str] | Unset = UNSET,
) -> Response[Any]:
    """Stream events as they happen

     Server-sent events: first `connected`, then one event per change, and `ping` every 30 seconds. There
    is no replay: what happens while nobody listens is lost. The payloads are described in
    events/handoffrail.yaml. The key goes in the query; a key header is refused unless its role is
    admin. A lenient server opens the stream for the default tenant if the key is missing or invalid.

    Args:
        subscribe (list[str] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        subscribe=subscribe,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)
