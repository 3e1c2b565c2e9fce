from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.pairing_authorized import PairingAuthorized
    from ...models.pairing_requested import PairingRequested
    from ...models.terminal_pairing_request import TerminalPairingRequest


def _get_kwargs(
    *,
    body: TerminalPairingRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "request_terminal_pairing"},
        "url": "/v1/auth/request",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PairingAuthorized | PairingRequested | None:
    from ...models.pairing_authorized import PairingAuthorized
    from ...models.pairing_requested import PairingRequested

    if response.status_code == 200:

        def _parse_response_200(data: object) -> PairingAuthorized | PairingRequested:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_pairing_state_type_0 = PairingRequested.from_dict(
                    data
                )

                return componentsschemas_pairing_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_pairing_state_type_1 = PairingAuthorized.from_dict(data)

            return componentsschemas_pairing_state_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PairingAuthorized | PairingRequested]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: TerminalPairingRequest,
) -> Response[PairingAuthorized | PairingRequested]:
    """Ask to pair a terminal, and ask again how far it is

     Poll with the same body until it is authorized.

    Args:
        body (TerminalPairingRequest): A terminal that asks to be let in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PairingAuthorized | PairingRequested]
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
    body: TerminalPairingRequest,
) -> PairingAuthorized | PairingRequested | None:
    """Ask to pair a terminal, and ask again how far it is

     Poll with the same body until it is authorized.

    Args:
        body (TerminalPairingRequest): A terminal that asks to be let in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PairingAuthorized | PairingRequested
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: TerminalPairingRequest,
) -> Response[PairingAuthorized | PairingRequested]:
    """Ask to pair a terminal, and ask again how far it is

     Poll with the same body until it is authorized.

    Args:
        body (TerminalPairingRequest): A terminal that asks to be let in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PairingAuthorized | PairingRequested]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: TerminalPairingRequest,
) -> PairingAuthorized | PairingRequested | None:
    """Ask to pair a terminal, and ask again how far it is

     Poll with the same body until it is authorized.

    Args:
        body (TerminalPairingRequest): A terminal that asks to be let in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PairingAuthorized | PairingRequested
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
