"""Contains all the data models used in inputs/outputs, each loaded on first use"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_key import AccessKey
    from .access_key_conflict import AccessKeyConflict
    from .access_key_create import AccessKeyCreate
    from .access_key_created import AccessKeyCreated
    from .access_key_response import AccessKeyResponse
    from .access_key_update import AccessKeyUpdate
    from .access_key_updated import AccessKeyUpdated
    from .account_pairing_request import AccountPairingRequest
    from .artifact import Artifact
    from .artifact_conflict import ArtifactConflict
    from .artifact_create import ArtifactCreate
    from .artifact_summary import ArtifactSummary
    from .artifact_update import ArtifactUpdate
    from .artifact_updated import ArtifactUpdated
    from .attachment_download import AttachmentDownload
    from .attachment_download_source import AttachmentDownloadSource
    from .attachment_stored import AttachmentStored
    from .attachment_upload import AttachmentUpload
    from .attachment_upload_target import AttachmentUploadTarget
    from .attachment_upload_target_form_fields import AttachmentUploadTargetFormFields
    from .attachment_upload_target_method import AttachmentUploadTargetMethod
    from .encrypted_content import EncryptedContent
    from .feed_page import FeedPage
    from .feed_post import FeedPost
    from .friend_accepted_body import FriendAcceptedBody
    from .friend_change import FriendChange
    from .friend_list import FriendList
    from .friend_request_body import FriendRequestBody
    from .friend_result import FriendResult
    from .github_authorization import GithubAuthorization
    from .health import Health
    from .invalid_request import InvalidRequest
    from .json_object import JsonObject
    from .kv_clash import KvClash
    from .kv_conflict import KvConflict
    from .kv_entry import KvEntry
    from .kv_keys import KvKeys
    from .kv_list import KvList
    from .kv_mutated import KvMutated
    from .kv_mutation import KvMutation
    from .kv_mutations import KvMutations
    from .kv_values import KvValues
    from .kv_version import KvVersion
    from .machine import Machine
    from .machine_create import MachineCreate
    from .machine_response import MachineResponse
    from .message import Message
    from .message_list import MessageList
    from .message_page import MessagePage
    from .messages_create import MessagesCreate
    from .outgoing_message import OutgoingMessage
    from .pairing_approval import PairingApproval
    from .pairing_authorized import PairingAuthorized
    from .pairing_requested import PairingRequested
    from .pairing_status import PairingStatus
    from .pairing_status_status import PairingStatusStatus
    from .problem import Problem
    from .profile import Profile
    from .push_token import PushToken
    from .push_token_create import PushTokenCreate
    from .push_token_list import PushTokenList
    from .relationship_status import RelationshipStatus
    from .server_problem import ServerProblem
    from .session import Session
    from .session_create import SessionCreate
    from .session_event import SessionEvent
    from .session_event_kind import SessionEventKind
    from .session_event_result import SessionEventResult
    from .session_event_result_result import SessionEventResultResult
    from .session_list import SessionList
    from .session_page import SessionPage
    from .session_response import SessionResponse
    from .settings import Settings
    from .settings_conflict import SettingsConflict
    from .settings_update import SettingsUpdate
    from .settings_updated import SettingsUpdated
    from .sign_in import SignIn
    from .signed_in import SignedIn
    from .stored_message import StoredMessage
    from .stored_messages import StoredMessages
    from .succeeded import Succeeded
    from .terminal_pairing_request import TerminalPairingRequest
    from .text_body import TextBody
    from .unhealthy import Unhealthy
    from .unknown_route import UnknownRoute
    from .usage_period import UsagePeriod
    from .usage_query import UsageQuery
    from .usage_response import UsageResponse
    from .usage_sum import UsageSum
    from .usage_sum_cost import UsageSumCost
    from .usage_sum_tokens import UsageSumTokens
    from .user import User
    from .user_list import UserList
    from .user_response import UserResponse
    from .vendor import Vendor
    from .vendor_token import VendorToken
    from .vendor_token_create import VendorTokenCreate
    from .vendor_token_list import VendorTokenList
    from .vendor_token_response import VendorTokenResponse
    from .version_check import VersionCheck
    from .version_result import VersionResult
    from .voice_allowed import VoiceAllowed
    from .voice_refused import VoiceRefused
    from .voice_refused_reason import VoiceRefusedReason
    from .voice_request import VoiceRequest
    from .voice_usage import VoiceUsage

_MODULES = {
    "AccessKey": ".access_key",
    "AccessKeyConflict": ".access_key_conflict",
    "AccessKeyCreate": ".access_key_create",
    "AccessKeyCreated": ".access_key_created",
    "AccessKeyResponse": ".access_key_response",
    "AccessKeyUpdate": ".access_key_update",
    "AccessKeyUpdated": ".access_key_updated",
    "AccountPairingRequest": ".account_pairing_request",
    "Artifact": ".artifact",
    "ArtifactConflict": ".artifact_conflict",
    "ArtifactCreate": ".artifact_create",
    "ArtifactSummary": ".artifact_summary",
    "ArtifactUpdate": ".artifact_update",
    "ArtifactUpdated": ".artifact_updated",
    "AttachmentDownload": ".attachment_download",
    "AttachmentDownloadSource": ".attachment_download_source",
    "AttachmentStored": ".attachment_stored",
    "AttachmentUpload": ".attachment_upload",
    "AttachmentUploadTarget": ".attachment_upload_target",
    "AttachmentUploadTargetFormFields": ".attachment_upload_target_form_fields",
    "AttachmentUploadTargetMethod": ".attachment_upload_target_method",
    "EncryptedContent": ".encrypted_content",
    "FeedPage": ".feed_page",
    "FeedPost": ".feed_post",
    "FriendAcceptedBody": ".friend_accepted_body",
    "FriendChange": ".friend_change",
    "FriendList": ".friend_list",
    "FriendRequestBody": ".friend_request_body",
    "FriendResult": ".friend_result",
    "GithubAuthorization": ".github_authorization",
    "Health": ".health",
    "InvalidRequest": ".invalid_request",
    "JsonObject": ".json_object",
    "KvClash": ".kv_clash",
    "KvConflict": ".kv_conflict",
    "KvEntry": ".kv_entry",
    "KvKeys": ".kv_keys",
    "KvList": ".kv_list",
    "KvMutated": ".kv_mutated",
    "KvMutation": ".kv_mutation",
    "KvMutations": ".kv_mutations",
    "KvValues": ".kv_values",
    "KvVersion": ".kv_version",
    "Machine": ".machine",
    "MachineCreate": ".machine_create",
    "MachineResponse": ".machine_response",
    "Message": ".message",
    "MessageList": ".message_list",
    "MessagePage": ".message_page",
    "MessagesCreate": ".messages_create",
    "OutgoingMessage": ".outgoing_message",
    "PairingApproval": ".pairing_approval",
    "PairingAuthorized": ".pairing_authorized",
    "PairingRequested": ".pairing_requested",
    "PairingStatus": ".pairing_status",
    "PairingStatusStatus": ".pairing_status_status",
    "Problem": ".problem",
    "Profile": ".profile",
    "PushToken": ".push_token",
    "PushTokenCreate": ".push_token_create",
    "PushTokenList": ".push_token_list",
    "RelationshipStatus": ".relationship_status",
    "ServerProblem": ".server_problem",
    "Session": ".session",
    "SessionCreate": ".session_create",
    "SessionEvent": ".session_event",
    "SessionEventKind": ".session_event_kind",
    "SessionEventResult": ".session_event_result",
    "SessionEventResultResult": ".session_event_result_result",
    "SessionList": ".session_list",
    "SessionPage": ".session_page",
    "SessionResponse": ".session_response",
    "Settings": ".settings",
    "SettingsConflict": ".settings_conflict",
    "SettingsUpdate": ".settings_update",
    "SettingsUpdated": ".settings_updated",
    "SignIn": ".sign_in",
    "SignedIn": ".signed_in",
    "StoredMessage": ".stored_message",
    "StoredMessages": ".stored_messages",
    "Succeeded": ".succeeded",
    "TerminalPairingRequest": ".terminal_pairing_request",
    "TextBody": ".text_body",
    "Unhealthy": ".unhealthy",
    "UnknownRoute": ".unknown_route",
    "UsagePeriod": ".usage_period",
    "UsageQuery": ".usage_query",
    "UsageResponse": ".usage_response",
    "UsageSum": ".usage_sum",
    "UsageSumCost": ".usage_sum_cost",
    "UsageSumTokens": ".usage_sum_tokens",
    "User": ".user",
    "UserList": ".user_list",
    "UserResponse": ".user_response",
    "Vendor": ".vendor",
    "VendorToken": ".vendor_token",
    "VendorTokenCreate": ".vendor_token_create",
    "VendorTokenList": ".vendor_token_list",
    "VendorTokenResponse": ".vendor_token_response",
    "VersionCheck": ".version_check",
    "VersionResult": ".version_result",
    "VoiceAllowed": ".voice_allowed",
    "VoiceRefused": ".voice_refused",
    "VoiceRefusedReason": ".voice_refused_reason",
    "VoiceRequest": ".voice_request",
    "VoiceUsage": ".voice_usage",
}

__all__ = (
    "AccessKey",
    "AccessKeyConflict",
    "AccessKeyCreate",
    "AccessKeyCreated",
    "AccessKeyResponse",
    "AccessKeyUpdate",
    "AccessKeyUpdated",
    "AccountPairingRequest",
    "Artifact",
    "ArtifactConflict",
    "ArtifactCreate",
    "ArtifactSummary",
    "ArtifactUpdate",
    "ArtifactUpdated",
    "AttachmentDownload",
    "AttachmentDownloadSource",
    "AttachmentStored",
    "AttachmentUpload",
    "AttachmentUploadTarget",
    "AttachmentUploadTargetFormFields",
    "AttachmentUploadTargetMethod",
    "EncryptedContent",
    "FeedPage",
    "FeedPost",
    "FriendAcceptedBody",
    "FriendChange",
    "FriendList",
    "FriendRequestBody",
    "FriendResult",
    "GithubAuthorization",
    "Health",
    "InvalidRequest",
    "JsonObject",
    "KvClash",
    "KvConflict",
    "KvEntry",
    "KvKeys",
    "KvList",
    "KvMutated",
    "KvMutation",
    "KvMutations",
    "KvValues",
    "KvVersion",
    "Machine",
    "MachineCreate",
    "MachineResponse",
    "Message",
    "MessageList",
    "MessagePage",
    "MessagesCreate",
    "OutgoingMessage",
    "PairingApproval",
    "PairingAuthorized",
    "PairingRequested",
    "PairingStatus",
    "PairingStatusStatus",
    "Problem",
    "Profile",
    "PushToken",
    "PushTokenCreate",
    "PushTokenList",
    "RelationshipStatus",
    "ServerProblem",
    "Session",
    "SessionCreate",
    "SessionEvent",
    "SessionEventKind",
    "SessionEventResult",
    "SessionEventResultResult",
    "SessionList",
    "SessionPage",
    "SessionResponse",
    "Settings",
    "SettingsConflict",
    "SettingsUpdate",
    "SettingsUpdated",
    "SignIn",
    "SignedIn",
    "StoredMessage",
    "StoredMessages",
    "Succeeded",
    "TerminalPairingRequest",
    "TextBody",
    "Unhealthy",
    "UnknownRoute",
    "UsagePeriod",
    "UsageQuery",
    "UsageResponse",
    "UsageSum",
    "UsageSumCost",
    "UsageSumTokens",
    "User",
    "UserList",
    "UserResponse",
    "Vendor",
    "VendorToken",
    "VendorTokenCreate",
    "VendorTokenList",
    "VendorTokenResponse",
    "VersionCheck",
    "VersionResult",
    "VoiceAllowed",
    "VoiceRefused",
    "VoiceRefusedReason",
    "VoiceRequest",
    "VoiceUsage",
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
