from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.list_skills_sort_item import (
        ListSkillsSortItem,
        check_list_skills_sort_item,
    )
    from ...models.page_skill import PageSkill


def _get_kwargs(
    *,
    name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSkillsSortItem] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["name"] = name

    params["search"] = search

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
        "extensions": {"operation": "list_skills"},
        "url": "/api/v2/skills",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageSkill | None:
    from ...models.page_skill import PageSkill

    if response.status_code == 200:
        response_200 = PageSkill.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PageSkill]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSkillsSortItem] | Unset = UNSET,
) -> Response[PageSkill]:
    """List skills

     Files come along. A page with more than 8 MiB of them is refused; ask again with `size=1`.

    Args:
        name (str | Unset):
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSkillsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSkill]
    """

    kwargs = _get_kwargs(
        name=name,
        search=search,
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
    name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSkillsSortItem] | Unset = UNSET,
) -> PageSkill | None:
    """List skills

     Files come along. A page with more than 8 MiB of them is refused; ask again with `size=1`.

    Args:
        name (str | Unset):
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSkillsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSkill
    """

    return sync_detailed(
        client=client,
        name=name,
        search=search,
        page=page,
        size=size,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSkillsSortItem] | Unset = UNSET,
) -> Response[PageSkill]:
    """List skills

     Files come along. A page with more than 8 MiB of them is refused; ask again with `size=1`.

    Args:
        name (str | Unset):
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSkillsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageSkill]
    """

    kwargs = _get_kwargs(
        name=name,
        search=search,
        page=page,
        size=size,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    name: str | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListSkillsSortItem] | Unset = UNSET,
) -> PageSkill | None:
    """List skills

     Files come along. A page with more than 8 MiB of them is refused; ask again with `size=1`.

    Args:
        name (str | Unset):
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListSkillsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageSkill
    """

    return (
        await asyncio_detailed(
            client=client,
            name=name,
            search=search,
            page=page,
            size=size,
            sort=sort,
        )
    ).parsed
