from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.empty_body import EmptyBody
    from ...models.relationship import Relationship


def _get_kwargs(
    relationship_id: str,
    *,
    body: EmptyBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "upgrade_relationship"},
        "url": "/api/relationships/{relationship_id}/upgrade".format(
            relationship_id=quote(str(relationship_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Relationship | None:
    from ...models.relationship import Relationship

    if response.status_code == 200:
        response_200 = Relationship.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Relationship]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    relationship_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Response[Relationship]:
    """Upgrade a relationship

     Either side makes `visit` a `hire`.

    Args:
        relationship_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Relationship]
    """

    kwargs = _get_kwargs(
        relationship_id=relationship_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    relationship_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Relationship | None:
    """Upgrade a relationship

     Either side makes `visit` a `hire`.

    Args:
        relationship_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Relationship
    """

    return sync_detailed(
        relationship_id=relationship_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    relationship_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Response[Relationship]:
    """Upgrade a relationship

     Either side makes `visit` a `hire`.

    Args:
        relationship_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Relationship]
    """

    kwargs = _get_kwargs(
        relationship_id=relationship_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    relationship_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: EmptyBody,
) -> Relationship | None:
    """Upgrade a relationship

     Either side makes `visit` a `hire`.

    Args:
        relationship_id (str):
        body (EmptyBody): No fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Relationship
    """

    return (
        await asyncio_detailed(
            relationship_id=relationship_id,
            client=client,
            body=body,
        )
    ).parsed
