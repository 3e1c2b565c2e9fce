from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.vault_config_read import VaultConfigRead
    from ...models.vault_update_request import VaultUpdateRequest


def _get_kwargs(
    vault_id: str,
    *,
    body: VaultUpdateRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "extensions": {"operation": "update_vault"},
        "url": "/api/v2/vaults/{vault_id}".format(
            vault_id=quote(str(vault_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> VaultConfigRead | None:
    from ...models.vault_config_read import VaultConfigRead

    if response.status_code == 200:
        response_200 = VaultConfigRead.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[VaultConfigRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    vault_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VaultUpdateRequest,
) -> Response[VaultConfigRead]:
    """Change a vault

     What is left out stays.

    Args:
        vault_id (str):
        body (VaultUpdateRequest): Changes of a vault.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[VaultConfigRead]
    """

    kwargs = _get_kwargs(
        vault_id=vault_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    vault_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VaultUpdateRequest,
) -> VaultConfigRead | None:
    """Change a vault

     What is left out stays.

    Args:
        vault_id (str):
        body (VaultUpdateRequest): Changes of a vault.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        VaultConfigRead
    """

    return sync_detailed(
        vault_id=vault_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    vault_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VaultUpdateRequest,
) -> Response[VaultConfigRead]:
    """Change a vault

     What is left out stays.

    Args:
        vault_id (str):
        body (VaultUpdateRequest): Changes of a vault.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[VaultConfigRead]
    """

    kwargs = _get_kwargs(
        vault_id=vault_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    vault_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VaultUpdateRequest,
) -> VaultConfigRead | None:
    """Change a vault

     What is left out stays.

    Args:
        vault_id (str):
        body (VaultUpdateRequest): Changes of a vault.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        VaultConfigRead
    """

    return (
        await asyncio_detailed(
            vault_id=vault_id,
            client=client,
            body=body,
        )
    ).parsed
