"""The app's OpenAPI document, as the contract says it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from fairlead.emulator import _document
from fairlead.emulator._document import Json, forbid_null

__all__ = ["describe"]

_NEVER_NULL = {
    "AgentDetail": ("source",),
    "AgentSummary": ("source",),
    "JoinRejectedNotification": ("delivery_id", "correlation_id", "idempotency_key"),
    "RelationshipNotification": ("event", "state", "delivery_id", "correlation_id", "idempotency_key"),
    "StaleVersionDetail": ("event_id",),
    "ValidationIssue": ("ctx",),
}


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`."""
    return _document.describe(app, security=[{"Bearer": []}], never_null=_NEVER_NULL, finish=_require_bodies)


def _require_bodies(document: Json) -> None:
    """The one body that may be missing is left out by older clients only; the contract requires it."""
    for operations in document["paths"].values():
        for operation in operations.values():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
                body = operation["requestBody"]["content"]["application/json"]["schema"]
                forbid_null(body)
                body.pop("title", None)
