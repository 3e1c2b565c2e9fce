"""Mycel: chat between people and agents, and the inbox of the runtimes that agents live in.

Examples:
    >>> from fairlead.mycel import Client
    >>> with Client(base_url="http://127.0.0.1:8017", auth_token="...") as client:
    ...     chat = client.chats.ensure_direct("target-user-id")
    ...     client.messages.read(chat["id"])
    ...     client.messages.send(chat["id"], "hello")
"""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead._async.mycel.agents import (
        AsyncAgents,
        AsyncThreads,
    )
    from fairlead._async.mycel.auth import (
        AsyncAuth,
        AsyncMyself,
        AsyncUsers,
    )
    from fairlead._async.mycel.chats import (
        AsyncChats,
    )
    from fairlead._async.mycel.client import (
        AsyncClient,
    )
    from fairlead._async.mycel.messages import (
        AsyncMessages,
    )
    from fairlead._async.mycel.notifications import (
        AsyncNotifications,
    )
    from fairlead._async.mycel.relationships import (
        AsyncRelationships,
    )
    from fairlead._async.mycel.stream import (
        AsyncInboxStream,
    )
    from fairlead._clients import (
        ConnectionOptions,
    )
    from fairlead._core.reconnect import (
        Reconnect,
    )
    from fairlead._sync.mycel.agents import (
        Agents,
        Threads,
    )
    from fairlead._sync.mycel.auth import (
        Auth,
        Myself,
        Users,
    )
    from fairlead._sync.mycel.chats import (
        Chats,
    )
    from fairlead._sync.mycel.client import (
        Client,
    )
    from fairlead._sync.mycel.messages import (
        Messages,
    )
    from fairlead._sync.mycel.notifications import (
        Notifications,
    )
    from fairlead._sync.mycel.relationships import (
        Relationships,
    )
    from fairlead._sync.mycel.stream import (
        InboxStream,
    )
    from fairlead.mycel.exceptions import (
        AlreadyExists,
        ApiError,
        BadRequest,
        ClientClosed,
        ConfigurationError,
        Conflict,
        ConnectionClosed,
        ConnectionFailed,
        DeliveryFailed,
        Forbidden,
        Gone,
        InvalidArgument,
        InvalidResponse,
        JoinFollowUpFailed,
        MycelError,
        NotFound,
        PayloadTooLarge,
        RateLimited,
        ReplayOverflow,
        ServerError,
        StaleVersion,
        TimedOut,
        TokenRequired,
        TransportError,
        Unauthorized,
        UnexpectedStatus,
        UnreadMessages,
        ValidationFailed,
    )
    from fairlead.mycel.models import (
        Acknowledgement,
        AgentConfig,
        AgentDetail,
        AgentList,
        AgentRef,
        AgentSummary,
        BackendInfo,
        Capabilities,
        ChatCreated,
        ChatDetail,
        ChatKind,
        ChatSummary,
        ChatType,
        DeliveryScope,
        ExternalIdentity,
        ExternalUser,
        GuestSession,
        GuestUser,
        Inbox,
        InboxFrame,
        JoinRequest,
        JoinRequestState,
        JoinTarget,
        LastMessage,
        Me,
        Member,
        MemberAdded,
        Message,
        MessageSignal,
        MessageType,
        MountMode,
        MuteState,
        Notification,
        OtpSent,
        Owner,
        Relationship,
        RelationshipState,
        Session,
        Task,
        Thread,
        UserType,
        VerifiedOtp,
        Workflow,
        WorkflowEvent,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead._async.mycel.agents": [
                "AsyncAgents",
                "AsyncThreads",
            ],
            "fairlead._async.mycel.auth": [
                "AsyncAuth",
                "AsyncMyself",
                "AsyncUsers",
            ],
            "fairlead._async.mycel.chats": [
                "AsyncChats",
            ],
            "fairlead._async.mycel.client": [
                "AsyncClient",
            ],
            "fairlead._async.mycel.messages": [
                "AsyncMessages",
            ],
            "fairlead._async.mycel.notifications": [
                "AsyncNotifications",
            ],
            "fairlead._async.mycel.relationships": [
                "AsyncRelationships",
            ],
            "fairlead._async.mycel.stream": [
                "AsyncInboxStream",
            ],
            "fairlead._clients": [
                "ConnectionOptions",
            ],
            "fairlead._core.reconnect": [
                "Reconnect",
            ],
            "fairlead._sync.mycel.agents": [
                "Agents",
                "Threads",
            ],
            "fairlead._sync.mycel.auth": [
                "Auth",
                "Myself",
                "Users",
            ],
            "fairlead._sync.mycel.chats": [
                "Chats",
            ],
            "fairlead._sync.mycel.client": [
                "Client",
            ],
            "fairlead._sync.mycel.messages": [
                "Messages",
            ],
            "fairlead._sync.mycel.notifications": [
                "Notifications",
            ],
            "fairlead._sync.mycel.relationships": [
                "Relationships",
            ],
            "fairlead._sync.mycel.stream": [
                "InboxStream",
            ],
            "fairlead.mycel.exceptions": [
                "AlreadyExists",
                "ApiError",
                "BadRequest",
                "ClientClosed",
                "ConfigurationError",
                "Conflict",
                "ConnectionClosed",
                "ConnectionFailed",
                "DeliveryFailed",
                "Forbidden",
                "Gone",
                "InvalidArgument",
                "InvalidResponse",
                "JoinFollowUpFailed",
                "MycelError",
                "NotFound",
                "PayloadTooLarge",
                "RateLimited",
                "ReplayOverflow",
                "ServerError",
                "StaleVersion",
                "TimedOut",
                "TokenRequired",
                "TransportError",
                "Unauthorized",
                "UnexpectedStatus",
                "UnreadMessages",
                "ValidationFailed",
            ],
            "fairlead.mycel.models": [
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
    "Agents",
    "AlreadyExists",
    "ApiError",
    "AsyncAgents",
    "AsyncAuth",
    "AsyncChats",
    "AsyncClient",
    "AsyncInboxStream",
    "AsyncMessages",
    "AsyncMyself",
    "AsyncNotifications",
    "AsyncRelationships",
    "AsyncThreads",
    "AsyncUsers",
    "Auth",
    "BackendInfo",
    "BadRequest",
    "Capabilities",
    "ChatCreated",
    "ChatDetail",
    "ChatKind",
    "ChatSummary",
    "ChatType",
    "Chats",
    "Client",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionClosed",
    "ConnectionFailed",
    "ConnectionOptions",
    "DeliveryFailed",
    "DeliveryScope",
    "ExternalIdentity",
    "ExternalUser",
    "Forbidden",
    "Gone",
    "GuestSession",
    "GuestUser",
    "Inbox",
    "InboxFrame",
    "InboxStream",
    "InvalidArgument",
    "InvalidResponse",
    "JoinFollowUpFailed",
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
    "Messages",
    "MountMode",
    "MuteState",
    "MycelError",
    "Myself",
    "NotFound",
    "Notification",
    "Notifications",
    "OtpSent",
    "Owner",
    "PayloadTooLarge",
    "RateLimited",
    "Reconnect",
    "Relationship",
    "RelationshipState",
    "Relationships",
    "ReplayOverflow",
    "ServerError",
    "Session",
    "StaleVersion",
    "Task",
    "Thread",
    "Threads",
    "TimedOut",
    "TokenRequired",
    "TransportError",
    "Unauthorized",
    "UnexpectedStatus",
    "UnreadMessages",
    "UserType",
    "Users",
    "ValidationFailed",
    "VerifiedOtp",
    "Workflow",
    "WorkflowEvent",
]
