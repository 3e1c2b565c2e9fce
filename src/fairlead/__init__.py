"""fairlead: stable SDK facades over generated transports for five agent backends.

Import the facade of the backend you use:

    from fairlead.handoffrail import HandoffRailClient

Importing this package alone loads no HTTP client, no models and no generated code.
"""

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
