"""The clients, where hai-agents keeps them; the same as in `fairlead.hai`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

__all__ = [
    "AsyncClient",
    "Client",
]

if TYPE_CHECKING:
    from fairlead.hai import (
        AsyncClient,
        Client,
    )
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"fairlead.hai": __all__})
