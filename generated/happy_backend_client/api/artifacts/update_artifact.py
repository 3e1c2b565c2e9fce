from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, Response

if TYPE_CHECKING:
    from ...models.artifact_conflict import ArtifactConflict
    from ...models.artifact_update import ArtifactUpdate
    from ...models.artifact_updated import ArtifactUpdated


def _get_kwargs(
    artifact_id: str,
    *,
    body: ArtifactUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "extensions": {"operation": "update_artifact"},
        "url": "/v1/artifacts/{artifact_id}".format(
            artifact_id=quote(str(artifact_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ArtifactConflict | ArtifactUpdated | None:
    from ...models.artifact_conflict import ArtifactConflict
    from ...models.artifact_update import ArtifactUpdate
    from ...models.artifact_updated import ArtifactUpdated

    if response.status_code == 200:

        def _parse_response_200(data: object) -> ArtifactConflict | ArtifactUpdated:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_artifact_update_result_type_0 = (
                    ArtifactUpdated.from_dict(data)
                )

                return componentsschemas_artifact_update_result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_artifact_update_result_type_1 = (
                ArtifactConflict.from_dict(data)
            )

            return componentsschemas_artifact_update_result_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ArtifactConflict | ArtifactUpdated]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parse=lambda: _parse_response(client=client, response=response),
    )


def sync_detailed(
    artifact_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ArtifactUpdate,
) -> Response[ArtifactConflict | ArtifactUpdated]:
    """Change an artifact

    Args:
        artifact_id (str):
        body (ArtifactUpdate): Changes to an artifact. A part without the version it replaces is
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArtifactConflict | ArtifactUpdated]
    """

    kwargs = _get_kwargs(
        artifact_id=artifact_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    artifact_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ArtifactUpdate,
) -> ArtifactConflict | ArtifactUpdated | None:
    """Change an artifact

    Args:
        artifact_id (str):
        body (ArtifactUpdate): Changes to an artifact. A part without the version it replaces is
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArtifactConflict | ArtifactUpdated
    """

    return sync_detailed(
        artifact_id=artifact_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    artifact_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ArtifactUpdate,
) -> Response[ArtifactConflict | ArtifactUpdated]:
    """Change an artifact

    Args:
        artifact_id (str):
        body (ArtifactUpdate): Changes to an artifact. A part without the version it replaces is
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ArtifactConflict | ArtifactUpdated]
    """

    kwargs = _get_kwargs(
        artifact_id=artifact_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    artifact_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ArtifactUpdate,
) -> ArtifactConflict | ArtifactUpdated | None:
    """Change an artifact

    Args:
        artifact_id (str):
        body (ArtifactUpdate): Changes to an artifact. A part without the version it replaces is
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ArtifactConflict | ArtifactUpdated
    """

    return (
        await asyncio_detailed(
            artifact_id=artifact_id,
            client=client,
            body=body,
        )
    ).parsed
