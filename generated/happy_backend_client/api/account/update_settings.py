from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.settings_conflict import SettingsConflict
    from ...models.settings_update import SettingsUpdate
    from ...models.settings_updated import SettingsUpdated


def _get_kwargs(
    *,
    body: SettingsUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "update_settings"},
        "url": "/v1/account/settings",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SettingsConflict | SettingsUpdated | None:
    from ...models.settings_conflict import SettingsConflict
    from ...models.settings_update import SettingsUpdate
    from ...models.settings_updated import SettingsUpdated

    if response.status_code == 200:

        def _parse_response_200(data: object) -> SettingsConflict | SettingsUpdated:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_settings_update_result_type_0 = (
                    SettingsUpdated.from_dict(data)
                )

                return componentsschemas_settings_update_result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_settings_update_result_type_1 = (
                SettingsConflict.from_dict(data)
            )

            return componentsschemas_settings_update_result_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SettingsConflict | SettingsUpdated]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SettingsUpdate,
) -> Response[SettingsConflict | SettingsUpdated]:
    """Replace the settings

    Args:
        body (SettingsUpdate): New settings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SettingsConflict | SettingsUpdated]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SettingsUpdate,
) -> SettingsConflict | SettingsUpdated | None:
    """Replace the settings

    Args:
        body (SettingsUpdate): New settings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SettingsConflict | SettingsUpdated
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SettingsUpdate,
) -> Response[SettingsConflict | SettingsUpdated]:
    """Replace the settings

    Args:
        body (SettingsUpdate): New settings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SettingsConflict | SettingsUpdated]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SettingsUpdate,
) -> SettingsConflict | SettingsUpdated | None:
    """Replace the settings

    Args:
        body (SettingsUpdate): New settings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SettingsConflict | SettingsUpdated
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
