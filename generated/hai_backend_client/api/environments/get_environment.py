from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.android import Android
    from ...models.browser import Browser
    from ...models.desktop import Desktop
    from ...models.other_environment import OtherEnvironment
    from ...models.workstation import Workstation


def _get_kwargs(
    environment_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_environment"},
        "url": "/api/v2/environments/{environment_id}".format(
            environment_id=quote(str(environment_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    from ...models.android import Android
    from ...models.browser import Browser
    from ...models.desktop import Desktop
    from ...models.other_environment import OtherEnvironment
    from ...models.workstation import Workstation

    if response.status_code == 200:

        def _parse_response_200(
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

        response_200 = _parse_response_200(response.json())

        return response_200

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
    environment_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Android | Browser | Desktop | OtherEnvironment | Workstation]:
    """Get an environment

    Args:
        environment_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Android | Browser | Desktop | OtherEnvironment | Workstation]
    """

    kwargs = _get_kwargs(
        environment_id=environment_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    environment_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    """Get an environment

    Args:
        environment_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Android | Browser | Desktop | OtherEnvironment | Workstation
    """

    return sync_detailed(
        environment_id=environment_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    environment_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Android | Browser | Desktop | OtherEnvironment | Workstation]:
    """Get an environment

    Args:
        environment_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Android | Browser | Desktop | OtherEnvironment | Workstation]
    """

    kwargs = _get_kwargs(
        environment_id=environment_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    environment_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Android | Browser | Desktop | OtherEnvironment | Workstation | None:
    """Get an environment

    Args:
        environment_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Android | Browser | Desktop | OtherEnvironment | Workstation
    """

    return (
        await asyncio_detailed(
            environment_id=environment_id,
            client=client,
        )
    ).parsed
