from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.succeeded import Succeeded
    from ...models.vendor import Vendor, check_vendor
    from ...models.vendor_token_create import VendorTokenCreate


def _get_kwargs(
    vendor: Vendor,
    *,
    body: VendorTokenCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "register_vendor_token"},
        "url": "/v1/connect/{vendor}/register".format(
            vendor=quote(str(vendor), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Succeeded | None:
    from ...models.succeeded import Succeeded

    if response.status_code == 200:
        response_200 = Succeeded.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Succeeded]:
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
    body: VendorTokenCreate,
) -> Response[Succeeded]:
    """Register a vendor's token

    Args:
        vendor (Vendor): A vendor of models.
        body (VendorTokenCreate): A token of a vendor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Succeeded]
    """

    kwargs = _get_kwargs(
        vendor=vendor,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
    body: VendorTokenCreate,
) -> Succeeded | None:
    """Register a vendor's token

    Args:
        vendor (Vendor): A vendor of models.
        body (VendorTokenCreate): A token of a vendor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Succeeded
    """

    return sync_detailed(
        vendor=vendor,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
    body: VendorTokenCreate,
) -> Response[Succeeded]:
    """Register a vendor's token

    Args:
        vendor (Vendor): A vendor of models.
        body (VendorTokenCreate): A token of a vendor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Succeeded]
    """

    kwargs = _get_kwargs(
        vendor=vendor,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    vendor: Vendor,
    *,
    client: AuthenticatedClient | Client,
    body: VendorTokenCreate,
) -> Succeeded | None:
    """Register a vendor's token

    Args:
        vendor (Vendor): A vendor of models.
        body (VendorTokenCreate): A token of a vendor.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Succeeded
    """

    return (
        await asyncio_detailed(
            vendor=vendor,
            client=client,
            body=body,
        )
    ).parsed
