from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, File, FileTypes, Response


def _get_kwargs(
    session_id: str,
    bucket: str,
    key: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "extensions": {"operation": "get_session_resource"},
        "url": "/api/v2/sessions/{session_id}/resources/{bucket}/{key}".format(
            session_id=quote(str(session_id), safe=""),
            bucket=quote(str(bucket), safe=""),
            key=quote(str(key), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[File]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Download a file of a session

     Redirects to a signed URL of the storage, which answers with the bytes.

    Args:
        session_id (str):
        bucket (str):
        key (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        bucket=bucket,
        key=key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
) -> File | None:
    """Download a file of a session

     Redirects to a signed URL of the storage, which answers with the bytes.

    Args:
        session_id (str):
        bucket (str):
        key (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File
    """

    return sync_detailed(
        session_id=session_id,
        bucket=bucket,
        key=key,
        client=client,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Download a file of a session

     Redirects to a signed URL of the storage, which answers with the bytes.

    Args:
        session_id (str):
        bucket (str):
        key (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        bucket=bucket,
        key=key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
) -> File | None:
    """Download a file of a session

     Redirects to a signed URL of the storage, which answers with the bytes.

    Args:
        session_id (str):
        bucket (str):
        key (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            bucket=bucket,
            key=key,
            client=client,
        )
    ).parsed
