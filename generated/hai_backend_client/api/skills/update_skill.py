from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.skill import Skill


def _get_kwargs(
    skill_name: str,
    *,
    body: Skill,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "extensions": {"operation": "update_skill"},
        "url": "/api/v2/skills/{skill_name}".format(
            skill_name=quote(str(skill_name), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Skill | None:
    from ...models.skill import Skill

    if response.status_code == 200:
        response_200 = Skill.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Skill]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    skill_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Skill,
) -> Response[Skill]:
    """Replace a skill

     What is left out returns to its default.

    Args:
        skill_name (str):
        body (Skill): Instructions for a certain kind of work.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Skill]
    """

    kwargs = _get_kwargs(
        skill_name=skill_name,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    skill_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Skill,
) -> Skill | None:
    """Replace a skill

     What is left out returns to its default.

    Args:
        skill_name (str):
        body (Skill): Instructions for a certain kind of work.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Skill
    """

    return sync_detailed(
        skill_name=skill_name,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    skill_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Skill,
) -> Response[Skill]:
    """Replace a skill

     What is left out returns to its default.

    Args:
        skill_name (str):
        body (Skill): Instructions for a certain kind of work.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Skill]
    """

    kwargs = _get_kwargs(
        skill_name=skill_name,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    skill_name: str,
    *,
    client: AuthenticatedClient | Client,
    body: Skill,
) -> Skill | None:
    """Replace a skill

     What is left out returns to its default.

    Args:
        skill_name (str):
        body (Skill): Instructions for a certain kind of work.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Skill
    """

    return (
        await asyncio_detailed(
            skill_name=skill_name,
            client=client,
            body=body,
        )
    ).parsed
