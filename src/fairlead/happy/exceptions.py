"""Exceptions of the Happy facade.

Every one is a [`HappyError`][] and, where there is one, the shared class of its kind, so both
`except happy.SessionNotFound` and `except fairlead.NotFound` work.
"""

from __future__ import annotations

from typing import Any, ClassVar

from fairlead import errors

__all__ = [
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionError",
    "CredentialsError",
    "DirectoryApprovalRequired",
    "EncryptionError",
    "GoneError",
    "HappyError",
    "InvalidArgumentError",
    "MachineNotFound",
    "MachineOfflineError",
    "MessageDeliveryError",
    "MetadataConflictError",
    "MetadataUpdateError",
    "NotFoundError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseFormatError",
    "RpcConnectionError",
    "RpcError",
    "RpcTimeoutError",
    "RpcTransportError",
    "ServerError",
    "SessionEndedError",
    "SessionNotFound",
    "SpawnError",
    "StopSessionError",
    "StreamInterruptedError",
    "SubscriptionClosed",
    "SubscriptionError",
    "TimeoutError",
    "UnexpectedStatusError",
    "UnprocessableError",
    "VersionConflictError",
]


class HappyError(errors.FairleadError):
    """Base of every error of this facade."""


class AuthenticationError(HappyError, errors.Unauthorized):
    """401: the token is missing or not valid. Also the base of `CredentialsError`."""


class BadRequestError(HappyError, errors.BadRequest):
    """400: the server refused the request as it stands."""


class NotFoundError(HappyError, errors.NotFound):
    """404: no such thing in this account."""


class SessionNotFound(NotFoundError):
    """There is no such session in this account."""


class MachineNotFound(NotFoundError):
    """There is no such machine in this account."""


class ConflictError(HappyError, errors.Conflict):
    """409: it exists already, or somebody else changed it."""


class VersionConflictError(ConflictError):
    """Somebody else changed it since it was read; nothing was stored. `body` has what is stored now.

    Some calls learn it from an answer that reports success; then there is no `status`.
    """

    default_status: ClassVar[int | None] = None


class PayloadTooLargeError(HappyError, errors.PayloadTooLarge):
    """413: what was sent is too large."""


class RateLimitError(HappyError, errors.RateLimited):
    """429: too many requests."""


class ServerError(HappyError, errors.ServerError):
    """5xx: the server failed."""


class UnexpectedStatusError(HappyError, errors.StatusError):
    """Any other status that is not a success."""


class PermissionDeniedError(UnexpectedStatusError, errors.Forbidden):
    """403: the account may not do this."""


class GoneError(UnexpectedStatusError, errors.Gone):
    """410: it was there, and is no longer."""


class UnprocessableError(UnexpectedStatusError, errors.Unprocessable):
    """422: the server does not accept what the request says."""


class ConnectionError(HappyError, errors.ConnectionFailed):
    """The server could not be reached, or the connection broke."""


class TimeoutError(HappyError, errors.TimedOut):
    """A wait took longer than it was given, or an answer did not come in time."""


class StreamInterruptedError(ConnectionError, errors.StreamInterrupted):
    """A stream broke and could not be resumed."""


class ResponseFormatError(HappyError, errors.InvalidResponse):
    """The server reported success with a body that does not fit the contract."""


class InvalidArgumentError(HappyError, errors.InvalidArgument):
    """An argument cannot be sent; nothing was sent."""


class ConfigurationError(HappyError, errors.ConfigurationError):
    """The client cannot be built from what it was given."""


class CredentialsError(AuthenticationError, ConfigurationError):
    """Credentials are missing or malformed; the message names where they were looked for.

    Nothing was sent, so there is no `status`.
    """

    default_status: ClassVar[int | None] = None


class ClientClosedError(HappyError, errors.ClientClosed):
    """The client was used after `close()`."""


class EncryptionError(HappyError):
    """Something could not be encrypted or decrypted with the keys at hand."""


class RpcTransportError(HappyError, errors.TransportError):
    """A call to a machine or an agent did not get through, or its answer did not get back."""


class RpcConnectionError(RpcTransportError, ConnectionError):
    """The socket that calls go over could not be connected, or broke while an answer was awaited."""


class RpcTimeoutError(RpcTransportError, TimeoutError):
    """The machine or the agent did not answer a call in time."""


class RpcError(HappyError):
    """A machine or an agent answered a call with an error; the message is its own."""


class MachineOfflineError(RpcTransportError):
    """The machine's daemon is not connected."""


class SpawnError(HappyError):
    """The daemon did not start the agent; the message is the daemon's own."""


class DirectoryApprovalRequired(SpawnError):
    """The directory does not exist, and creating it was not approved (`create_dir=True` does).

    Attributes:
        directory: The missing directory, as the daemon names it.
    """

    def __init__(self, message: str = "", *, directory: str | None = None, **context: Any) -> None:
        super().__init__(message, **context)
        self.directory = directory


class StopSessionError(HappyError):
    """The daemon did not stop the session."""


class MetadataUpdateError(HappyError):
    """The server refused a change of metadata, or acknowledged it in a way that makes no sense."""


class MetadataConflictError(HappyError, errors.Conflict):
    """Others changed the metadata each time we tried to. There is no `status`: it did not go over HTTP."""

    default_status: ClassVar[int | None] = None


class SessionEndedError(HappyError):
    """The session ended, so that what was waited for will not happen."""


class MessageDeliveryError(HappyError, errors.TransportError):
    """The server did not confirm that it stored a message."""


class SubscriptionError(HappyError):
    """A subscription cannot go on."""


class SubscriptionClosed(SubscriptionError):
    """A subscription was used after it was closed."""
