from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.vendor import Vendor, check_vendor
    from ...models.vendor_token_response import VendorTokenResponse


def _get_kwargs(
    vendor: Vendor,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_vendor_token"},
        "url": "/v1/connect/{vendor}/token".format(
            vendor=quote(str(vendor), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> VendorTokenResponse | None:
    from ...models.vendor import Vendor
    from ...models.vendor_token_response import VendorTokenResponse

    if response.status_code == 200:
        response_200 = VendorTokenResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[VendorTokenResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
) -> Response[VendorTokenResponse]:
    """Get a vendor's token

    Args:
        vendor (Vendor): A vendor of models.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[VendorTokenResponse]
    """

    kwargs = _get_kwargs(
        vendor=vendor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
) -> VendorTokenResponse | None:
    """Get a vendor's token

    Args:
        vendor (Vendor): A vendor of models.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        VendorTokenResponse
    """

    return sync_detailed(
        vendor=vendor,
        client=client,
    ).parsed


async def asyncio_detailed(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
) -> Response[VendorTokenResponse]:
    """Get a vendor's token

    Args:
        vendor (Vendor): A vendor of models.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[VendorTokenResponse]
    """

    kwargs = _get_kwargs(
        vendor=vendor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
) -> VendorTokenResponse | None:
    """Get a vendor's token

    Args:
        vendor (Vendor): A vendor of models.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        VendorTokenResponse
    """

    return (
        await asyncio_detailed(
            vendor=vendor,
            client=client,
        )
    ).parsed
