from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.list_session_events_sort_item import (
        ListSessionEventsSortItem,
        check_list_session_events_sort_item,
    )
    from ...models.page_session_event import PageSessionEvent


def _get_kwargs(
    session_id: str,
    *,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionEventsSortItem] | Unset = UNSET,
    type_: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params["size"] = size

    json_sort: list[str] | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = []
        for sort_item_data in sort:
            sort_item: str = sort_item_data
            json_sort.append(sort_item)

    params["sort"] = json_sort

    params["type"] = type_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "list_session_events"},
        "url": "/api/v2/sessions/{session_id}/events".format(
            session_id=quote(str(session_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageSessionEvent | None:
    from ...models.page_session_event import PageSessionEvent

    if response.status_code == 200:
        response_200 = PageSessionEvent.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PageSessionEvent]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionEventsSortItem] | Unset = UNSET,
    type_: str | Unset = UNSET,
) -> Response[PageSessionEvent]:
    """List a session's events

     Of a shared session, events can be read without a key.

    Args:
        session_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionEventsSortItem] | Unset):
        type_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSessionEvent]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        page=page,
        size=size,
        sort=sort,
        type_=type_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionEventsSortItem] | Unset = UNSET,
    type_: str | Unset = UNSET,
) -> PageSessionEvent | None:
    """List a session's events

     Of a shared session, events can be read without a key.

    Args:
        session_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionEventsSortItem] | Unset):
        type_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSessionEvent
    """

    return sync_detailed(
        session_id=session_id,
        client=client,
        page=page,
        size=size,
        sort=sort,
        type_=type_,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionEventsSortItem] | Unset = UNSET,
    type_: str | Unset = UNSET,
) -> Response[PageSessionEvent]:
    """List a session's events

     Of a shared session, events can be read without a key.

    Args:
        session_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionEventsSortItem] | Unset):
        type_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSessionEvent]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        page=page,
        size=size,
        sort=sort,
        type_=type_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionEventsSortItem] | Unset = UNSET,
    type_: str | Unset = UNSET,
) -> PageSessionEvent | None:
    """List a session's events

     Of a shared session, events can be read without a key.

    Args:
        session_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionEventsSortItem] | Unset):
        type_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSessionEvent
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            client=client,
            page=page,
            size=size,
            sort=sort,
            type_=type_,
        )
    ).parsed
