from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.list_sessions_owner import (
        ListSessionsOwner,
        check_list_sessions_owner,
    )
    from ...models.list_sessions_sort_item import (
        ListSessionsSortItem,
        check_list_sessions_sort_item,
    )
    from ...models.page_session_summary import PageSessionSummary
    from ...models.trajectory_status import TrajectoryStatus, check_trajectory_status


def _get_kwargs(
    *,
    owner: ListSessionsOwner | Unset = UNSET,
    status: list[TrajectoryStatus] | Unset = UNSET,
    agent: list[str] | Unset = UNSET,
    group_id: str | Unset = UNSET,
    parent_session_id: str | Unset = UNSET,
    schedule_id: str | Unset = UNSET,
    search: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    finished_before: str | Unset = UNSET,
    finished_after: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionsSortItem] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_owner: str | Unset = UNSET
    if not isinstance(owner, Unset):
        json_owner = owner

    params["owner"] = json_owner

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item: str = status_item_data
            json_status.append(status_item)

    params["status"] = json_status

    json_agent: list[str] | Unset = UNSET
    if not isinstance(agent, Unset):
        json_agent = agent

    params["agent"] = json_agent

    params["group_id"] = group_id

    params["parent_session_id"] = parent_session_id

    params["schedule_id"] = schedule_id

    params["search"] = search

    params["created_before"] = created_before

    params["created_after"] = created_after

    params["finished_before"] = finished_before

    params["finished_after"] = finished_after

    params["page"] = page

    params["size"] = size

    json_sort: list[str] | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = []
        for sort_item_data in sort:
            sort_item: str = sort_item_data
            json_sort.append(sort_item)

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "list_sessions"},
        "url": "/api/v2/sessions",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageSessionSummary | None:
    from ...models.page_session_summary import PageSessionSummary

    if response.status_code == 200:
        response_200 = PageSessionSummary.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PageSessionSummary]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    owner: ListSessionsOwner | Unset = UNSET,
    status: list[TrajectoryStatus] | Unset = UNSET,
    agent: list[str] | Unset = UNSET,
    group_id: str | Unset = UNSET,
    parent_session_id: str | Unset = UNSET,
    schedule_id: str | Unset = UNSET,
    search: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    finished_before: str | Unset = UNSET,
    finished_after: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionsSortItem] | Unset = UNSET,
) -> Response[PageSessionSummary]:
    """List sessions

     Filters are combined with AND; values of one filter are alternatives.

    Args:
        owner (ListSessionsOwner | Unset):
        status (list[TrajectoryStatus] | Unset):
        agent (list[str] | Unset):
        group_id (str | Unset):
        parent_session_id (str | Unset):
        schedule_id (str | Unset):
        search (str | Unset):
        created_before (str | Unset):
        created_after (str | Unset):
        finished_before (str | Unset):
        finished_after (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSessionSummary]
    """

    kwargs = _get_kwargs(
        owner=owner,
        status=status,
        agent=agent,
        group_id=group_id,
        parent_session_id=parent_session_id,
        schedule_id=schedule_id,
        search=search,
        created_before=created_before,
        created_after=created_after,
        finished_before=finished_before,
        finished_after=finished_after,
        page=page,
        size=size,
        sort=sort,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    owner: ListSessionsOwner | Unset = UNSET,
    status: list[TrajectoryStatus] | Unset = UNSET,
    agent: list[str] | Unset = UNSET,
    group_id: str | Unset = UNSET,
    parent_session_id: str | Unset = UNSET,
    schedule_id: str | Unset = UNSET,
    search: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    finished_before: str | Unset = UNSET,
    finished_after: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionsSortItem] | Unset = UNSET,
) -> PageSessionSummary | None:
    """List sessions

     Filters are combined with AND; values of one filter are alternatives.

    Args:
        owner (ListSessionsOwner | Unset):
        status (list[TrajectoryStatus] | Unset):
        agent (list[str] | Unset):
        group_id (str | Unset):
        parent_session_id (str | Unset):
        schedule_id (str | Unset):
        search (str | Unset):
        created_before (str | Unset):
        created_after (str | Unset):
        finished_before (str | Unset):
        finished_after (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSessionSummary
    """

    return sync_detailed(
        client=client,
        owner=owner,
        status=status,
        agent=agent,
        group_id=group_id,
        parent_session_id=parent_session_id,
        schedule_id=schedule_id,
        search=search,
        created_before=created_before,
        created_after=created_after,
        finished_before=finished_before,
        finished_after=finished_after,
        page=page,
        size=size,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    owner: ListSessionsOwner | Unset = UNSET,
    status: list[TrajectoryStatus] | Unset = UNSET,
    agent: list[str] | Unset = UNSET,
    group_id: str | Unset = UNSET,
    parent_session_id: str | Unset = UNSET,
    schedule_id: str | Unset = UNSET,
    search: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    finished_before: str | Unset = UNSET,
    finished_after: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionsSortItem] | Unset = UNSET,
) -> Response[PageSessionSummary]:
    """List sessions

     Filters are combined with AND; values of one filter are alternatives.

    Args:
        owner (ListSessionsOwner | Unset):
        status (list[TrajectoryStatus] | Unset):
        agent (list[str] | Unset):
        group_id (str | Unset):
        parent_session_id (str | Unset):
        schedule_id (str | Unset):
        search (str | Unset):
        created_before (str | Unset):
        created_after (str | Unset):
        finished_before (str | Unset):
        finished_after (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSessionSummary]
    """

    kwargs = _get_kwargs(
        owner=owner,
        status=status,
        agent=agent,
        group_id=group_id,
        parent_session_id=parent_session_id,
        schedule_id=schedule_id,
        search=search,
        created_before=created_before,
        created_after=created_after,
        finished_before=finished_before,
        finished_after=finished_after,
        page=page,
        size=size,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    owner: ListSessionsOwner | Unset = UNSET,
    status: list[TrajectoryStatus] | Unset = UNSET,
    agent: list[str] | Unset = UNSET,
    group_id: str | Unset = UNSET,
    parent_session_id: str | Unset = UNSET,
    schedule_id: str | Unset = UNSET,
    search: str | Unset = UNSET,
    created_before: str | Unset = UNSET,
    created_after: str | Unset = UNSET,
    finished_before: str | Unset = UNSET,
    finished_after: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSessionsSortItem] | Unset = UNSET,
) -> PageSessionSummary | None:
    """List sessions

     Filters are combined with AND; values of one filter are alternatives.

    Args:
        owner (ListSessionsOwner | Unset):
        status (list[TrajectoryStatus] | Unset):
        agent (list[str] | Unset):
        group_id (str | Unset):
        parent_session_id (str | Unset):
        schedule_id (str | Unset):
        search (str | Unset):
        created_before (str | Unset):
        created_after (str | Unset):
        finished_before (str | Unset):
        finished_after (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSessionsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSessionSummary
    """

    return (
        await asyncio_detailed(
            client=client,
            owner=owner,
            status=status,
            agent=agent,
            group_id=group_id,
            parent_session_id=parent_session_id,
            schedule_id=schedule_id,
            search=search,
            created_before=created_before,
            created_after=created_after,
            finished_before=finished_before,
            finished_after=finished_after,
            page=page,
            size=size,
            sort=sort,
        )
    ).parsed
