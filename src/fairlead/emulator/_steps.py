"""What an agent of a scenario does: steps, as data, for each turn of a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from fairlead.errors import ConfigurationError

__all__ = ["MESSAGE", "Branch", "Sleep", "Turns", "filled", "step_name"]

T = TypeVar("T")

MESSAGE = "{message}"
"""Stands in a text of a step for what the user said."""


class Branch(tuple[Any, ...]):
    """The steps of one branch, as the type of a step's field."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Turns:
    """The steps of each turn of a conversation.

    Attributes:
        turns: One sequence of steps for each turn; the last one is played in all that follow.
    """

    turns: tuple[tuple[Any, ...], ...]

    def steps(self, number: int, message: Callable[[], str]) -> Iterator[Any]:
        """The steps of a turn, each with `{message}` filled in when it is its turn.

        Args:
            number: Number of the turn in its conversation, from 1.
            message: Says what the user said last.
        """
        for step in self.turns[min(number, len(self.turns)) - 1]:
            yield filled(step, message())


@dataclass(frozen=True, slots=True)
class Sleep:
    """The agent does nothing.

    Attributes:
        seconds: For how long, on the emulator's clock.

    Raises:
        ConfigurationError: It is negative.
    """

    seconds: float

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise ConfigurationError(f"sleep must not be negative, got {self.seconds}")


def step_name(kind: type) -> str:
    """What a kind of step is called in YAML: `tool_call` for `ToolCall`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def filled(value: T, message: str) -> T:
    """A value with every `{message}` in its texts replaced, however deep they are; all else stays."""
    made: Any
    match value:
        case str():
            made = value.replace(MESSAGE, message)
        case bytes():
            made = value.replace(MESSAGE.encode(), message.encode())
        case Mapping():
            mapping = cast("Mapping[Any, Any]", value)
            made = {key: filled(inner, message) for key, inner in mapping.items()}
        case list() | tuple():
            sequence = cast("list[Any] | tuple[Any, ...]", value)
            made = type(sequence)(filled(inner, message) for inner in sequence)
        case _ if is_dataclass(value) and not isinstance(value, type):
            step: Any = value
            made = replace(
                step, **{each.name: filled(getattr(step, each.name), message) for each in fields(step)}
            )
        case _:
            made = value
    return cast("T", made)
