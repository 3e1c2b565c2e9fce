"""Enums that a newer server may add to. Apart from the models, as they need no pydantic."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from fairlead.errors import InvalidArgument

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["OpenStrEnum"]


class OpenStrEnum(StrEnum):
    """A string enum that takes any string, so that a value added by the server breaks nothing.

    An unlisted string becomes a value of the enum that equals, hashes, copies and pickles like any other;
    `is_known` tells the two apart. Anything that is not a string is still an error.

    Examples:
        >>> class Color(OpenStrEnum):
        ...     red = "red"
        >>> Color("red") is Color.red
        True
        >>> Color("mauve").is_known
        False
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        # Not registered with the class: a server must not be able to fill memory with new members.
        unlisted = str.__new__(cls, value)
        unlisted._name_ = value
        unlisted._value_ = value
        return unlisted

    @property
    def is_known(self) -> bool:
        """Whether this is one of the listed members."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def parse(cls, value: str, *, error: type[InvalidArgument] = InvalidArgument) -> Self:
        """Return the member for `value`, accepting listed values only.

        Args:
            value: The value, or a member.
            error: The class to raise, so that a facade can raise its own.

        Raises:
            InvalidArgument: `value` is not listed; the message names those that are. It is a `ValueError`.
        """
        for member in cls:
            if member == value:
                return member
        raise error(f"{str(value)!r} is not a {cls.__name__}; use one of {', '.join(cls)}")

    def __reduce_ex__(self, protocol: object) -> tuple[type[Self], tuple[str]]:
        # By value: early releases of Python 3.11 pickle by name, which unlisted values do not have.
        return type(self), (self._value_,)

    def __repr__(self) -> str:
        if self.is_known:
            return super().__repr__()
        return f"<{type(self).__name__} {self._value_!r}, not listed>"

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        schema["examples"] = schema.pop("enum")
        return reference
