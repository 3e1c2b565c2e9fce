from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.android import Android
from ...models.browser import Browser
from ...models.desktop import Desktop
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.other_environment import OtherEnvironment
    from ...models.workstation import Workstation


def _get_kwargs(
    *,
    body: Android | Browser | Desktop | Workstation,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "create_environment"},
        "url": "/api/v2/environments",
    }

    if (
        isinstance(body, Browser)
        or isinstance(body, Desktop)
        or isinstance(body, Android)
    ):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    from ...models.other_environment import OtherEnvironment
    from ...models.workstation import Workstation

    if response.status_code == 201:

        def _parse_response_201(
            data: object,
        ) -> Android | Browser | Desktop | OtherEnvironment | Workstation:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_known_environment_type_0 = Browser.from_dict(data)

                return componentsschemas_known_environment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_known_environment_type_1 = Desktop.from_dict(data)

                return componentsschemas_known_environment_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_known_environment_type_2 = Android.from_dict(data)

                return componentsschemas_known_environment_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_known_environment_type_3 = Workstation.from_dict(data)

                return componentsschemas_known_environment_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_environment_type_1 = OtherEnvironment.from_dict(data)

            return componentsschemas_environment_type_1

        response_201 = _parse_response_201(response.json())

        return response_201

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Android | Browser | Desktop | OtherEnvironment | Workstation]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Android | Browser | Desktop | Workstation,
) -> Response[Android | Browser | Desktop | OtherEnvironment | Workstation]:
    """Create an environment

    Args:
        body (Android | Browser | Desktop | Workstation): An environment of a described kind.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Android | Browser | Desktop | OtherEnvironment | Workstation]
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
    body: Android | Browser | Desktop | Workstation,
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    """Create an environment

    Args:
        body (Android | Browser | Desktop | Workstation): An environment of a described kind.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Android | Browser | Desktop | OtherEnvironment | Workstation
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Android | Browser | Desktop | Workstation,
) -> Response[Android | Browser | Desktop | OtherEnvironment | Workstation]:
    """Create an environment

    Args:
        body (Android | Browser | Desktop | Workstation): An environment of a described kind.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Android | Browser | Desktop | OtherEnvironment | Workstation]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: Android | Browser | Desktop | Workstation,
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    """Create an environment

    Args:
        body (Android | Browser | Desktop | Workstation): An environment of a described kind.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Android | Browser | Desktop | OtherEnvironment | Workstation
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
