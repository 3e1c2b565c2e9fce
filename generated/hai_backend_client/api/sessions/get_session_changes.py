from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.session_changes import SessionChanges


def _get_kwargs(
    session_id: str,
    *,
    from_index: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    include_events: bool | Unset = UNSET,
    wait_for_seconds: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["from_index"] = from_index

    params["limit"] = limit

    params["include_events"] = include_events

    params["wait_for_seconds"] = wait_for_seconds

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_session_changes"},
        "url": "/api/v2/sessions/{session_id}/changes".format(
            session_id=quote(str(session_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | SessionChanges | None:
    from ...models.session_changes import SessionChanges

    if response.status_code == 200:
        response_200 = SessionChanges.from_dict(response.json())

        return response_200

    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | SessionChanges]:
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
    from_index: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    include_events: bool | Unset = UNSET,
    wait_for_seconds: int | Unset = UNSET,
) -> Response[Any | SessionChanges]:
    """Wait for changes of a session

     A long poll. With events, it answers as soon as the log has one at or after `from_index`, or with
    204 once `wait_for_seconds` are over, even if the session has ended: ends are read from the status.
    Without events it answers at once.

    Args:
        session_id (str):
        from_index (int | Unset):
        limit (int | Unset):
        include_events (bool | Unset):
        wait_for_seconds (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | SessionChanges]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        from_index=from_index,
        limit=limit,
        include_events=include_events,
        wait_for_seconds=wait_for_seconds,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_index: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    include_events: bool | Unset = UNSET,
    wait_for_seconds: int | Unset = UNSET,
) -> Any | SessionChanges | None:
    """Wait for changes of a session

     A long poll. With events, it answers as soon as the log has one at or after `from_index`, or with
    204 once `wait_for_seconds` are over, even if the session has ended: ends are read from the status.
    Without events it answers at once.

    Args:
        session_id (str):
        from_index (int | Unset):
        limit (int | Unset):
        include_events (bool | Unset):
        wait_for_seconds (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | SessionChanges
    """

    return sync_detailed(
        session_id=session_id,
        client=client,
        from_index=from_index,
        limit=limit,
        include_events=include_events,
        wait_for_seconds=wait_for_seconds,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_index: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    include_events: bool | Unset = UNSET,
    wait_for_seconds: int | Unset = UNSET,
) -> Response[Any | SessionChanges]:
    """Wait for changes of a session

     A long poll. With events, it answers as soon as the log has one at or after `from_index`, or with
    204 once `wait_for_seconds` are over, even if the session has ended: ends are read from the status.
    Without events it answers at once.

    Args:
        session_id (str):
        from_index (int | Unset):
        limit (int | Unset):
        include_events (bool | Unset):
        wait_for_seconds (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | SessionChanges]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        from_index=from_index,
        limit=limit,
        include_events=include_events,
        wait_for_seconds=wait_for_seconds,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_index: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    include_events: bool | Unset = UNSET,
    wait_for_seconds: int | Unset = UNSET,
) -> Any | SessionChanges | None:
    """Wait for changes of a session

     A long poll. With events, it answers as soon as the log has one at or after `from_index`, or with
    204 once `wait_for_seconds` are over, even if the session has ended: ends are read from the status.
    Without events it answers at once.

    Args:
        session_id (str):
        from_index (int | Unset):
        limit (int | Unset):
        include_events (bool | Unset):
        wait_for_seconds (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | SessionChanges
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            client=client,
            from_index=from_index,
            limit=limit,
            include_events=include_events,
            wait_for_seconds=wait_for_seconds,
        )
    ).parsed
