"""The word lists of Mycel. All are open: a value that a newer server adds is kept as it came."""

from __future__ import annotations

from fairlead._core.enums import OpenStrEnum


class UserType(OpenStrEnum):
    """What kind of user: a person, a managed agent, or an agent that runs elsewhere."""

    human = "human"
    agent = "agent"
    external = "external"


class ChatKind(OpenStrEnum):
    """What kind of chat is wanted; `auto` is direct with one other user and a group with more."""

    auto = "auto"
    direct = "direct"
    group = "group"


class ChatType(OpenStrEnum):
    """What kind of chat it is."""

    direct = "direct"
    group = "group"


class DeliveryScope(OpenStrEnum):
    """Whether a message is for everybody, or for those it is addressed to. All members can see both."""

    broadcast = "broadcast"
    addressed = "addressed"


class MessageType(OpenStrEnum):
    """What kind of message. Messages that are sent through this client are `human`, whoever sends them."""

    human = "human"
    ai = "ai"
    ai_process = "ai_process"
    system = "system"
    notification = "notification"


class MessageSignal(OpenStrEnum):
    """What a managed agent means for the turn."""

    open = "open"
    yield_ = "yield"
    close = "close"


class JoinRequestState(OpenStrEnum):
    """Where a join request stands."""

    pending = "pending"
    approved = "approved"
    rejected = "rejected"


class RelationshipState(OpenStrEnum):
    """Where a relationship stands. `none` is told once, by the call that ends it."""

    pending = "pending"
    visit = "visit"
    hire = "hire"
    none = "none"


class MountMode(OpenStrEnum):
    """Whether a folder is mounted into a sandbox or copied."""

    mount = "mount"
    copy_ = "copy"
