"""Fields that can be left out but not be null: as types, pydantic models cannot tell the two apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from pydantic import BaseModel

from fairlead.emulator.hai.errors import invalid

__all__ = ["NEVER_NULL", "refuse_nulls"]

NEVER_NULL: Final[Mapping[str, tuple[str, ...]]] = {
    "Browser": ("mode",),
    "BrowserProfileCreate": ("labels",),
    "HTTPValidationError": ("detail",),
    "MessageEvent": ("content",),
    "Metrics": ("cost_per_model",),
    "ObservationEvent": ("metadata",),
    "PatchAgent": ("description", "environments"),
    "PatchEnvironment": (
        "host",
        "start_url",
        "headless",
        "mode",
        "lazy",
        "settle_s",
        "use_default_browser_profile",
        "persist_browser_profile",
    ),
    "PatchSkill": ("description", "body", "files", "executable_files"),
    "PolicyEvent": ("tool_reqs", "validation_errors"),
    "SessionChanges": ("metrics",),
    "SessionRequest": ("overrides",),
    "SessionStatus": ("usage_per_model", "subagent_session_ids", "pending_tool_calls"),
    "Skill": ("files",),
    "ToolDefinition": ("input_schema",),
    "ToolRequest": ("args",),
    "UpdateSchedule": ("name", "timing", "session_request"),
    "UpdateWebhook": ("url", "enabled_events", "disabled"),
    "UserMessageEvent": ("images", "files", "skills"),
    "ValidationError": ("ctx",),
}
"""By model."""


def refuse_nulls(value: Any, place: tuple[str | int, ...] = ("body",)) -> None:
    """Let a value pass in which no model has null where it must not.

    Raises:
        RequestValidationError: One has.
    """
    if isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            refuse_nulls(item, (*place, index))
    elif isinstance(value, BaseModel):
        forbidden = NEVER_NULL.get(type(value).__name__, ())
        for name in value.model_fields_set:
            part = getattr(value, name)
            if part is None and name in forbidden:
                raise invalid((*place, name), "It can be left out, but not be null")
            refuse_nulls(part, (*place, name))
