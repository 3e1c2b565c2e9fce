"""What every public model shares: frozen, tolerant of a newer server, and plain to convert."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.version import VERSION

__all__ = ["MappingModel", "Model", "UtcDatetime", "utc_now"]


_BUILDS_SAFELY = [int(part) for part in VERSION.split(".")[:2]] >= [2, 14]
"""Whether several threads may be the first to use a model. Before, pydantic might use its parent instead."""


class Model(BaseModel):
    """Base of the public models.

    Instances are frozen; change one with `model_copy(update={...})`. Fields that this version does not know
    are kept and sent back unchanged; read them from `model_extra`. Like a tuple, an instance has a hash if
    everything in it has one: one that holds a list or a dict has none, and its id can be a key instead. Error
    texts name fields, never their values, because a value may be a secret or a private conversation.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="allow",
        hide_input_in_errors=True,
        # A model is built when it is first used: most applications use a few of the many that are imported.
        defer_build=_BUILDS_SAFELY,
    )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Validate `data`, such as decoded JSON, as this model.

        Raises:
            pydantic.ValidationError: A field is missing or has the wrong shape. It is a `ValueError`.
        """
        return cls.model_validate(data)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON-ready data: enums as their values, times as ISO 8601 text.

        Fields that are None are left out, in nested models too; None inside free-form dicts stays.
        """
        return self.model_dump(mode="json", exclude_none=True)


class MappingModel(Model):
    """A model that can also be read like the dict it was made from.

    Keys are the server's names. One that was not sent is absent, although its attribute has the default.
    Nested models read like dicts, too, and a model equals a dict with the same content.

    Examples:
        >>> class Chat(MappingModel):
        ...     id: str
        ...     title: str | None = None
        >>> chat = Chat.from_dict({"id": "c-1"})
        >>> chat["id"], chat.id, chat.title, "title" in chat, chat == {"id": "c-1"}
        ('c-1', 'c-1', None, False, True)
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(serialize_by_alias=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON-ready data, with the keys it was made from."""
        return self.model_dump(mode="json", exclude_unset=True)

    def keys(self) -> KeysView[str]:
        """The server's names of what is present."""
        return self._present().keys()

    def values(self) -> ValuesView[Any]:
        """The values of what is present; nested models stay models."""
        return self._present().values()

    def items(self) -> ItemsView[str, Any]:
        """Pairs of `keys` and `values`."""
        return self._present().items()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or `default` if it is not present."""
        return self._present().get(key, default)

    def __getitem__(self, key: str) -> Any:
        return self._present()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._present()

    # Pydantic iterates over pairs, where a dict gives its keys.
    def __iter__(self) -> Iterator[str]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return iter(self._present())

    def __len__(self) -> int:
        return len(self._present())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Mapping) and not isinstance(other, BaseModel):
            return self._present() == other
        return super().__eq__(other)

    def __or__(self, other: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._present(), **other}

    def __ror__(self, other: Mapping[str, Any]) -> dict[str, Any]:
        return {**other, **self._present()}

    def _present(self) -> dict[str, Any]:
        given = self.model_fields_set
        fields = {
            field.alias or name: getattr(self, name)
            for name, field in type(self).model_fields.items()
            if name in given
        }
        return {**fields, **(self.model_extra or {})}


# Not a base: pydantic's metaclass and the iteration over fields stand against it.
Mapping.register(MappingModel)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]


def utc_now() -> datetime:
    """The present moment as an aware UTC time."""
    return datetime.now(UTC)


_combine = datetime.combine


def _aware(moment: datetime) -> datetime:
    # For every time of every answer: `moment.replace(tzinfo=UTC)` says the same and takes five times as long.
    return _combine(moment, moment.time(), UTC) if moment.tzinfo is None else moment


UtcDatetime = Annotated[datetime, AfterValidator(_aware)]
"""A time that always knows its offset; one that came without is UTC."""
