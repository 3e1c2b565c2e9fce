from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.access_key_conflict import AccessKeyConflict
    from ...models.access_key_update import AccessKeyUpdate
    from ...models.access_key_updated import AccessKeyUpdated


def _get_kwargs(
    session_id: str,
    machine_id: str,
    *,
    body: AccessKeyUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "extensions": {"operation": "update_access_key"},
        "url": "/v1/access-keys/{session_id}/{machine_id}".format(
            session_id=quote(str(session_id), safe=""),
            machine_id=quote(str(machine_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccessKeyConflict | AccessKeyUpdated | None:
    from ...models.access_key_conflict import AccessKeyConflict
    from ...models.access_key_update import AccessKeyUpdate
    from ...models.access_key_updated import AccessKeyUpdated

    if response.status_code == 200:

        def _parse_response_200(data: object) -> AccessKeyConflict | AccessKeyUpdated:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_access_key_update_result_type_0 = (
                    AccessKeyUpdated.from_dict(data)
                )

                return componentsschemas_access_key_update_result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_access_key_update_result_type_1 = (
                AccessKeyConflict.from_dict(data)
            )

            return componentsschemas_access_key_update_result_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AccessKeyConflict | AccessKeyUpdated]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: AccessKeyUpdate,
) -> Response[AccessKeyConflict | AccessKeyUpdated]:
    """Replace a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):
        body (AccessKeyUpdate): A changed access key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessKeyConflict | AccessKeyUpdated]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        machine_id=machine_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: AccessKeyUpdate,
) -> AccessKeyConflict | AccessKeyUpdated | None:
    """Replace a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):
        body (AccessKeyUpdate): A changed access key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessKeyConflict | AccessKeyUpdated
    """

    return sync_detailed(
        session_id=session_id,
        machine_id=machine_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: AccessKeyUpdate,
) -> Response[AccessKeyConflict | AccessKeyUpdated]:
    """Replace a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):
        body (AccessKeyUpdate): A changed access key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessKeyConflict | AccessKeyUpdated]
    """

    kwargs = _get_kwargs(
        session_id=session_id,
        machine_id=machine_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    session_id: str,
    machine_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: AccessKeyUpdate,
) -> AccessKeyConflict | AccessKeyUpdated | None:
    """Replace a machine's key to a session

    Args:
        session_id (str):
        machine_id (str):
        body (AccessKeyUpdate): A changed access key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessKeyConflict | AccessKeyUpdated
    """

    return (
        await asyncio_detailed(
            session_id=session_id,
            machine_id=machine_id,
            client=client,
            body=body,
        )
    ).parsed
