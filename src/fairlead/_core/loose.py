"""Reading JSON that may be anything: what is missing or of another kind is simply not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

Fields = Mapping[str, Any]


def fields_of(value: object) -> Fields:
    """An object; an empty one in place of anything else."""
    return cast("Fields", value) if isinstance(value, dict) else {}


def items_of(value: object) -> list[object]:
    """A list; an empty one in place of anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


def text_or_none(value: object) -> str | None:
    """A text; None in place of anything else."""
    return value if isinstance(value, str) else None


def text_of(value: object) -> str | None:
    """A text that is not empty; None in place of anything else."""
    return text_or_none(value) or None
