from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.task import Task
    from ...models.update_task_body import UpdateTaskBody


def _get_kwargs(
    chat_id: str,
    task_id: str,
    *,
    body: UpdateTaskBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "extensions": {"operation": "update_task"},
        "url": "/api/chats/{chat_id}/tasks/{task_id}".format(
            chat_id=quote(str(chat_id), safe=""),
            task_id=quote(str(task_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Task | None:
    from ...models.task import Task

    if response.status_code == 200:
        response_200 = Task.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Task]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    chat_id: str,
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateTaskBody,
) -> Response[Task]:
    """Update a task

     Null and absent fields stay; lists and `metadata` are replaced as a whole.

    Args:
        chat_id (str):
        task_id (str):
        body (UpdateTaskBody): What changes about a task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Task]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        task_id=task_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    chat_id: str,
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateTaskBody,
) -> Task | None:
    """Update a task

     Null and absent fields stay; lists and `metadata` are replaced as a whole.

    Args:
        chat_id (str):
        task_id (str):
        body (UpdateTaskBody): What changes about a task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Task
    """

    return sync_detailed(
        chat_id=chat_id,
        task_id=task_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    chat_id: str,
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateTaskBody,
) -> Response[Task]:
    """Update a task

     Null and absent fields stay; lists and `metadata` are replaced as a whole.

    Args:
        chat_id (str):
        task_id (str):
        body (UpdateTaskBody): What changes about a task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Task]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        task_id=task_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    chat_id: str,
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateTaskBody,
) -> Task | None:
    """Update a task

     Null and absent fields stay; lists and `metadata` are replaced as a whole.

    Args:
        chat_id (str):
        task_id (str):
        body (UpdateTaskBody): What changes about a task.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Task
    """

    return (
        await asyncio_detailed(
            chat_id=chat_id,
            task_id=task_id,
            client=client,
            body=body,
        )
    ).parsed
