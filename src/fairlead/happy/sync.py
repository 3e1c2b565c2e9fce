"""The blocking client, where happy-engineering-sdk keeps it; the same as in `fairlead.happy`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

__all__ = [
    "SyncHappyClient",
]

if TYPE_CHECKING:
    from fairlead.happy import (
        SyncHappyClient,
    )
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"fairlead.happy": __all__})
