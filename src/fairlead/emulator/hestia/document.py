"""The app's OpenAPI document, as the contract says it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from fairlead.emulator import _document
from fairlead.emulator._document import Json

__all__ = ["describe"]

_NEVER_NULL = {
    "ChatAnswer": ("dsgk_trace_id", "dsgk_decision", "dsgk_risk_score", "dsgk_policy"),
    "CommandRecord": ("epoch_id", "latency_ms"),
    "ExplainRequest": ("command_input",),
    "Problem": ("code", "message"),
    "RunRequest": ("context", "options"),
}


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`."""
    # A server without a key takes every request.
    return _document.describe(app, security=[{"ApiKey": []}, {}], never_null=_NEVER_NULL)
