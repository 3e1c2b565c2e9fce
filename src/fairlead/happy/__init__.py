"""Happy: conversations with coding agents on one's own machines, encrypted from end to end.

Examples:
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
    from fairlead._async.happy.account import (
        AsyncAccount,
        AsyncPushTokens,
    )
    from fairlead._async.happy.artifacts import (
        AsyncAccessKeys,
        AsyncArtifacts,
        AsyncKv,
    )
    from fairlead._async.happy.attachments import (
        AsyncAttachments,
    )
    from fairlead._async.happy.auth import (
        AsyncAuth,
    )
    from fairlead._async.happy.client import (
        HappyClient,
    )
    from fairlead._async.happy.pairing import (
        AsyncPairing,
    )
    from fairlead._async.happy.social import (
        AsyncConnections,
        AsyncFeed,
        AsyncFriends,
        AsyncVoice,
    )
    from fairlead._async.happy.subscription import (
        SessionSubscription,
    )
    from fairlead._clients import (
        ConnectionOptions,
    )
    from fairlead._sync.happy.account import (
        Account,
        PushTokens,
    )
    from fairlead._sync.happy.artifacts import (
        AccessKeys,
        Artifacts,
        Kv,
    )
    from fairlead._sync.happy.attachments import (
        Attachments,
    )
    from fairlead._sync.happy.auth import (
        Auth,
    )
    from fairlead._sync.happy.client import (
        SyncHappyClient,
    )
    from fairlead._sync.happy.pairing import (
        Pairing,
    )
    from fairlead._sync.happy.social import (
        Connections,
        Feed,
        Friends,
        Voice,
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
        GoneError,
        HappyError,
        InvalidArgumentError,
        MachineNotFound,
        MachineOfflineError,
        MessageDeliveryError,
        MetadataConflictError,
        MetadataUpdateError,
        NotFoundError,
        PayloadTooLargeError,
        PermissionDeniedError,
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
        UnprocessableError,
        VersionConflictError,
    )
    from fairlead.happy.models import (
        AccessKey,
        Agent,
        Artifact,
        ArtifactSummary,
        FeedPage,
        FeedPost,
        Health,
        KvEntry,
        KvMutation,
        KvVersion,
        Machine,
        Message,
        NotificationResult,
        PairedCredentials,
        PairingState,
        PairingStatus,
        PermissionMode,
        PermissionRequest,
        Profile,
        PushToken,
        RelationshipStatus,
        Session,
        SessionUpdate,
        Settings,
        SpawnPermissionMode,
        StoredMessage,
        TaskResult,
        TurnResult,
        TurnStatus,
        UpdateKind,
        Usage,
        UsageSum,
        User,
        VendorToken,
        VoiceConversation,
        VoiceUsage,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead._async.happy.account": [
                "AsyncAccount",
                "AsyncPushTokens",
            ],
            "fairlead._async.happy.artifacts": [
                "AsyncAccessKeys",
                "AsyncArtifacts",
                "AsyncKv",
            ],
            "fairlead._async.happy.attachments": [
                "AsyncAttachments",
            ],
            "fairlead._async.happy.auth": [
                "AsyncAuth",
            ],
            "fairlead._async.happy.client": [
                "HappyClient",
            ],
            "fairlead._async.happy.pairing": [
                "AsyncPairing",
            ],
            "fairlead._async.happy.social": [
                "AsyncConnections",
                "AsyncFeed",
                "AsyncFriends",
                "AsyncVoice",
            ],
            "fairlead._async.happy.subscription": [
                "SessionSubscription",
            ],
            "fairlead._clients": [
                "ConnectionOptions",
            ],
            "fairlead._sync.happy.account": [
                "Account",
                "PushTokens",
            ],
            "fairlead._sync.happy.artifacts": [
                "AccessKeys",
                "Artifacts",
                "Kv",
            ],
            "fairlead._sync.happy.attachments": [
                "Attachments",
            ],
            "fairlead._sync.happy.auth": [
                "Auth",
            ],
            "fairlead._sync.happy.client": [
                "SyncHappyClient",
            ],
            "fairlead._sync.happy.pairing": [
                "Pairing",
            ],
            "fairlead._sync.happy.social": [
                "Connections",
                "Feed",
                "Friends",
                "Voice",
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
            ],
            "fairlead.happy.models": [
                "AccessKey",
                "Agent",
                "Artifact",
                "ArtifactSummary",
                "FeedPage",
                "FeedPost",
                "Health",
                "KvEntry",
                "KvMutation",
                "KvVersion",
                "Machine",
                "Message",
                "NotificationResult",
                "PairedCredentials",
                "PairingState",
                "PairingStatus",
                "PermissionMode",
                "PermissionRequest",
                "Profile",
                "PushToken",
                "RelationshipStatus",
                "Session",
                "SessionUpdate",
                "Settings",
                "SpawnPermissionMode",
                "StoredMessage",
                "TaskResult",
                "TurnResult",
                "TurnStatus",
                "UpdateKind",
                "Usage",
                "UsageSum",
                "User",
                "VendorToken",
                "VoiceConversation",
                "VoiceUsage",
            ],
        },
    )

__all__ = [
    "AccessKey",
    "AccessKeys",
    "Account",
    "Agent",
    "Artifact",
    "ArtifactSummary",
    "Artifacts",
    "AsyncAccessKeys",
    "AsyncAccount",
    "AsyncArtifacts",
    "AsyncAttachments",
    "AsyncAuth",
    "AsyncConnections",
    "AsyncFeed",
    "AsyncFriends",
    "AsyncKv",
    "AsyncPairing",
    "AsyncPushTokens",
    "AsyncVoice",
    "Attachments",
    "Auth",
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionError",
    "ConnectionOptions",
    "Connections",
    "CredentialsError",
    "DirectoryApprovalRequired",
    "EncryptionError",
    "Feed",
    "FeedPage",
    "FeedPost",
    "Friends",
    "GoneError",
    "HappyClient",
    "HappyError",
    "Health",
    "InsecureKeyFileWarning",
    "InvalidArgumentError",
    "Kv",
    "KvEntry",
    "KvMutation",
    "KvVersion",
    "Machine",
    "MachineNotFound",
    "MachineOfflineError",
    "Message",
    "MessageDeliveryError",
    "MetadataConflictError",
    "MetadataUpdateError",
    "NotFoundError",
    "NotificationResult",
    "PairedCredentials",
    "Pairing",
    "PairingState",
    "PairingStatus",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "PermissionMode",
    "PermissionRequest",
    "Profile",
    "PushToken",
    "PushTokens",
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
    "Settings",
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
    "UnprocessableError",
    "UpdateKind",
    "Usage",
    "UsageSum",
    "User",
    "VendorToken",
    "VersionConflictError",
    "Voice",
    "VoiceConversation",
    "VoiceUsage",
]
