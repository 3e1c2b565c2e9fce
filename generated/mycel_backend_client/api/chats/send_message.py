from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.message import Message
    from ...models.send_message_body import SendMessageBody


def _get_kwargs(
    chat_id: str,
    *,
    body: SendMessageBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "send_message"},
        "url": "/api/chats/{chat_id}/messages".format(
            chat_id=quote(str(chat_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Message | None:
    from ...models.message import Message

    if response.status_code == 200:
        response_200 = Message.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Message]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    chat_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendMessageBody,
) -> Response[Message]:
    """Send a message

     With `enforce_caught_up`, unread messages of the sender are a 409 and nothing is stored; otherwise
    the sender's read mark moves to the new message. After a 500 with a `message` in its detail, the
    message is stored: sending it again makes a second one. An unknown chat is a 403.

    Args:
        chat_id (str):
        body (SendMessageBody): The message to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Message]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    chat_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendMessageBody,
) -> Message | None:
    """Send a message

     With `enforce_caught_up`, unread messages of the sender are a 409 and nothing is stored; otherwise
    the sender's read mark moves to the new message. After a 500 with a `message` in its detail, the
    message is stored: sending it again makes a second one. An unknown chat is a 403.

    Args:
        chat_id (str):
        body (SendMessageBody): The message to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Message
    """

    return sync_detailed(
        chat_id=chat_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    chat_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendMessageBody,
) -> Response[Message]:
    """Send a message

     With `enforce_caught_up`, unread messages of the sender are a 409 and nothing is stored; otherwise
    the sender's read mark moves to the new message. After a 500 with a `message` in its detail, the
    message is stored: sending it again makes a second one. An unknown chat is a 403.

    Args:
        chat_id (str):
        body (SendMessageBody): The message to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Message]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    chat_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendMessageBody,
) -> Message | None:
    """Send a message

     With `enforce_caught_up`, unread messages of the sender are a 409 and nothing is stored; otherwise
    the sender's read mark moves to the new message. After a 500 with a `message` in its detail, the
    message is stored: sending it again makes a second one. An unknown chat is a 403.

    Args:
        chat_id (str):
        body (SendMessageBody): The message to be.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Message
    """

    return (
        await asyncio_detailed(
            chat_id=chat_id,
            client=client,
            body=body,
        )
    ).parsed
