"""What the models of hai share."""

from __future__ import annotations

from typing import Any, ClassVar

from fairlead._core.models import Model


class HaiModel(Model):
    """A model that goes out as it was made: what was not given is left out, and None is sent as null."""

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON-ready data. Fields that were not set are left out; None stays."""
        return self.model_dump(mode="json", exclude_unset=True)


class Variant(HaiModel):
    """One of several models that can stand in a place. The constant that tells which is always sent."""

    _tag: ClassVar[str] = "type"

    def model_post_init(self, _context: Any, /) -> None:
        """Count the constant as given."""
        self.__pydantic_fields_set__.add(self._tag)
