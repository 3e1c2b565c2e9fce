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
    revision: int | Unset = UNSET,
    resolve: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["revision"] = revision

    params["resolve"] = resolve

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_agent"},
        "url": "/api/v2/agents/{agent_name}".format(
            agent_name=quote(str(agent_name), safe=""),
        ),
        "params": params,
    }

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
    revision: int | Unset = UNSET,
    resolve: bool | Unset = UNSET,
) -> Response[Agent]:
    """Get an agent

     With `resolve`, names inside the agent are replaced by what they stand for, and there is no `ETag`.

    Args:
        agent_name (str):
        revision (int | Unset):
        resolve (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Agent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        revision=revision,
        resolve=resolve,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    revision: int | Unset = UNSET,
    resolve: bool | Unset = UNSET,
) -> Agent | None:
    """Get an agent

     With `resolve`, names inside the agent are replaced by what they stand for, and there is no `ETag`.

    Args:
        agent_name (str):
        revision (int | Unset):
        resolve (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Agent
    """

    return sync_detailed(
        agent_name=agent_name,
        client=client,
        revision=revision,
        resolve=resolve,
    ).parsed


async def asyncio_detailed(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    revision: int | Unset = UNSET,
    resolve: bool | Unset = UNSET,
) -> Response[Agent]:
    """Get an agent

     With `resolve`, names inside the agent are replaced by what they stand for, and there is no `ETag`.

    Args:
        agent_name (str):
        revision (int | Unset):
        resolve (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Agent]
    """

    kwargs = _get_kwargs(
        agent_name=agent_name,
        revision=revision,
        resolve=resolve,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    agent_name: str,
    *,
    client: AuthenticatedClient | Client,
    revision: int | Unset = UNSET,
    resolve: bool | Unset = UNSET,
) -> Agent | None:
    """Get an agent

     With `resolve`, names inside the agent are replaced by what they stand for, and there is no `ETag`.

    Args:
        agent_name (str):
        revision (int | Unset):
        resolve (bool | Unset):

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
            revision=revision,
            resolve=resolve,
        )
    ).parsed
