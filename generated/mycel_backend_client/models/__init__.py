"""Contains all the data models used in inputs/outputs, each loaded on first use"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .acknowledgement import Acknowledgement
    from .add_member_body import AddMemberBody
    from .agent_compaction import AgentCompaction
    from .agent_config import AgentConfig
    from .agent_detail import AgentDetail
    from .agent_list import AgentList
    from .agent_ref import AgentRef
    from .agent_summary import AgentSummary
    from .agent_tool import AgentTool
    from .chat_created import ChatCreated
    from .chat_detail import ChatDetail
    from .chat_kind import ChatKind
    from .chat_notification import ChatNotification
    from .chat_summary import ChatSummary
    from .chat_type import ChatType
    from .complete_register_body import CompleteRegisterBody
    from .create_agent_body import CreateAgentBody
    from .create_chat_body import CreateChatBody
    from .create_external_user_body import CreateExternalUserBody
    from .create_guest_body import CreateGuestBody
    from .create_task_body import CreateTaskBody
    from .create_thread_body import CreateThreadBody
    from .create_workflow_event_body import CreateWorkflowEventBody
    from .decision_states import DecisionStates
    from .decision_states_additional_property import DecisionStatesAdditionalProperty
    from .delivery_scope import DeliveryScope
    from .empty_body import EmptyBody
    from .error_detail import ErrorDetail
    from .external_identity import ExternalIdentity
    from .external_user import ExternalUser
    from .guest_session import GuestSession
    from .guest_user import GuestUser
    from .inbox import Inbox
    from .join_follow_up import JoinFollowUp
    from .join_follow_up_detail import JoinFollowUpDetail
    from .join_follow_up_problem import JoinFollowUpProblem
    from .join_rejected_notification import JoinRejectedNotification
    from .join_request import JoinRequest
    from .join_request_state import JoinRequestState
    from .join_target import JoinTarget
    from .json_object import JsonObject
    from .last_message import LastMessage
    from .login_body import LoginBody
    from .mark_read_body import MarkReadBody
    from .me import Me
    from .member import Member
    from .member_added import MemberAdded
    from .message import Message
    from .message_follow_up_detail import MessageFollowUpDetail
    from .message_follow_up_error import MessageFollowUpError
    from .message_follow_up_problem import MessageFollowUpProblem
    from .message_signal import MessageSignal
    from .message_type import MessageType
    from .mount_mode import MountMode
    from .mount_spec import MountSpec
    from .mute_body import MuteBody
    from .mute_state import MuteState
    from .otp_sent import OtpSent
    from .owner import Owner
    from .relationship import Relationship
    from .relationship_event_type import RelationshipEventType
    from .relationship_notification import RelationshipNotification
    from .relationship_state import RelationshipState
    from .request_join_body import RequestJoinBody
    from .request_relationship_body import RequestRelationshipBody
    from .sandbox_capability import SandboxCapability
    from .sandbox_capability_problem import SandboxCapabilityProblem
    from .sandbox_provider_problem import SandboxProviderProblem
    from .sandbox_quota_problem import SandboxQuotaProblem
    from .sandbox_request import SandboxRequest
    from .send_message_body import SendMessageBody
    from .send_otp_body import SendOtpBody
    from .session import Session
    from .set_workflow_body import SetWorkflowBody
    from .stale_version_detail import StaleVersionDetail
    from .stale_version_problem import StaleVersionProblem
    from .sub_agent import SubAgent
    from .task import Task
    from .thread import Thread
    from .update_task_body import UpdateTaskBody
    from .update_workflow_event_body import UpdateWorkflowEventBody
    from .user_type import UserType
    from .validation_issue import ValidationIssue
    from .validation_problem import ValidationProblem
    from .verified_otp import VerifiedOtp
    from .verify_otp_body import VerifyOtpBody
    from .workflow import Workflow
    from .workflow_event import WorkflowEvent
    from .workflow_event_notification import WorkflowEventNotification

_MODULES = {
    "Acknowledgement": ".acknowledgement",
    "AddMemberBody": ".add_member_body",
    "AgentCompaction": ".agent_compaction",
    "AgentConfig": ".agent_config",
    "AgentDetail": ".agent_detail",
    "AgentList": ".agent_list",
    "AgentRef": ".agent_ref",
    "AgentSummary": ".agent_summary",
    "AgentTool": ".agent_tool",
    "ChatCreated": ".chat_created",
    "ChatDetail": ".chat_detail",
    "ChatKind": ".chat_kind",
    "ChatNotification": ".chat_notification",
    "ChatSummary": ".chat_summary",
    "ChatType": ".chat_type",
    "CompleteRegisterBody": ".complete_register_body",
    "CreateAgentBody": ".create_agent_body",
    "CreateChatBody": ".create_chat_body",
    "CreateExternalUserBody": ".create_external_user_body",
    "CreateGuestBody": ".create_guest_body",
    "CreateTaskBody": ".create_task_body",
    "CreateThreadBody": ".create_thread_body",
    "CreateWorkflowEventBody": ".create_workflow_event_body",
    "DecisionStates": ".decision_states",
    "DecisionStatesAdditionalProperty": ".decision_states_additional_property",
    "DeliveryScope": ".delivery_scope",
    "EmptyBody": ".empty_body",
    "ErrorDetail": ".error_detail",
    "ExternalIdentity": ".external_identity",
    "ExternalUser": ".external_user",
    "GuestSession": ".guest_session",
    "GuestUser": ".guest_user",
    "Inbox": ".inbox",
    "JoinFollowUp": ".join_follow_up",
    "JoinFollowUpDetail": ".join_follow_up_detail",
    "JoinFollowUpProblem": ".join_follow_up_problem",
    "JoinRejectedNotification": ".join_rejected_notification",
    "JoinRequest": ".join_request",
    "JoinRequestState": ".join_request_state",
    "JoinTarget": ".join_target",
    "JsonObject": ".json_object",
    "LastMessage": ".last_message",
    "LoginBody": ".login_body",
    "MarkReadBody": ".mark_read_body",
    "Me": ".me",
    "Member": ".member",
    "MemberAdded": ".member_added",
    "Message": ".message",
    "MessageFollowUpDetail": ".message_follow_up_detail",
    "MessageFollowUpError": ".message_follow_up_error",
    "MessageFollowUpProblem": ".message_follow_up_problem",
    "MessageSignal": ".message_signal",
    "MessageType": ".message_type",
    "MountMode": ".mount_mode",
    "MountSpec": ".mount_spec",
    "MuteBody": ".mute_body",
    "MuteState": ".mute_state",
    "OtpSent": ".otp_sent",
    "Owner": ".owner",
    "Relationship": ".relationship",
    "RelationshipEventType": ".relationship_event_type",
    "RelationshipNotification": ".relationship_notification",
    "RelationshipState": ".relationship_state",
    "RequestJoinBody": ".request_join_body",
    "RequestRelationshipBody": ".request_relationship_body",
    "SandboxCapability": ".sandbox_capability",
    "SandboxCapabilityProblem": ".sandbox_capability_problem",
    "SandboxProviderProblem": ".sandbox_provider_problem",
    "SandboxQuotaProblem": ".sandbox_quota_problem",
    "SandboxRequest": ".sandbox_request",
    "SendMessageBody": ".send_message_body",
    "SendOtpBody": ".send_otp_body",
    "Session": ".session",
    "SetWorkflowBody": ".set_workflow_body",
    "StaleVersionDetail": ".stale_version_detail",
    "StaleVersionProblem": ".stale_version_problem",
    "SubAgent": ".sub_agent",
    "Task": ".task",
    "Thread": ".thread",
    "UpdateTaskBody": ".update_task_body",
    "UpdateWorkflowEventBody": ".update_workflow_event_body",
    "UserType": ".user_type",
    "ValidationIssue": ".validation_issue",
    "ValidationProblem": ".validation_problem",
    "VerifiedOtp": ".verified_otp",
    "VerifyOtpBody": ".verify_otp_body",
    "Workflow": ".workflow",
    "WorkflowEvent": ".workflow_event",
    "WorkflowEventNotification": ".workflow_event_notification",
}

__all__ = (
    "Acknowledgement",
    "AddMemberBody",
    "AgentCompaction",
    "AgentConfig",
    "AgentDetail",
    "AgentList",
    "AgentRef",
    "AgentSummary",
    "AgentTool",
    "ChatCreated",
    "ChatDetail",
    "ChatKind",
    "ChatNotification",
    "ChatSummary",
    "ChatType",
    "CompleteRegisterBody",
    "CreateAgentBody",
    "CreateChatBody",
    "CreateExternalUserBody",
    "CreateGuestBody",
    "CreateTaskBody",
    "CreateThreadBody",
    "CreateWorkflowEventBody",
    "DecisionStates",
    "DecisionStatesAdditionalProperty",
    "DeliveryScope",
    "EmptyBody",
    "ErrorDetail",
    "ExternalIdentity",
    "ExternalUser",
    "GuestSession",
    "GuestUser",
    "Inbox",
    "JoinFollowUp",
    "JoinFollowUpDetail",
    "JoinFollowUpProblem",
    "JoinRejectedNotification",
    "JoinRequest",
    "JoinRequestState",
    "JoinTarget",
    "JsonObject",
    "LastMessage",
    "LoginBody",
    "MarkReadBody",
    "Me",
    "Member",
    "MemberAdded",
    "Message",
    "MessageFollowUpDetail",
    "MessageFollowUpError",
    "MessageFollowUpProblem",
    "MessageSignal",
    "MessageType",
    "MountMode",
    "MountSpec",
    "MuteBody",
    "MuteState",
    "OtpSent",
    "Owner",
    "Relationship",
    "RelationshipEventType",
    "RelationshipNotification",
    "RelationshipState",
    "RequestJoinBody",
    "RequestRelationshipBody",
    "SandboxCapability",
    "SandboxCapabilityProblem",
    "SandboxProviderProblem",
    "SandboxQuotaProblem",
    "SandboxRequest",
    "SendMessageBody",
    "SendOtpBody",
    "Session",
    "SetWorkflowBody",
    "StaleVersionDetail",
    "StaleVersionProblem",
    "SubAgent",
    "Task",
    "Thread",
    "UpdateTaskBody",
    "UpdateWorkflowEventBody",
    "UserType",
    "ValidationIssue",
    "ValidationProblem",
    "VerifiedOtp",
    "VerifyOtpBody",
    "Workflow",
    "WorkflowEvent",
    "WorkflowEventNotification",
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
