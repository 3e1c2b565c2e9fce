"""fairlead: stable SDK facades over generated transports for five agent backends.

Import the facade of the backend you use:

    from fairlead.handoffrail import HandoffRailClient

Importing this package alone loads no HTTP client, no models and no generated code. `fairlead.hai`, and every
other facade, is imported when it is first used.
"""

from typing import TYPE_CHECKING

from fairlead._version import __version__
from fairlead.errors import (
    BadRequest,
    ClientClosed,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    FairleadError,
    Forbidden,
    Gone,
    InvalidArgument,
    InvalidResponse,
    MissingExtra,
    NotFound,
    PayloadTooLarge,
    RateLimited,
    ServerError,
    StatusError,
    StreamInterrupted,
    TimedOut,
    TransportError,
    Unauthorized,
    Unprocessable,
    WebhookVerificationError,
)

__all__ = [
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "FairleadError",
    "Forbidden",
    "Gone",
    "InvalidArgument",
    "InvalidResponse",
    "MissingExtra",
    "NotFound",
    "PayloadTooLarge",
    "RateLimited",
    "ServerError",
    "StatusError",
    "StreamInterrupted",
    "TimedOut",
    "TransportError",
    "Unauthorized",
    "Unprocessable",
    "WebhookVerificationError",
    "__version__",
]

if TYPE_CHECKING:
    from fairlead import hai as hai
    from fairlead import handoffrail as handoffrail
    from fairlead import happy as happy
    from fairlead import hestia as hestia
    from fairlead import mycel as mycel
else:
    _FACADES = {"hai", "handoffrail", "happy", "hestia", "mycel"}

    def __getattr__(name: str) -> object:
        if name not in _FACADES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(f"{__name__}.{name}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *_FACADES} - {"TYPE_CHECKING"})
