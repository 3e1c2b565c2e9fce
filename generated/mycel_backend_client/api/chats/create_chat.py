from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.chat_created import ChatCreated
    from ...models.create_chat_body import CreateChatBody


def _get_kwargs(
    *,
    body: CreateChatBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "create_chat"},
        "url": "/api/chats",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ChatCreated | None:
    from ...models.chat_created import ChatCreated

    if response.status_code == 200:
        response_200 = ChatCreated.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ChatCreated]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateChatBody,
) -> Response[ChatCreated]:
    """Create a chat, or find a direct one

     A direct chat exists once for each pair and is returned if it does. `auto` means direct with one
    other user and a group with more. For a group, the caller needs a tie to every other participant:
    ownership, a contact, or a relationship that is `visit` or `hire`.

    Args:
        body (CreateChatBody): The chat to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChatCreated]
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
    body: CreateChatBody,
) -> ChatCreated | None:
    """Create a chat, or find a direct one

     A direct chat exists once for each pair and is returned if it does. `auto` means direct with one
    other user and a group with more. For a group, the caller needs a tie to every other participant:
    ownership, a contact, or a relationship that is `visit` or `hire`.

    Args:
        body (CreateChatBody): The chat to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChatCreated
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateChatBody,
) -> Response[ChatCreated]:
    """Create a chat, or find a direct one

     A direct chat exists once for each pair and is returned if it does. `auto` means direct with one
    other user and a group with more. For a group, the caller needs a tie to every other participant:
    ownership, a contact, or a relationship that is `visit` or `hire`.

    Args:
        body (CreateChatBody): The chat to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChatCreated]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateChatBody,
) -> ChatCreated | None:
    """Create a chat, or find a direct one

     A direct chat exists once for each pair and is returned if it does. `auto` means direct with one
    other user and a group with more. For a group, the caller needs a tie to every other participant:
    ownership, a contact, or a relationship that is `visit` or `hire`.

    Args:
        body (CreateChatBody): The chat to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChatCreated
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
