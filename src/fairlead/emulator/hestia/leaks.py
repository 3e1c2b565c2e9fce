"""The anti-leak rule: no answer of `/api/v1` shows how the kernel's types are called."""

from __future__ import annotations

import re
from typing import Any, Final, cast

__all__ = ["FORBIDDEN", "scrub"]

FORBIDDEN: Final = (
    "DSGKDecision",
    "CommandTrace",
    "ArbitrationResult",
    "DriftVector",
    "<SystemMode.",
    "<DecisionType.",
    "core.governance.",
    "core.bootstrap.",
)
"""What no text in such an answer may contain."""

_PATTERN = re.compile("|".join(map(re.escape, FORBIDDEN)))


def scrub(value: Any) -> Any:
    """The same JSON value without forbidden words in its texts. Keys stay as they are.

    An agent that repeats what it was told, or a validation error that quotes it, would bring them in.
    """
    if isinstance(value, str):
        return _PATTERN.sub("[internal]", value)
    if isinstance(value, dict):
        return {key: scrub(part) for key, part in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [scrub(part) for part in cast("list[Any]", value)]
    return value
