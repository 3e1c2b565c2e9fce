"""An application whose document is like Mycel's: untyped answers, operationIds by rule, private routes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field

Json = dict[str, Any]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LoginRequest(BaseModel):
    identifier: str
    password: str


class SendOtpRequest(BaseModel):
    email: str
    password: str
    invite_code: str


class VerifyOtpRequest(BaseModel):
    email: str
    token: str


class CompleteRegisterRequest(BaseModel):
    temp_token: str
    invite_code: str


class CreateGuestOwnerRequest(BaseModel):
    display_name: str | None = None


class CreateExternalUserRequest(BaseModel):
    user_id: str
    display_name: str


class CreateAgentRequest(BaseModel):
    name: str
    description: str = ""


class MountSpec(BaseModel):
    source: str
    target: str
    mode: Literal["mount", "copy"] = "mount"
    read_only: bool = False


class CreateThreadRequest(Closed):
    agent_user_id: str
    sandbox: str = "local"
    sandbox_template_id: str | None = None
    existing_sandbox_id: str | None = None
    cwd: str | None = None
    model: str | None = None
    agent: str | None = None
    bind_mounts: list[MountSpec] = Field(default_factory=list)


class CreateChatBody(BaseModel):
    user_ids: list[str] = Field(default_factory=list)
    title: str | None = None
    kind: Literal["auto", "direct", "group"] = "auto"


class ChatMemberAddBody(Closed):
    user_id: str


class ChatJoinRequestBody(Closed):
    message: str | None = None


class ChatJoinRequestActionBody(Closed):
    pass


class MuteChatBody(BaseModel):
    user_id: str
    muted: bool
    mute_until: float | None = None


class MarkReadBody(Closed):
    up_to_seq: int = Field(ge=0)


class SendMessageBody(Closed):
    content: str
    mentioned_ids: list[str] | None = None
    delivery_scope: Literal["broadcast", "addressed"] = "broadcast"
    addressed_to_user_ids: list[str] | None = None
    reply_to: str | None = None
    enforce_caught_up: bool = False


class SetChatWorkflowBody(Closed):
    kind: str
    state: str = "active"
    config: Json = Field(default_factory=dict)
    expected_state_version: int | None = Field(default=None, ge=0)


class CreateChatWorkflowEventBody(Closed):
    kind: str
    resource_refs: list[Json] = Field(default_factory=list)
    requested_by_user_id: str | None = None
    decision_states: dict[str, dict[str, str]] = Field(default_factory=dict)
    rationales: Json = Field(default_factory=dict)
    final_state: Json = Field(default_factory=dict)
    metadata: Json = Field(default_factory=dict)


class UpdateChatWorkflowEventBody(Closed):
    state: str | None = None
    decision_states: dict[str, dict[str, str]] | None = None
    rationales: Json | None = None
    final_state: Json | None = None
    metadata: Json | None = None
    settled_at: float | None = None
    expected_state_version: int | None = None


class CreateChatTaskBody(Closed):
    subject: str
    description: str
    status: str = "pending"
    active_form: str | None = None
    owner: str | None = None
    blocks: list[str] = Field(default_factory=list)
    blocked_by: list[str] = Field(default_factory=list)
    metadata: Json = Field(default_factory=dict)


class UpdateChatTaskBody(Closed):
    status: str | None = None
    subject: str | None = None
    description: str | None = None
    active_form: str | None = None
    owner: str | None = None
    blocks: list[str] | None = None
    blocked_by: list[str] | None = None
    metadata: Json | None = None


class RelationshipRequestBody(Closed):
    target_user_id: str
    message: str | None = None


class RelationshipActionBody(Closed):
    pass


class RenameSandboxBody(BaseModel):
    name: str


LIMIT = Annotated[int, Query(ge=1, le=200)]
SECONDS = Annotated[float, Query(ge=0, le=30)]
CHAT = "/api/chats/{chat_id}"
EVENT = f"{CHAT}/workflow/events/{{event_id}}"
TASK = f"{CHAT}/tasks/{{task_id}}"
JOIN = f"{CHAT}/join-requests/{{request_id}}"
BOND = "/api/relationships/{relationship_id}"
ACTION = RelationshipActionBody

# (method, path, name of the handler, type of its body or its query parameters)
ROUTES: list[tuple[str, str, str, Any]] = [
    ("POST", "/api/auth/login", "login", LoginRequest),
    ("POST", "/api/auth/send-otp", "send_otp", SendOtpRequest),
    ("POST", "/api/auth/verify-otp", "verify_otp", VerifyOtpRequest),
    ("POST", "/api/auth/complete-register", "complete_register", CompleteRegisterRequest),
    ("POST", "/api/auth/guest", "create_guest_owner", CreateGuestOwnerRequest),
    ("GET", "/api/auth/me", "me", None),
    ("POST", "/api/auth/external-users", "create_external_user", CreateExternalUserRequest),
    ("GET", "/api/panel/agents", "list_agents", None),
    ("POST", "/api/panel/agents", "create_agent", CreateAgentRequest),
    ("POST", "/api/threads", "create_thread", CreateThreadRequest),
    ("GET", "/api/chats", "list_chats", None),
    ("POST", "/api/chats", "create_chat", CreateChatBody),
    ("GET", CHAT, "get_chat", None),
    ("GET", f"{CHAT}/join-target", "get_chat_join_target", None),
    ("POST", f"{CHAT}/members", "add_chat_member", ChatMemberAddBody),
    ("GET", f"{CHAT}/join-requests", "list_chat_join_requests", None),
    ("POST", f"{CHAT}/join-requests", "request_chat_join", ChatJoinRequestBody),
    ("POST", f"{JOIN}/approve", "approve_chat_join", ChatJoinRequestActionBody),
    ("POST", f"{JOIN}/reject", "reject_chat_join", ChatJoinRequestActionBody),
    ("POST", f"{CHAT}/mute", "mute_chat", MuteChatBody),
    ("GET", f"{CHAT}/messages", "list_messages", {"limit": (LIMIT, 50), "before": (str | None, None)}),
    ("GET", f"{CHAT}/messages/unread", "list_unread_messages", None),
    ("POST", f"{CHAT}/messages/read", "read_unread_messages", None),
    ("POST", f"{CHAT}/read", "mark_read", MarkReadBody),
    ("POST", f"{CHAT}/messages", "send_message", SendMessageBody),
    ("GET", f"{CHAT}/workflow", "get_chat_workflow", None),
    ("PUT", f"{CHAT}/workflow", "set_chat_workflow", SetChatWorkflowBody),
    ("DELETE", f"{CHAT}/workflow", "delete_chat_workflow", None),
    ("GET", f"{CHAT}/workflow/events", "list_chat_workflow_events", None),
    ("POST", f"{CHAT}/workflow/events", "create_chat_workflow_event", CreateChatWorkflowEventBody),
    ("GET", EVENT, "get_chat_workflow_event", None),
    ("PATCH", EVENT, "update_chat_workflow_event", UpdateChatWorkflowEventBody),
    ("DELETE", EVENT, "delete_chat_workflow_event", None),
    ("GET", f"{CHAT}/tasks", "list_chat_tasks", None),
    ("POST", f"{CHAT}/tasks", "create_chat_task", CreateChatTaskBody),
    ("GET", TASK, "get_chat_task", None),
    ("PATCH", TASK, "update_chat_task", UpdateChatTaskBody),
    ("DELETE", TASK, "delete_chat_task", None),
    ("GET", "/api/relationships", "list_relationships", None),
    ("POST", "/api/relationships/request", "request_relationship", RelationshipRequestBody),
    *(
        ("POST", f"{BOND}/{verb}", f"{verb}_relationship", ACTION)
        for verb in ("approve", "reject", "upgrade", "downgrade", "revoke")
    ),
    ("POST", "/api/runtime/inbox/drain", "drain_runtime_inbox", None),
    ("POST", "/api/runtime/inbox/wait", "wait_runtime_inbox", {"timeout_seconds": (SECONDS, 25.0)}),
    # What the application has beside its public contract.
    ("DELETE", CHAT, "delete_chat", None),
    ("GET", f"{CHAT}/events", "stream_chat_events", None),
    ("DELETE", f"{CHAT}/messages/{{message_id}}", "delete_message_for_self", None),
    ("POST", f"{CHAT}/messages/{{message_id}}/retract", "retract_message", None),
    ("GET", "/api/threads", "list_threads", None),
    ("GET", "/api/threads/{thread_id}/events", "stream_thread_events", None),
    ("DELETE", "/api/panel/agents/{agent_id}", "delete_agent", None),
    ("GET", "/api/panel/library/{kind}", "list_library", None),
    ("POST", "/api/sandbox/{sandbox_id}/rename", "rename_sandbox", RenameSandboxBody),
    ("GET", "/api/invite-codes", "list_invite_codes", None),
]

# These say at least that their answer is an object.
OBJECTS = {"auth", "panel", "runtime"}


def handler(path: str, takes: Any, answer: Any) -> Callable[..., Any]:
    """A handler with the parameters that its route shows."""

    async def handle(**_: Any) -> Any: ...

    given: dict[str, Any] = {
        part[1:-1]: (str, inspect.Parameter.empty) for part in path.split("/") if part.startswith("{")
    }
    given |= takes if isinstance(takes, dict) else {"body": (takes, inspect.Parameter.empty)} if takes else {}
    vars(handle)["__signature__"] = inspect.Signature(
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, (kind, default) in given.items()
        ],
        return_annotation=answer,
    )
    return handle


app = FastAPI(title="Mycel Web Backend", version="0.1.0")
for method, path, name, takes in ROUTES:
    tag = path.split("/")[2]
    answer = Json if tag in OBJECTS else Any
    app.add_api_route(path, handler(path, takes, answer), methods=[method], name=name, tags=[tag])
