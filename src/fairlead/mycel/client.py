"""The clients, where mycel-sdk keeps them; the same as in `fairlead.mycel`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

__all__ = [
    "AsyncClient",
    "Client",
]

if TYPE_CHECKING:
    from fairlead.mycel import (
        AsyncClient,
        Client,
    )
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"fairlead.mycel": __all__})
