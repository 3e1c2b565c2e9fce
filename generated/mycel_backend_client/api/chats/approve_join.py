from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.empty_body import EmptyBody
    from ...models.join_request import JoinRequest


def _get_kwargs(
    chat_id: str,
    request_id: str,
    *,
    body: EmptyBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "approve_join"},
        "url": "/api/chats/{chat_id}/join-requests/{request_id}/approve".format(
            chat_id=quote(str(chat_id), safe=""),
            request_id=quote(str(request_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JoinRequest | None:
    from ...models.join_request import JoinRequest

    if response.status_code == 200:
        response_200 = JoinRequest.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[JoinRequest]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    chat_id: str,
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Response[JoinRequest]:
    """Approve a join request

     For the creator. A request that is not pending any more is a 409. The requester is told by a message
    in the chat.

    Args:
        chat_id (str):
        request_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JoinRequest]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        request_id=request_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    chat_id: str,
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> JoinRequest | None:
    """Approve a join request

     For the creator. A request that is not pending any more is a 409. The requester is told by a message
    in the chat.

    Args:
        chat_id (str):
        request_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JoinRequest
    """

    return sync_detailed(
        chat_id=chat_id,
        request_id=request_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    chat_id: str,
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Response[JoinRequest]:
    """Approve a join request

     For the creator. A request that is not pending any more is a 409. The requester is told by a message
    in the chat.

    Args:
        chat_id (str):
        request_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JoinRequest]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        request_id=request_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    chat_id: str,
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> JoinRequest | None:
    """Approve a join request

     For the creator. A request that is not pending any more is a 409. The requester is told by a message
    in the chat.

    Args:
        chat_id (str):
        request_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JoinRequest
    """

    return (
        await asyncio_detailed(
            chat_id=chat_id,
            request_id=request_id,
            client=client,
            body=body,
        )
    ).parsed
