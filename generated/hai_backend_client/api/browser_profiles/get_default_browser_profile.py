from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.browser_profile_read import BrowserProfileRead


def _get_kwargs(
    *,
    browser_name: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["browser_name"] = browser_name

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_default_browser_profile"},
        "url": "/api/v2/browser-profiles/default",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BrowserProfileRead | None:
    from ...models.browser_profile_read import BrowserProfileRead

    if response.status_code == 200:
        response_200 = BrowserProfileRead.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BrowserProfileRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    browser_name: str,
) -> Response[BrowserProfileRead]:
    """Get the default browser profile

    Args:
        browser_name (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BrowserProfileRead]
    """

    kwargs = _get_kwargs(
        browser_name=browser_name,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    browser_name: str,
) -> BrowserProfileRead | None:
    """Get the default browser profile

    Args:
        browser_name (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BrowserProfileRead
    """

    return sync_detailed(
        client=client,
        browser_name=browser_name,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    browser_name: str,
) -> Response[BrowserProfileRead]:
    """Get the default browser profile

    Args:
        browser_name (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BrowserProfileRead]
    """

    kwargs = _get_kwargs(
        browser_name=browser_name,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    browser_name: str,
) -> BrowserProfileRead | None:
    """Get the default browser profile

    Args:
        browser_name (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BrowserProfileRead
    """

    return (
        await asyncio_detailed(
            client=client,
            browser_name=browser_name,
        )
    ).parsed
