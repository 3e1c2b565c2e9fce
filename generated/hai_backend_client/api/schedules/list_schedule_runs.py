from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.list_schedule_runs_sort_item import (
        ListScheduleRunsSortItem,
        check_list_schedule_runs_sort_item,
    )
    from ...models.page_schedule_run_record import PageScheduleRunRecord


def _get_kwargs(
    schedule_id: str,
    *,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListScheduleRunsSortItem] | Unset = UNSET,
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "list_schedule_runs"},
        "url": "/api/v2/schedules/{schedule_id}/runs".format(
            schedule_id=quote(str(schedule_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageScheduleRunRecord | None:
    from ...models.page_schedule_run_record import PageScheduleRunRecord

    if response.status_code == 200:
        response_200 = PageScheduleRunRecord.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PageScheduleRunRecord]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    schedule_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListScheduleRunsSortItem] | Unset = UNSET,
) -> Response[PageScheduleRunRecord]:
    """List a schedule's runs

    Args:
        schedule_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListScheduleRunsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageScheduleRunRecord]
    """

    kwargs = _get_kwargs(
        schedule_id=schedule_id,
        page=page,
        size=size,
        sort=sort,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    schedule_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListScheduleRunsSortItem] | Unset = UNSET,
) -> PageScheduleRunRecord | None:
    """List a schedule's runs

    Args:
        schedule_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListScheduleRunsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageScheduleRunRecord
    """

    return sync_detailed(
        schedule_id=schedule_id,
        client=client,
        page=page,
        size=size,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    schedule_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListScheduleRunsSortItem] | Unset = UNSET,
) -> Response[PageScheduleRunRecord]:
    """List a schedule's runs

    Args:
        schedule_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListScheduleRunsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageScheduleRunRecord]
    """

    kwargs = _get_kwargs(
        schedule_id=schedule_id,
        page=page,
        size=size,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    schedule_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
    sort: list[ListScheduleRunsSortItem] | Unset = UNSET,
) -> PageScheduleRunRecord | None:
    """List a schedule's runs

    Args:
        schedule_id (str):
        page (int | Unset):
        size (int | Unset):
        sort (list[ListScheduleRunsSortItem] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageScheduleRunRecord
    """

    return (
        await asyncio_detailed(
            schedule_id=schedule_id,
            client=client,
            page=page,
            size=size,
            sort=sort,
        )
    ).parsed
