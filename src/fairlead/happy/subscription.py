"""Subscriptions, where happy-engineering-sdk keeps them; the same as in `fairlead.happy`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

__all__ = [
    "SessionSubscription",
    "SessionUpdate",
    "SubscriptionClosed",
    "UpdateKind",
]

if TYPE_CHECKING:
    from fairlead.happy import (
        SessionSubscription,
        SessionUpdate,
        SubscriptionClosed,
        UpdateKind,
    )
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"fairlead.happy": __all__})
