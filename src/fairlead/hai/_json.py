"""Models and other Python values as plain data that JSON can carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from pathlib import PurePath
from typing import Any, cast
from uuid import UUID

from fairlead._core import later


def plain(value: Any) -> Any:
    """The value with models as dicts, without their unset fields, and times and ids as text."""
    match value:
        case later.Model():
            return value.to_dict()
        case later.BaseModel():
            return value.model_dump(mode="json", by_alias=True)
        case Mapping():
            items = cast("Mapping[object, object]", value).items()
            return {str(key): plain(inner) for key, inner in items}
        case Enum():
            return plain(value.value)
        case datetime():
            return moment(value)
        case date() | time():
            return value.isoformat()
        case UUID() | PurePath():
            return str(value)
        case list() | tuple() | set() | frozenset():
            return [plain(inner) for inner in cast("Iterable[object]", value)]
        case _:
            return value


def moment(value: datetime | str) -> str:
    """A time in ISO 8601; one without offset is local time."""
    return value if isinstance(value, str) else value.astimezone().isoformat()
