"""Operations on artifacts."""

from __future__ import annotations

from fastapi import APIRouter
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy import artifacts
from fairlead.emulator.happy.artifacts import Clash, Part
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem, not_found
from fairlead.emulator.happy.inputs import DONE, ArtifactId
from fairlead.emulator.happy.store import Artifact
from fairlead.emulator.happy.world import Unit, WorldDep

__all__ = ["router"]

_LISTED = 200

router: APIRouter = APIRouter(prefix="/v1/artifacts", tags=["artifacts"], route_class=JsonRoute)


@router.get("", responses=answers())
async def list_artifacts(caller: Caller, world: WorldDep) -> list[api.ArtifactSummary]:
    """List artifacts without their bodies."""
    query = (
        select(Artifact)
        .where(Artifact.account_id == caller.id)
        .order_by(Artifact.updated_at.desc(), Artifact.number.desc())
        .limit(_LISTED)
    )
    with world.unit() as unit:
        return [artifacts.summarise(artifact) for artifact in unit.db.scalars(query)]


@router.post("", responses=answers(400, 409))
async def create_artifact(body: api.ArtifactCreate, caller: Caller, world: WorldDep) -> api.Artifact:
    """Create an artifact, or load it."""
    artifact_id = str(body.id)
    with world.unit() as unit:
        account = unit.account(caller.id)
        artifact = artifacts.find(unit, artifact_id)
        if artifact is not None and artifact.account_id != account.id:
            raise Problem(409, "Artifact with this ID already exists for another account")
        if artifact is None:
            artifact = artifacts.create(
                unit, account.id, artifact_id, body.header, body.body, body.dataEncryptionKey
            )
        return artifacts.present(artifact)


@router.get("/{artifact_id}", responses=answers(400, 404))
async def get_artifact(artifact_id: ArtifactId, caller: Caller, world: WorldDep) -> api.Artifact:
    """Get an artifact."""
    with world.unit() as unit:
        return artifacts.present(_need(unit, caller.id, artifact_id))


@router.post("/{artifact_id}", responses=answers(400, 404), response_model_exclude_unset=True)
async def update_artifact(
    artifact_id: ArtifactId, body: api.ArtifactUpdate, caller: Caller, world: WorldDep
) -> api.ArtifactUpdateResult:
    """Change an artifact. A part without the version it replaces is ignored."""
    with world.unit() as unit:
        artifact = _need(unit, caller.id, artifact_id)
        header = _part(body.header, body.expectedHeaderVersion)
        new_body = _part(body.body, body.expectedBodyVersion)
        try:
            artifacts.change(unit, artifact, header=header, body=new_body)
        except Clash as clash:
            return api.ArtifactUpdateResult(_conflict(artifact, clash))
        versions: dict[str, int] = {}
        if header is not None:
            versions["headerVersion"] = artifact.header_version
        if new_body is not None:
            versions["bodyVersion"] = artifact.body_version
        return api.ArtifactUpdateResult(api.ArtifactUpdated(success=True, **versions))


@router.delete("/{artifact_id}", responses=answers(400, 404))
async def delete_artifact(artifact_id: ArtifactId, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Delete an artifact."""
    with world.unit() as unit:
        artifacts.delete(unit, _need(unit, caller.id, artifact_id))
    return DONE


def _need(unit: Unit, account_id: str, artifact_id: str) -> Artifact:
    if (artifact := artifacts.owned(unit, account_id, artifact_id)) is None:
        raise not_found("Artifact")
    return artifact


def _part(value: str | None, expected: int | None) -> Part | None:
    return None if value is None or expected is None else Part(value, expected)


def _conflict(artifact: Artifact, clash: Clash) -> api.ArtifactConflict:
    conflict = api.ArtifactConflict(success=False, error="version-mismatch")
    if "header" in clash.parts:
        conflict.currentHeaderVersion, conflict.currentHeader = artifact.header_version, artifact.header
    if "body" in clash.parts:
        conflict.currentBodyVersion, conflict.currentBody = artifact.body_version, artifact.body
    return conflict
