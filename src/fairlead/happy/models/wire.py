"""Models that are read as the server writes them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from fairlead._core.models import Model


class WireModel(Model):
    """A model whose names are in camel case on the wire; Python's names are understood, too."""

    model_config: ClassVar[ConfigDict] = ConfigDict(alias_generator=to_camel, validate_by_name=True)
