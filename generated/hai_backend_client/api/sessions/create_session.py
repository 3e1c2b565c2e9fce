from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.session import Session
    from ...models.session_request import SessionRequest


def _get_kwargs(
    *,
    body: SessionRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "create_session"},
        "url": "/api/v2/sessions",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Session | None:
    from ...models.session import Session

    if response.status_code == 201:
        response_201 = Session.from_dict(response.json())

        return response_201

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Session]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Session]:
    """Start a session

     Runs an agent, registered or inline, on the first messages. With an `Idempotency-Key`, a repeated
    call with the same body returns the session of the first one. Without a free slot the session is
    `queued`, or refused when `queue` is false.

    Args:
        idempotency_key (str | Unset):
        body (SessionRequest): What to run, and within which limits. What is not meant must be
            left out: two fields then follow the account's preferences, which no value stands for.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Session]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SessionRequest,
    idempotency_key: str | Unset = UNSET,
) -> Session | None:
    """Start a session

     Runs an agent, registered or inline, on the first messages. With an `Idempotency-Key`, a repeated
    call with the same body returns the session of the first one. Without a free slot the session is
    `queued`, or refused when `queue` is false.

    Args:
        idempotency_key (str | Unset):
        body (SessionRequest): What to run, and within which limits. What is not meant must be
            left out: two fields then follow the account's preferences, which no value stands for.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Session
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Session]:
    """Start a session

     Runs an agent, registered or inline, on the first messages. With an `Idempotency-Key`, a repeated
    call with the same body returns the session of the first one. Without a free slot the session is
    `queued`, or refused when `queue` is false.

    Args:
        idempotency_key (str | Unset):
        body (SessionRequest): What to run, and within which limits. What is not meant must be
            left out: two fields then follow the account's preferences, which no value stands for.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Session]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SessionRequest,
    idempotency_key: str | Unset = UNSET,
) -> Session | None:
    """Start a session

     Runs an agent, registered or inline, on the first messages. With an `Idempotency-Key`, a repeated
    call with the same body returns the session of the first one. Without a free slot the session is
    `queued`, or refused when `queue` is false.

    Args:
        idempotency_key (str | Unset):
        body (SessionRequest): What to run, and within which limits. What is not meant must be
            left out: two fields then follow the account's preferences, which no value stands for.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Session
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
