"""Artifacts: making, showing, changing and deleting them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator.happy.hub import Json
from fairlead.emulator.happy.store import Artifact
from fairlead.emulator.happy.world import USERS, Unit

__all__ = ["Clash", "Part", "change", "create", "delete", "find", "owned", "present", "summarise"]


@dataclass(frozen=True, slots=True)
class Part:
    """A new header or body, and the version it replaces."""

    value: str
    expected: float


class Clash(Exception):
    """Somebody else changed the artifact.

    Attributes:
        parts: The parts that clash, `header` or `body`.
    """

    def __init__(self, *parts: str) -> None:
        super().__init__(*parts)
        self.parts = parts


def find(unit: Unit, artifact_id: str) -> Artifact | None:
    """The artifact with an identifier, whoever it belongs to."""
    return unit.db.scalars(select(Artifact).where(Artifact.id == artifact_id)).one_or_none()


def owned(unit: Unit, account_id: str, artifact_id: str) -> Artifact | None:
    """An artifact of an account."""
    artifact = find(unit, artifact_id)
    return artifact if artifact is not None and artifact.account_id == account_id else None


def create(unit: Unit, account_id: str, artifact_id: str, header: str, body: str, data_key: str) -> Artifact:
    """Make an artifact."""
    artifact = Artifact(
        id=artifact_id,
        account_id=account_id,
        header=header,
        body=body,
        data_key=data_key,
        created_at=unit.now,
        updated_at=unit.now,
    )
    unit.db.add(artifact)
    unit.db.flush()  # the defaults
    shown = {"t": "new-artifact", "artifactId": artifact.id, **_fields(artifact), **_body(artifact)}
    unit.update(account_id, USERS, shown)
    return artifact


def change(unit: Unit, artifact: Artifact, *, header: Part | None, body: Part | None) -> None:
    """Replace parts of an artifact, all or none.

    Raises:
        Clash: Another version was expected.
    """
    parts = {"header": header, "body": body}
    versions = {"header": artifact.header_version, "body": artifact.body_version}
    clashing = [name for name, part in parts.items() if part is not None and part.expected != versions[name]]
    if clashing:
        raise Clash(*clashing)
    told: Json = {}
    if header is not None:
        artifact.header, artifact.header_version = header.value, artifact.header_version + 1
        told["header"] = {"value": artifact.header, "version": artifact.header_version}
    if body is not None:
        artifact.body, artifact.body_version = body.value, artifact.body_version + 1
        told["body"] = {"value": artifact.body, "version": artifact.body_version}
    artifact.seq += 1
    artifact.updated_at = unit.now
    unit.update(artifact.account_id, USERS, {"t": "update-artifact", "artifactId": artifact.id, **told})


def delete(unit: Unit, artifact: Artifact) -> None:
    """Delete an artifact."""
    unit.db.delete(artifact)
    unit.update(artifact.account_id, USERS, {"t": "delete-artifact", "artifactId": artifact.id})


def present(artifact: Artifact) -> api.Artifact:
    """An artifact as it is shown."""
    return api.Artifact(id=artifact.id, **_fields(artifact), **_body(artifact))


def summarise(artifact: Artifact) -> api.ArtifactSummary:
    """An artifact as it is listed: without its body."""
    return api.ArtifactSummary(id=artifact.id, **_fields(artifact))


def _fields(artifact: Artifact) -> dict[str, Any]:
    return {
        "header": artifact.header,
        "headerVersion": artifact.header_version,
        "dataEncryptionKey": artifact.data_key,
        "seq": artifact.seq,
        "createdAt": artifact.created_at,
        "updatedAt": artifact.updated_at,
    }


def _body(artifact: Artifact) -> dict[str, Any]:
    return {"body": artifact.body, "bodyVersion": artifact.body_version}
