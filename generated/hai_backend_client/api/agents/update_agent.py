from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...models.agent import Agent


def _get_kwargs(
    agent_name: str,
    *,
    body: Agent,
    message: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    params: dict[str, Any] = {}

    params["message"] = message

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "extensions": {"operation": "update_agent"},
        "url": "/api/v2/agents/{agent_name}".format(
            agent_name=quote(str(agent_name), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Agent | None:
    from ...models.agent import Agent

    if response.status_code == 200:
        response_200 = Agent.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Agent]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Agent,
    message: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Agent]:
    """Replace an agent

     The name in the body must be the one in the path. Writing what is already there makes no revision.

    Args:
        agent_name (str):
        message (str | Unset):
        if_match (str | Unset):
        body (Agent): An agent, inline or registered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Agent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        body=body,
        message=message,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Agent,
    message: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Agent | None:
    """Replace an agent

     The name in the body must be the one in the path. Writing what is already there makes no revision.

    Args:
        agent_name (str):
        message (str | Unset):
        if_match (str | Unset):
        body (Agent): An agent, inline or registered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Agent
    """

    return sync_detailed(
        agent_name=agent_name,
        client=client,
        body=body,
        message=message,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Agent,
    message: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Agent]:
    """Replace an agent

     The name in the body must be the one in the path. Writing what is already there makes no revision.

    Args:
        agent_name (str):
        message (str | Unset):
        if_match (str | Unset):
        body (Agent): An agent, inline or registered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Agent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        body=body,
        message=message,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Agent,
    message: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Agent | None:
    """Replace an agent

     The name in the body must be the one in the path. Writing what is already there makes no revision.

    Args:
        agent_name (str):
        message (str | Unset):
        if_match (str | Unset):
        body (Agent): An agent, inline or registered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Agent
    """

    return (
        await asyncio_detailed(
            agent_name=agent_name,
            client=client,
            body=body,
            message=message,
            if_match=if_match,
        )
    ).parsed
