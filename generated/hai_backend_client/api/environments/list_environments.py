from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.environment_kind import EnvironmentKind, check_environment_kind
    from ...models.environment_page import EnvironmentPage
    from ...models.list_environments_sort_item import (
        ListEnvironmentsSortItem,
        check_list_environments_sort_item,
    )


def _get_kwargs(
    *,
    id: str | Unset = UNSET,
    kind: EnvironmentKind | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListEnvironmentsSortItem] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["id"] = id

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind

    params["kind"] = json_kind

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
        "extensions": {"operation": "list_environments"},
        "url": "/api/v2/environments",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EnvironmentPage | None:
    from ...models.environment_page import EnvironmentPage

    if response.status_code == 200:
        response_200 = EnvironmentPage.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[EnvironmentPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    id: str | Unset = UNSET,
    kind: EnvironmentKind | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListEnvironmentsSortItem] | Unset = UNSET,
) -> Response[EnvironmentPage]:
    """List environments

     Without a key, only the reserved `h/` environments are listed.

    Args:
        id (str | Unset):
        kind (EnvironmentKind | Unset): What an agent works on.
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListEnvironmentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EnvironmentPage]
    """

    kwargs = _get_kwargs(
        id=id,
        kind=kind,
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
    client: AuthenticatedClient,
    id: str | Unset = UNSET,
    kind: EnvironmentKind | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListEnvironmentsSortItem] | Unset = UNSET,
) -> EnvironmentPage | None:
    """List environments

     Without a key, only the reserved `h/` environments are listed.

    Args:
        id (str | Unset):
        kind (EnvironmentKind | Unset): What an agent works on.
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListEnvironmentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EnvironmentPage
    """

    return sync_detailed(
        client=client,
        id=id,
        kind=kind,
        search=search,
        page=page,
        size=size,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    id: str | Unset = UNSET,
    kind: EnvironmentKind | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListEnvironmentsSortItem] | Unset = UNSET,
) -> Response[EnvironmentPage]:
    """List environments

     Without a key, only the reserved `h/` environments are listed.

    Args:
        id (str | Unset):
        kind (EnvironmentKind | Unset): What an agent works on.
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListEnvironmentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EnvironmentPage]
    """

    kwargs = _get_kwargs(
        id=id,
        kind=kind,
        search=search,
        page=page,
        size=size,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    id: str | Unset = UNSET,
    kind: EnvironmentKind | Unset = UNSET,
    search: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListEnvironmentsSortItem] | Unset = UNSET,
) -> EnvironmentPage | None:
    """List environments

     Without a key, only the reserved `h/` environments are listed.

    Args:
        id (str | Unset):
        kind (EnvironmentKind | Unset): What an agent works on.
        search (str | Unset):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListEnvironmentsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EnvironmentPage
    """

    return (
        await asyncio_detailed(
            client=client,
            id=id,
            kind=kind,
            search=search,
            page=page,
            size=size,
            sort=sort,
        )
    ).parsed
