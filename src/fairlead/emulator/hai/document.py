"""The app's OpenAPI document, in the notation of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from fastapi import FastAPI

from fairlead.emulator import _document
from fairlead.emulator._document import Json, forbid_null
from fairlead.emulator.hai.nulls import NEVER_NULL

__all__ = ["describe"]

_ENVIRONMENTS: Final = {
    "web": "Browser",
    "desktop": "Desktop",
    "android": "Android",
    "workstation": "Workstation",
}
_EVENTS: Final = (
    "AgentStartedEvent",
    "AgentCompletionEvent",
    "AgentErrorEvent",
    "AgentRunStatusChangeEvent",
    "ActiveStateChangeEvent",
    "LiveViewUrlEvent",
    "RequestStartEvent",
    "RequestStartDispatchedEvent",
    "MetricsUpdateEvent",
    "FileTransferEvent",
    "AttachmentEvent",
    "RunnerSessionEvent",
    "AgentEvent",
)


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`."""
    return _document.describe(
        app, security=[{"ApiKey": []}], never_null=NEVER_NULL, finish=_finish, has_own_422=True
    )


def _finish(document: Json) -> None:
    schemas: dict[str, Json] = document["components"]["schemas"]
    for path in ("/api/v2/environments", "/api/v2/environments/{environment_id}"):
        for operation in document["paths"][path].values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "discriminator" in content.get("schema", {}):
                content["schema"] = _reference("KnownEnvironment")
    for part in _unions(document):
        _name_union(part, "Environment", {*_ENVIRONMENTS.values(), "OtherEnvironment"})
        _name_union(part, "SessionEvent", {*_EVENTS, "TrajectoryEvent"})
    schemas["KnownEnvironment"] = _choice("kind", _ENVIRONMENTS)
    schemas["Environment"] = {"anyOf": [_reference("KnownEnvironment"), _reference("OtherEnvironment")]}
    events = {name: name for name in _EVENTS}
    schemas["SessionEvent"] = {"anyOf": [_choice("type", events), _reference("TrajectoryEvent")]}
    schemas["AgentWithRevision"] = _extended(schemas["AgentWithRevision"], schemas["Agent"], "Agent")
    schemas["ToolResultEvent"]["properties"]["result"] = {}  # null is a result like any other
    base64 = {"contentEncoding": "base64", "contentMediaType": "application/octet-stream"}
    for model in ("Skill", "PatchSkill"):
        schemas[model]["properties"]["files"]["additionalProperties"] |= base64
    pause = document["paths"]["/api/v2/schedules/{schedule_id}/pause"]["post"]["requestBody"]
    forbid_null(pause["content"]["application/json"]["schema"])
    for operations in document["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                for name in ("style", "explode"):  # this contract leaves the default out
                    parameter.pop(name, None)


def _reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _choice(key: str, variants: dict[str, str]) -> Json:
    """One of some schemas, told apart by a field."""
    mapping = {value: _reference(name)["$ref"] for value, name in variants.items()}
    return {
        "oneOf": [_reference(name) for name in variants.values()],
        "discriminator": {"propertyName": key, "mapping": mapping},
    }


def _extended(schema: Json, base: Json, name: str) -> Json:
    """A schema, written as what it adds to another."""
    properties = {key: part for key, part in schema["properties"].items() if key not in base["properties"]}
    required = [key for key in schema["required"] if key not in base["required"]]
    return {"allOf": [_reference(name), {"type": "object", "required": required, "properties": properties}]}


def _name_union(schema: Json, name: str, members: set[str]) -> None:
    """Refer to a union by its name where its members are alternatives, in whatever order."""
    references = {_reference(member)["$ref"] for member in members}
    variants: list[Json] = schema.get("anyOf", [])
    if references <= {variant.get("$ref") for variant in variants}:
        others = [variant for variant in variants if variant.get("$ref") not in references]
        if others:
            schema["anyOf"] = [*others, _reference(name)]
        else:
            del schema["anyOf"]
            schema |= _reference(name)


def _unions(value: Any) -> Iterator[Json]:
    """Every schema in a document that has alternatives."""
    parts: list[Any] = []
    if isinstance(value, dict):
        mapping = cast("Json", value)
        parts = list(mapping.values())
        if isinstance(mapping.get("anyOf"), list):
            yield mapping
    elif isinstance(value, list):
        parts = cast("list[Any]", value)
    for part in parts:
        yield from _unions(part)
