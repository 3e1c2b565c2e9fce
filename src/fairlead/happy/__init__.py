"""Happy: conversations with coding agents on one's own machines, encrypted from end to end.

Example:
    >>> from fairlead.happy import SyncHappyClient
    >>> with SyncHappyClient.from_env() as client:
    ...     session_id = client.spawn_session("my-machine", "/home/me/project")
    ...     client.send_message(session_id, "Which tests fail?")
    ...     print(client.wait_for_turn_completion(session_id).text)
    ...     client.stop_session(session_id)
"""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead._async._client import (
        ConnectionOptions,
    )
    from fairlead._async.happy.client import (
        HappyClient,
    )
    from fairlead._async.happy.subscription import (
        SessionSubscription,
    )
    from fairlead._sync.happy.client import (
        SyncHappyClient,
    )
    from fairlead._sync.happy.subscription import (
        SyncSessionSubscription,
    )
    from fairlead.happy._credentials import (
        InsecureKeyFileWarning,
    )
    from fairlead.happy.exceptions import (
        AuthenticationError,
        BadRequestError,
        ClientClosedError,
        ConfigurationError,
        ConflictError,
        ConnectionError,
        CredentialsError,
        DirectoryApprovalRequired,
        EncryptionError,
        HappyError,
        InvalidArgumentError,
        MachineNotFound,
        MachineOfflineError,
        MessageDeliveryError,
        MetadataConflictError,
        MetadataUpdateError,
        NotFoundError,
        PayloadTooLargeError,
        RateLimitError,
        ResponseFormatError,
        RpcConnectionError,
        RpcError,
        RpcTimeoutError,
        RpcTransportError,
        ServerError,
        SessionEndedError,
        SessionNotFound,
        SpawnError,
        StopSessionError,
        StreamInterruptedError,
        SubscriptionClosed,
        SubscriptionError,
        TimeoutError,
        UnexpectedStatusError,
        VersionConflictError,
    )
    from fairlead.happy.models import (
        Agent,
        Machine,
        Message,
        PermissionMode,
        PermissionRequest,
        RelationshipStatus,
        Session,
        SessionUpdate,
        SpawnPermissionMode,
        StoredMessage,
        TaskResult,
        TurnResult,
        TurnStatus,
        UpdateKind,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead._async._client": [
                "ConnectionOptions",
            ],
            "fairlead._async.happy.client": [
                "HappyClient",
            ],
            "fairlead._async.happy.subscription": [
                "SessionSubscription",
            ],
            "fairlead._sync.happy.client": [
                "SyncHappyClient",
            ],
            "fairlead._sync.happy.subscription": [
                "SyncSessionSubscription",
            ],
            "fairlead.happy._credentials": [
                "InsecureKeyFileWarning",
            ],
            "fairlead.happy.exceptions": [
                "AuthenticationError",
                "BadRequestError",
                "ClientClosedError",
                "ConfigurationError",
                "ConflictError",
                "ConnectionError",
                "CredentialsError",
                "DirectoryApprovalRequired",
                "EncryptionError",
                "HappyError",
                "InvalidArgumentError",
                "MachineNotFound",
                "MachineOfflineError",
                "MessageDeliveryError",
                "MetadataConflictError",
                "MetadataUpdateError",
                "NotFoundError",
                "PayloadTooLargeError",
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
                "VersionConflictError",
            ],
            "fairlead.happy.models": [
                "Agent",
                "Machine",
                "Message",
                "PermissionMode",
                "PermissionRequest",
                "RelationshipStatus",
                "Session",
                "SessionUpdate",
                "SpawnPermissionMode",
                "StoredMessage",
                "TaskResult",
                "TurnResult",
                "TurnStatus",
                "UpdateKind",
            ],
        },
    )

__all__ = [
    "Agent",
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionError",
    "ConnectionOptions",
    "CredentialsError",
    "DirectoryApprovalRequired",
    "EncryptionError",
    "HappyClient",
    "HappyError",
    "InsecureKeyFileWarning",
    "InvalidArgumentError",
    "Machine",
    "MachineNotFound",
    "MachineOfflineError",
    "Message",
    "MessageDeliveryError",
    "MetadataConflictError",
    "MetadataUpdateError",
    "NotFoundError",
    "PayloadTooLargeError",
    "PermissionMode",
    "PermissionRequest",
    "RateLimitError",
    "RelationshipStatus",
    "ResponseFormatError",
    "RpcConnectionError",
    "RpcError",
    "RpcTimeoutError",
    "RpcTransportError",
    "ServerError",
    "Session",
    "SessionEndedError",
    "SessionNotFound",
    "SessionSubscription",
    "SessionUpdate",
    "SpawnError",
    "SpawnPermissionMode",
    "StopSessionError",
    "StoredMessage",
    "StreamInterruptedError",
    "SubscriptionClosed",
    "SubscriptionError",
    "SyncHappyClient",
    "SyncSessionSubscription",
    "TaskResult",
    "TimeoutError",
    "TurnResult",
    "TurnStatus",
    "UnexpectedStatusError",
    "UpdateKind",
    "VersionConflictError",
]
