"""What became of a tool call, as the service is told."""

from __future__ import annotations

from fairlead._core import later
from fairlead.hai import models
from fairlead.hai._limits import MAX_REQUEST_BYTES

ORIGIN = "client"
"""Who says that a tool failed."""

_ROOM = 100_000
"""Bytes of a request that are not the result, such as the call that it repeats."""


def succeeded(request: models.ToolRequest, value: object) -> models.ToolResultEvent | models.ErrorEvent:
    """The result of a call; an error if JSON cannot carry it.

    Models, dataclasses, dates, enums, sets, paths and such become what they are in JSON; numbers that JSON
    does not have (NaN and the infinities) become text.
    """
    try:
        content = later.to_json(value, inf_nan_mode="strings")
    except (ValueError, TypeError, RecursionError) as error:
        return failed(request, TypeError(f"the result of the tool cannot be sent: {error}"))
    if len(content) > MAX_REQUEST_BYTES - _ROOM:
        return failed(request, ValueError(f"the result of the tool is too large: {len(content):,} bytes"))
    return models.ToolResultEvent(tool_req=request, result=later.from_json(content))


def failed(request: models.ToolRequest, error: BaseException) -> models.ErrorEvent:
    """The error of a call: its class and what it says."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 (whatever is wrong with it, the agent has to be told something)
        text = "(it cannot say what)"
    # Half of a surrogate pair, such as in odd file names, cannot be sent.
    told = f"{type(error).__name__}: {text}".encode(errors="replace").decode()
    return models.ErrorEvent(error=told, origin=ORIGIN, tool_req=request)
