"""Pydantic, loaded with the first name of it that is used: a client is made, and fails, without it."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from pydantic import (
        BaseModel,
        TypeAdapter,
        ValidationError,
    )
    from pydantic_core import (
        from_json,
        to_json,
    )

    from fairlead._core.models import (
        Model,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead._core.models": [
                "Model",
            ],
            "pydantic": [
                "BaseModel",
                "TypeAdapter",
                "ValidationError",
            ],
            "pydantic_core": [
                "from_json",
                "to_json",
            ],
        },
    )

__all__ = ["BaseModel", "Model", "TypeAdapter", "ValidationError", "from_json", "to_json"]
