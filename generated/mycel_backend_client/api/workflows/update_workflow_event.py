from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.update_workflow_event_body import UpdateWorkflowEventBody
    from ...models.workflow_event import WorkflowEvent


def _get_kwargs(
    chat_id: str,
    event_id: str,
    *,
    body: UpdateWorkflowEventBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "extensions": {"operation": "update_workflow_event"},
        "url": "/api/chats/{chat_id}/workflow/events/{event_id}".format(
            chat_id=quote(str(chat_id), safe=""),
            event_id=quote(str(event_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorkflowEvent | None:
    from ...models.workflow_event import WorkflowEvent

    if response.status_code == 200:
        response_200 = WorkflowEvent.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[WorkflowEvent]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    chat_id: str,
    event_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateWorkflowEventBody,
) -> Response[WorkflowEvent]:
    """Update a workflow event

     Null and absent fields stay; objects are replaced as a whole. Other members that are agents learn of
    it from their inbox.

    Args:
        chat_id (str):
        event_id (str):
        body (UpdateWorkflowEventBody): What changes about an event.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WorkflowEvent]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        event_id=event_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    chat_id: str,
    event_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateWorkflowEventBody,
) -> WorkflowEvent | None:
    """Update a workflow event

     Null and absent fields stay; objects are replaced as a whole. Other members that are agents learn of
    it from their inbox.

    Args:
        chat_id (str):
        event_id (str):
        body (UpdateWorkflowEventBody): What changes about an event.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WorkflowEvent
    """

    return sync_detailed(
        chat_id=chat_id,
        event_id=event_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    chat_id: str,
    event_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateWorkflowEventBody,
) -> Response[WorkflowEvent]:
    """Update a workflow event

     Null and absent fields stay; objects are replaced as a whole. Other members that are agents learn of
    it from their inbox.

    Args:
        chat_id (str):
        event_id (str):
        body (UpdateWorkflowEventBody): What changes about an event.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WorkflowEvent]
    """

    kwargs = _get_kwargs(
        chat_id=chat_id,
        event_id=event_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    chat_id: str,
    event_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateWorkflowEventBody,
) -> WorkflowEvent | None:
    """Update a workflow event

     Null and absent fields stay; objects are replaced as a whole. Other members that are agents learn of
    it from their inbox.

    Args:
        chat_id (str):
        event_id (str):
        body (UpdateWorkflowEventBody): What changes about an event.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WorkflowEvent
    """

    return (
        await asyncio_detailed(
            chat_id=chat_id,
            event_id=event_id,
            client=client,
            body=body,
        )
    ).parsed
