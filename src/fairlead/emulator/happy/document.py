"""The app's OpenAPI document, in the notation of the contract."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from fairlead.emulator import _document
from fairlead.emulator._document import Json

__all__ = ["describe"]

_NEVER_NULL = {
    "ArtifactConflict": ("currentHeaderVersion", "currentHeader", "currentBodyVersion", "currentBody"),
    "ArtifactUpdate": ("header", "expectedHeaderVersion", "body", "expectedBodyVersion"),
    "ArtifactUpdated": ("headerVersion", "bodyVersion"),
    "AttachmentUploadTarget": ("formFields",),
    "Machine": ("seq",),
    "MachineCreate": ("daemonState",),
    "Problem": ("success",),
    "SessionEvent": ("data",),
    "SessionEventResult": ("tokens", "delivered", "reason"),
    "Unhealthy": ("timestamp", "service"),
}
_TIMES = ("activeAt", "createdAt", "endTime", "startTime", "timestamp", "updatedAt")


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`."""
    return _document.describe(app, security=[{"Bearer": []}], never_null=_NEVER_NULL, finish=_respell)


def _respell(document: Json) -> None:
    """What pydantic does not say: which integers are times, and that alternatives exclude each other."""
    schemas: dict[str, Json] = document["components"]["schemas"]
    for schema in schemas.values():
        fields: dict[str, Json] = schema.get("properties", {})
        for name in fields.keys() & {*_TIMES}:
            for variant in fields[name].get("anyOf", [fields[name]]):
                if variant.get("type") == "integer":
                    variant["format"] = "int64"
        for part in (schema, *fields.values()):
            if any("$ref" in variant or variant["type"] == "object" for variant in part.get("anyOf", ())):
                part["oneOf"] = part.pop("anyOf")
