from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.list_agents_sort_item import (
        ListAgentsSortItem,
        check_list_agents_sort_item,
    )
    from ...models.page_agent import PageAgent


def _get_kwargs(
    *,
    agent_name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    reserved: bool | Unset = UNSET,
    include: Literal["revision"] | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListAgentsSortItem] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["agent_name"] = agent_name

    params["search"] = search

    params["reserved"] = reserved

    params["include"] = include

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
        "extensions": {"operation": "list_agents"},
        "url": "/api/v2/agents",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageAgent | None:
    from ...models.page_agent import PageAgent

    if response.status_code == 200:
        response_200 = PageAgent.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PageAgent]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    agent_name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    reserved: bool | Unset = UNSET,
    include: Literal["revision"] | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListAgentsSortItem] | Unset = UNSET,
) -> Response[PageAgent]:
    """List agents

     Without a key, only the reserved `h/` agents are listed.

    Args:
        agent_name (str | Unset):
        search (str | Unset):
        reserved (bool | Unset):
        include (Literal['revision'] | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListAgentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageAgent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        search=search,
        reserved=reserved,
        include=include,
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
    client: AuthenticatedClient,
    agent_name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    reserved: bool | Unset = UNSET,
    include: Literal["revision"] | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListAgentsSortItem] | Unset = UNSET,
) -> PageAgent | None:
    """List agents

     Without a key, only the reserved `h/` agents are listed.

    Args:
        agent_name (str | Unset):
        search (str | Unset):
        reserved (bool | Unset):
        include (Literal['revision'] | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListAgentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageAgent
    """

    return sync_detailed(
        client=client,
        agent_name=agent_name,
        search=search,
        reserved=reserved,
        include=include,
        page=page,
        size=size,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    agent_name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    reserved: bool | Unset = UNSET,
    include: Literal["revision"] | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListAgentsSortItem] | Unset = UNSET,
) -> Response[PageAgent]:
    """List agents

     Without a key, only the reserved `h/` agents are listed.

    Args:
        agent_name (str | Unset):
        search (str | Unset):
        reserved (bool | Unset):
        include (Literal['revision'] | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListAgentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageAgent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        search=search,
        reserved=reserved,
        include=include,
        page=page,
        size=size,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    agent_name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    reserved: bool | Unset = UNSET,
    include: Literal["revision"] | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListAgentsSortItem] | Unset = UNSET,
) -> PageAgent | None:
    """List agents

     Without a key, only the reserved `h/` agents are listed.

    Args:
        agent_name (str | Unset):
        search (str | Unset):
        reserved (bool | Unset):
        include (Literal['revision'] | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListAgentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageAgent
    """

    return (
        await asyncio_detailed(
            client=client,
            agent_name=agent_name,
            search=search,
            reserved=reserved,
            include=include,
            page=page,
            size=size,
            sort=sort,
        )
    ).parsed
