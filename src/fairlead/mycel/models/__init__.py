"""Public models of Mycel.

All are frozen, keep fields they do not know, and can be read like the dicts of the wire: `chat.id` and
`chat["id"]` are the same. Times are seconds since 1970 in UTC; those of relationships are ISO 8601 texts.
"""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead.mycel.models.agents import (
        AgentConfig,
        AgentDetail,
        AgentList,
        AgentSummary,
        Thread,
    )
    from fairlead.mycel.models.auth import (
        AgentRef,
        BackendInfo,
        Capabilities,
        ExternalIdentity,
        ExternalUser,
        GuestSession,
        GuestUser,
        Me,
        OtpSent,
        Owner,
        Session,
        VerifiedOtp,
    )
    from fairlead.mycel.models.auth import (
        OpenApiDocument as OpenApiDocument,
    )
    from fairlead.mycel.models.chats import (
        Acknowledgement,
        ChatCreated,
        ChatDetail,
        ChatSummary,
        JoinRequest,
        JoinTarget,
        LastMessage,
        Member,
        MemberAdded,
        Message,
        MuteState,
    )
    from fairlead.mycel.models.enums import (
        ChatKind,
        ChatType,
        DeliveryScope,
        JoinRequestState,
        MessageSignal,
        MessageType,
        MountMode,
        RelationshipState,
        UserType,
    )
    from fairlead.mycel.models.inbox import (
        Inbox,
        InboxFrame,
        Notification,
    )
    from fairlead.mycel.models.relationships import (
        Relationship,
    )
    from fairlead.mycel.models.workflows import (
        Task,
        Workflow,
        WorkflowEvent,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead.mycel.models.agents": [
                "AgentConfig",
                "AgentDetail",
                "AgentList",
                "AgentSummary",
                "Thread",
            ],
            "fairlead.mycel.models.auth": [
                "AgentRef",
                "BackendInfo",
                "Capabilities",
                "ExternalIdentity",
                "ExternalUser",
                "GuestSession",
                "GuestUser",
                "Me",
                "OpenApiDocument",
                "OtpSent",
                "Owner",
                "Session",
                "VerifiedOtp",
            ],
            "fairlead.mycel.models.chats": [
                "Acknowledgement",
                "ChatCreated",
                "ChatDetail",
                "ChatSummary",
                "JoinRequest",
                "JoinTarget",
                "LastMessage",
                "Member",
                "MemberAdded",
                "Message",
                "MuteState",
            ],
            "fairlead.mycel.models.enums": [
                "ChatKind",
                "ChatType",
                "DeliveryScope",
                "JoinRequestState",
                "MessageSignal",
                "MessageType",
                "MountMode",
                "RelationshipState",
                "UserType",
            ],
            "fairlead.mycel.models.inbox": [
                "Inbox",
                "InboxFrame",
                "Notification",
            ],
            "fairlead.mycel.models.relationships": [
                "Relationship",
            ],
            "fairlead.mycel.models.workflows": [
                "Task",
                "Workflow",
                "WorkflowEvent",
            ],
        },
    )

__all__ = [
    "Acknowledgement",
    "AgentConfig",
    "AgentDetail",
    "AgentList",
    "AgentRef",
    "AgentSummary",
    "BackendInfo",
    "Capabilities",
    "ChatCreated",
    "ChatDetail",
    "ChatKind",
    "ChatSummary",
    "ChatType",
    "DeliveryScope",
    "ExternalIdentity",
    "ExternalUser",
    "GuestSession",
    "GuestUser",
    "Inbox",
    "InboxFrame",
    "JoinRequest",
    "JoinRequestState",
    "JoinTarget",
    "LastMessage",
    "Me",
    "Member",
    "MemberAdded",
    "Message",
    "MessageSignal",
    "MessageType",
    "MountMode",
    "MuteState",
    "Notification",
    "OtpSent",
    "Owner",
    "Relationship",
    "RelationshipState",
    "Session",
    "Task",
    "Thread",
    "UserType",
    "VerifiedOtp",
    "Workflow",
    "WorkflowEvent",
]
