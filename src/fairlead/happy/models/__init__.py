"""Public models of Happy. All are frozen and keep fields that they do not know."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead.happy.models.account import (
        AccessKey,
        Artifact,
        ArtifactSummary,
        FeedPage,
        FeedPost,
        Health,
        KvEntry,
        KvMutation,
        KvVersion,
        NotificationResult,
        PairedCredentials,
        PairingStatus,
        Profile,
        PushToken,
        Settings,
        Usage,
        UsageSum,
        User,
        VendorToken,
        VoiceConversation,
        VoiceUsage,
    )
    from fairlead.happy.models.enums import (
        Agent,
        PairingState,
        PermissionMode,
        RelationshipStatus,
        SpawnPermissionMode,
        TurnStatus,
        UpdateKind,
    )
    from fairlead.happy.models.machines import (
        Machine,
    )
    from fairlead.happy.models.sessions import (
        Message,
        PermissionRequest,
        Session,
        StoredMessage,
        TaskResult,
        TurnResult,
    )
    from fairlead.happy.models.updates import (
        SessionUpdate,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead.happy.models.account": [
                "AccessKey",
                "Artifact",
                "ArtifactSummary",
                "FeedPage",
                "FeedPost",
                "Health",
                "KvEntry",
                "KvMutation",
                "KvVersion",
                "NotificationResult",
                "PairedCredentials",
                "PairingStatus",
                "Profile",
                "PushToken",
                "Settings",
                "Usage",
                "UsageSum",
                "User",
                "VendorToken",
                "VoiceConversation",
                "VoiceUsage",
            ],
            "fairlead.happy.models.enums": [
                "Agent",
                "PairingState",
                "PermissionMode",
                "RelationshipStatus",
                "SpawnPermissionMode",
                "TurnStatus",
                "UpdateKind",
            ],
            "fairlead.happy.models.machines": [
                "Machine",
            ],
            "fairlead.happy.models.sessions": [
                "Message",
                "PermissionRequest",
                "Session",
                "StoredMessage",
                "TaskResult",
                "TurnResult",
            ],
            "fairlead.happy.models.updates": [
                "SessionUpdate",
            ],
        },
    )

__all__ = [
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
]
