from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.message_page import MessagePage


def _get_kwargs(
    session_id: str,
    *,
    after_seq: int | Unset = UNSET,
    before_seq: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["after_seq"] = after_seq

    params["before_seq"] = before_seq

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "list_messages"},
        "url": "/v3/sessions/{session_id}/messages".format(
            session_id=quote(str(session_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MessagePage | None:
    from ...models.message_page import MessagePage

    if response.status_code == 200:
        response_200 = MessagePage.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[MessagePage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    after_seq: int | Unset = UNSET,
    before_seq: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[MessagePage]:
    """List messages, page by page

     `after_seq` and `before_seq` exclude each other. A very large `before_seq` starts at the newest
    message.

    Args:
        session_id (str):
        after_seq (int | Unset):
        before_seq (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MessagePage]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        after_seq=after_seq,
        before_seq=before_seq,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    after_seq: int | Unset = UNSET,
    before_seq: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> MessagePage | None:
    """List messages, page by page

     `after_seq` and `before_seq` exclude each other. A very large `before_seq` starts at the newest
    message.

    Args:
        session_id (str):
        after_seq (int | Unset):
        before_seq (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MessagePage
    """

    return sync_detailed(
        session_id=session_id,
        client=client,
        after_seq=after_seq,
        before_seq=before_seq,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    after_seq: int | Unset = UNSET,
    before_seq: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> Response[MessagePage]:
    """List messages, page by page

     `after_seq` and `before_seq` exclude each other. A very large `before_seq` starts at the newest
    message.

    Args:
        session_id (str):
        after_seq (int | Unset):
        before_seq (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MessagePage]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        after_seq=after_seq,
        before_seq=before_seq,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    after_seq: int | Unset = UNSET,
    before_seq: int | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> MessagePage | None:
    """List messages, page by page

     `after_seq` and `before_seq` exclude each other. A very large `before_seq` starts at the newest
    message.

    Args:
        session_id (str):
        after_seq (int | Unset):
        before_seq (int | Unset):
        limit (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MessagePage
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            client=client,
            after_seq=after_seq,
            before_seq=before_seq,
            limit=limit,
        )
    ).parsed
