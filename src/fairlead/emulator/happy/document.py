"""The app's OpenAPI document, in the notation of the contract."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from fairlead.emulator._document import Json
from fairlead.emulator._document import describe as describe_app

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


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`: makes the document once, when it is first wanted."""
    return describe_app(app, security=[{"Bearer": []}], never_null=_NEVER_NULL)
