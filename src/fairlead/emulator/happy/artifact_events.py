"""What a connected participant can say about artifacts."""

from __future__ import annotations

from typing import Any, cast

from fairlead.emulator.happy import artifacts
from fairlead.emulator.happy.artifacts import Clash, Part
from fairlead.emulator.happy.hub import Connection, Json
from fairlead.emulator.happy.socket_events import Handler
from fairlead.emulator.happy.store import Artifact
from fairlead.emulator.happy.world import Unit, World

__all__ = ["HANDLERS"]

_INVALID: Json = {"result": "error", "message": "Invalid parameters"}
_MISSING: Json = {"result": "error", "message": "Artifact not found"}


def read(world: World, connection: Connection, data: Any) -> Any:
    """Show an artifact."""
    artifact_id = _texts(data, "artifactId")
    if artifact_id is None:
        return _INVALID
    with world.unit() as unit:
        artifact = artifacts.owned(unit, connection.account_id, *artifact_id)
        return _MISSING if artifact is None else _found(artifact)


def create(world: World, connection: Connection, data: Any) -> Any:
    """Create an artifact, or load it."""
    texts = _texts(data, "id", "header", "body", "dataEncryptionKey")
    if texts is None:
        return _INVALID
    with world.unit() as unit:
        known = artifacts.find(unit, texts[0])
        if known is not None and known.account_id != connection.account_id:
            message = "Artifact with this ID already exists for another account"
            return {"result": "error", "message": message}
        return _found(known or artifacts.create(unit, connection.account_id, *texts))


def update(world: World, connection: Connection, data: Any) -> Any:
    """Change an artifact."""
    artifact_id = _texts(data, "artifactId")
    if artifact_id is None:
        return _INVALID
    try:
        header, body = _part(data.get("header")), _part(data.get("body"))
    except ValueError:
        return _INVALID
    if header is None and body is None:
        return {"result": "error", "message": "No updates provided"}
    with world.unit() as unit:
        artifact = artifacts.owned(unit, connection.account_id, *artifact_id)
        return _MISSING if artifact is None else _change(unit, artifact, header, body)


def delete(world: World, connection: Connection, data: Any) -> Any:
    """Delete an artifact."""
    artifact_id = _texts(data, "artifactId")
    if artifact_id is None:
        return _INVALID
    with world.unit() as unit:
        artifact = artifacts.owned(unit, connection.account_id, *artifact_id)
        if artifact is None:
            return _MISSING
        artifacts.delete(unit, artifact)
        return {"result": "success"}


def _change(unit: Unit, artifact: Artifact, header: Part | None, body: Part | None) -> Json:
    try:
        artifacts.change(unit, artifact, header=header, body=body)
    except Clash as clash:
        stored = {
            "header": {"currentVersion": artifact.header_version, "currentData": artifact.header},
            "body": {"currentVersion": artifact.body_version, "currentData": artifact.body},
        }
        return {"result": "version-mismatch", **{name: stored[name] for name in clash.parts}}
    answer: Json = {"result": "success"}
    if header is not None:
        answer["header"] = {"version": artifact.header_version, "data": artifact.header}
    if body is not None:
        answer["body"] = {"version": artifact.body_version, "data": artifact.body}
    return answer


def _found(artifact: Artifact) -> Json:
    shown = artifacts.present(artifact).model_dump(mode="json")
    return {"result": "success", "artifact": shown}


def _texts(data: Any, *names: str) -> list[str] | None:
    """The texts under some names; None if one is missing."""
    fields = cast("Json", data) if isinstance(data, dict) else {}
    texts = [text for name in names if isinstance(text := fields.get(name), str)]
    return texts if len(texts) == len(names) else None


def _part(value: Any) -> Part | None:
    """A part that is to be replaced.

    Raises:
        ValueError: It makes no sense.
    """
    if value is None:
        return None
    fields = cast("Json", value) if isinstance(value, dict) else {}
    data, expected = fields.get("data"), fields.get("expectedVersion")
    if not isinstance(data, str) or isinstance(expected, bool) or not isinstance(expected, int | float):
        raise ValueError("not a part of an artifact")
    return Part(data, expected)


HANDLERS: dict[str, Handler] = {
    "artifact-read": read,
    "artifact-create": create,
    "artifact-update": update,
    "artifact-delete": delete,
}
