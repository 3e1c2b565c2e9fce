from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.initiate_upload_response import InitiateUploadResponse


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "initiate_browser_profile_upload"},
        "url": "/api/v2/browser-profiles/initiate-upload",
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InitiateUploadResponse | None:
    from ...models.initiate_upload_response import InitiateUploadResponse

    if response.status_code == 200:
        response_200 = InitiateUploadResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[InitiateUploadResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[InitiateUploadResponse]:
    """Begin the upload of a browser profile

     The profile, a zip archive of at most 1 GB, is then posted to `upload_url` as multipart form data:
    every entry of `upload_fields` unchanged, the file last.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InitiateUploadResponse]
    """

    kwargs = _get_kwargs()

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> InitiateUploadResponse | None:
    """Begin the upload of a browser profile

     The profile, a zip archive of at most 1 GB, is then posted to `upload_url` as multipart form data:
    every entry of `upload_fields` unchanged, the file last.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InitiateUploadResponse
    """

    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[InitiateUploadResponse]:
    """Begin the upload of a browser profile

     The profile, a zip archive of at most 1 GB, is then posted to `upload_url` as multipart form data:
    every entry of `upload_fields` unchanged, the file last.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InitiateUploadResponse]
    """

    kwargs = _get_kwargs()

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
) -> InitiateUploadResponse | None:
    """Begin the upload of a browser profile

     The profile, a zip archive of at most 1 GB, is then posted to `upload_url` as multipart form data:
    every entry of `upload_fields` unchanged, the file last.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InitiateUploadResponse
    """

    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
