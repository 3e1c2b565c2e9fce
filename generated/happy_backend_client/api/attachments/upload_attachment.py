from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, File, FileTypes, Response

if TYPE_CHECKING:
    from ...models.attachment_stored import AttachmentStored


def _get_kwargs(
    session_id: str,
    file: str,
    *,
    body: File,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "extensions": {"operation": "upload_attachment"},
        "url": "/v1/sessions/{session_id}/attachments/{file}".format(
            session_id=quote(str(session_id), safe=""),
            file=quote(str(file), safe=""),
        ),
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AttachmentStored | None:
    from ...models.attachment_stored import AttachmentStored

    if response.status_code == 200:
        response_200 = AttachmentStored.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AttachmentStored]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    file: str,
    *,
    client: AuthenticatedClient | Client,
    body: File,
) -> Response[AttachmentStored]:
    """Upload a file to the server itself

     Only where the server stores files itself.

    Args:
        session_id (str):
        file (str):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttachmentStored]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        file=file,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    file: str,
    *,
    client: AuthenticatedClient | Client,
    body: File,
) -> AttachmentStored | None:
    """Upload a file to the server itself

     Only where the server stores files itself.

    Args:
        session_id (str):
        file (str):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttachmentStored
    """

    return sync_detailed(
        session_id=session_id,
        file=file,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    file: str,
    *,
    client: AuthenticatedClient | Client,
    body: File,
) -> Response[AttachmentStored]:
    """Upload a file to the server itself

     Only where the server stores files itself.

    Args:
        session_id (str):
        file (str):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttachmentStored]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        file=file,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    file: str,
    *,
    client: AuthenticatedClient | Client,
    body: File,
) -> AttachmentStored | None:
    """Upload a file to the server itself

     Only where the server stores files itself.

    Args:
        session_id (str):
        file (str):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttachmentStored
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            file=file,
            client=client,
            body=body,
        )
    ).parsed
