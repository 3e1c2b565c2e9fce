"""Contains all the data models used in inputs/outputs, each loaded on first use"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_problem import AccessProblem
    from .active_state import ActiveState
    from .active_state_change_data import ActiveStateChangeData
    from .active_state_change_event import ActiveStateChangeEvent
    from .agent import Agent
    from .agent_completion_data import AgentCompletionData
    from .agent_completion_event import AgentCompletionEvent
    from .agent_error_data import AgentErrorData
    from .agent_error_event import AgentErrorEvent
    from .agent_event import AgentEvent
    from .agent_revision_record import AgentRevisionRecord
    from .agent_run_status import AgentRunStatus
    from .agent_run_status_change_data import AgentRunStatusChangeData
    from .agent_run_status_change_event import AgentRunStatusChangeEvent
    from .agent_started_data import AgentStartedData
    from .agent_started_event import AgentStartedEvent
    from .agent_with_revision import AgentWithRevision
    from .android import Android
    from .answer_event import AnswerEvent
    from .answer_outcome import AnswerOutcome
    from .attachment_data import AttachmentData
    from .attachment_event import AttachmentEvent
    from .attachment_origin import AttachmentOrigin
    from .browser import Browser
    from .browser_network import BrowserNetwork
    from .browser_profile_create import BrowserProfileCreate
    from .browser_profile_create_labels import BrowserProfileCreateLabels
    from .browser_profile_list import BrowserProfileList
    from .browser_profile_read import BrowserProfileRead
    from .browser_text_mode import BrowserTextMode
    from .browser_visual_mode import BrowserVisualMode
    from .completion_reason import CompletionReason
    from .content_source import ContentSource
    from .create_schedule import CreateSchedule
    from .create_webhook import CreateWebhook
    from .cron_timing import CronTiming
    from .delivery_status import DeliveryStatus
    from .desktop import Desktop
    from .environment_host import EnvironmentHost
    from .environment_kind import EnvironmentKind
    from .environment_not_public_error import EnvironmentNotPublicError
    from .environment_page import EnvironmentPage
    from .error_detail import ErrorDetail
    from .error_event import ErrorEvent
    from .feedback import Feedback
    from .file_content import FileContent
    from .file_entry import FileEntry
    from .file_transfer_data import FileTransferData
    from .file_transfer_event import FileTransferEvent
    from .flow_event import FlowEvent
    from .gateway_error import GatewayError
    from .http_validation_error import HTTPValidationError
    from .image_content import ImageContent
    from .initiate_upload_response import InitiateUploadResponse
    from .initiate_upload_response_upload_fields import (
        InitiateUploadResponseUploadFields,
    )
    from .json_object import JsonObject
    from .list_agent_revisions_sort_item import ListAgentRevisionsSortItem
    from .list_agents_sort_item import ListAgentsSortItem
    from .list_environments_sort_item import ListEnvironmentsSortItem
    from .list_files_request import ListFilesRequest
    from .list_files_response import ListFilesResponse
    from .list_schedule_runs_sort_item import ListScheduleRunsSortItem
    from .list_schedules_sort_item import ListSchedulesSortItem
    from .list_session_events_sort_item import ListSessionEventsSortItem
    from .list_sessions_owner import ListSessionsOwner
    from .list_sessions_sort_item import ListSessionsSortItem
    from .list_skills_sort_item import ListSkillsSortItem
    from .list_webhooks_sort_item import ListWebhooksSortItem
    from .live_view_url_data import LiveViewUrlData
    from .live_view_url_event import LiveViewUrlEvent
    from .managed_proxy_selection import ManagedProxySelection
    from .message_event import MessageEvent
    from .metrics import Metrics
    from .metrics_update_data import MetricsUpdateData
    from .metrics_update_event import MetricsUpdateEvent
    from .model_cost import ModelCost
    from .model_usage import ModelUsage
    from .observation_event import ObservationEvent
    from .one_password_config import OnePasswordConfig
    from .other_environment import OtherEnvironment
    from .page_agent import PageAgent
    from .page_agent_revision_record import PageAgentRevisionRecord
    from .page_schedule_record import PageScheduleRecord
    from .page_schedule_run_record import PageScheduleRunRecord
    from .page_session_event import PageSessionEvent
    from .page_session_summary import PageSessionSummary
    from .page_skill import PageSkill
    from .page_webhook_record import PageWebhookRecord
    from .patch_agent import PatchAgent
    from .patch_environment import PatchEnvironment
    from .patch_skill import PatchSkill
    from .patch_skill_files import PatchSkillFiles
    from .pause_schedule import PauseSchedule
    from .policy_event import PolicyEvent
    from .proxy_pool import ProxyPool
    from .quota_error import QuotaError
    from .quota_error_response import QuotaErrorResponse
    from .quota_error_scope import QuotaErrorScope
    from .quota_error_type import QuotaErrorType
    from .quota_scope import QuotaScope
    from .quota_status import QuotaStatus
    from .read_file_request import ReadFileRequest
    from .read_file_response import ReadFileResponse
    from .reasoning_effort import ReasoningEffort
    from .request_start_data import RequestStartData
    from .request_start_dispatched_data import RequestStartDispatchedData
    from .request_start_dispatched_event import RequestStartDispatchedEvent
    from .request_start_event import RequestStartEvent
    from .runner_session_data import RunnerSessionData
    from .runner_session_event import RunnerSessionEvent
    from .schedule_record import ScheduleRecord
    from .schedule_run_record import ScheduleRunRecord
    from .schedule_run_status import ScheduleRunStatus
    from .session import Session
    from .session_changes import SessionChanges
    from .session_error_code import SessionErrorCode
    from .session_request import SessionRequest
    from .session_status import SessionStatus
    from .session_summary import SessionSummary
    from .share_link import ShareLink
    from .skill import Skill
    from .skill_files import SkillFiles
    from .token_quota_status import TokenQuotaStatus
    from .tool_definition import ToolDefinition
    from .tool_request import ToolRequest
    from .tool_result_batch import ToolResultBatch
    from .tool_result_event import ToolResultEvent
    from .trajectory_event import TrajectoryEvent
    from .trajectory_status import TrajectoryStatus
    from .transfer_direction import TransferDirection
    from .update_schedule import UpdateSchedule
    from .update_webhook import UpdateWebhook
    from .user_message_batch import UserMessageBatch
    from .user_message_event import UserMessageEvent
    from .validation_error import ValidationError
    from .vault_config_list import VaultConfigList
    from .vault_config_read import VaultConfigRead
    from .vault_create_request import VaultCreateRequest
    from .vault_health import VaultHealth
    from .vault_token_rotate_request import VaultTokenRotateRequest
    from .vault_update_request import VaultUpdateRequest
    from .webhook_event_type_definition import WebhookEventTypeDefinition
    from .webhook_ping_result import WebhookPingResult
    from .webhook_record import WebhookRecord
    from .webhook_with_secret import WebhookWithSecret
    from .workstation import Workstation
    from .workstation_storage import WorkstationStorage
    from .write_file_request import WriteFileRequest
    from .write_file_response import WriteFileResponse

_MODULES = {
    "AccessProblem": ".access_problem",
    "ActiveState": ".active_state",
    "ActiveStateChangeData": ".active_state_change_data",
    "ActiveStateChangeEvent": ".active_state_change_event",
    "Agent": ".agent",
    "AgentCompletionData": ".agent_completion_data",
    "AgentCompletionEvent": ".agent_completion_event",
    "AgentErrorData": ".agent_error_data",
    "AgentErrorEvent": ".agent_error_event",
    "AgentEvent": ".agent_event",
    "AgentRevisionRecord": ".agent_revision_record",
    "AgentRunStatus": ".agent_run_status",
    "AgentRunStatusChangeData": ".agent_run_status_change_data",
    "AgentRunStatusChangeEvent": ".agent_run_status_change_event",
    "AgentStartedData": ".agent_started_data",
    "AgentStartedEvent": ".agent_started_event",
    "AgentWithRevision": ".agent_with_revision",
    "Android": ".android",
    "AnswerEvent": ".answer_event",
    "AnswerOutcome": ".answer_outcome",
    "AttachmentData": ".attachment_data",
    "AttachmentEvent": ".attachment_event",
    "AttachmentOrigin": ".attachment_origin",
    "Browser": ".browser",
    "BrowserNetwork": ".browser_network",
    "BrowserProfileCreate": ".browser_profile_create",
    "BrowserProfileCreateLabels": ".browser_profile_create_labels",
    "BrowserProfileList": ".browser_profile_list",
    "BrowserProfileRead": ".browser_profile_read",
    "BrowserTextMode": ".browser_text_mode",
    "BrowserVisualMode": ".browser_visual_mode",
    "CompletionReason": ".completion_reason",
    "ContentSource": ".content_source",
    "CreateSchedule": ".create_schedule",
    "CreateWebhook": ".create_webhook",
    "CronTiming": ".cron_timing",
    "DeliveryStatus": ".delivery_status",
    "Desktop": ".desktop",
    "EnvironmentHost": ".environment_host",
    "EnvironmentKind": ".environment_kind",
    "EnvironmentNotPublicError": ".environment_not_public_error",
    "EnvironmentPage": ".environment_page",
    "ErrorDetail": ".error_detail",
    "ErrorEvent": ".error_event",
    "Feedback": ".feedback",
    "FileContent": ".file_content",
    "FileEntry": ".file_entry",
    "FileTransferData": ".file_transfer_data",
    "FileTransferEvent": ".file_transfer_event",
    "FlowEvent": ".flow_event",
    "GatewayError": ".gateway_error",
    "HTTPValidationError": ".http_validation_error",
    "ImageContent": ".image_content",
    "InitiateUploadResponse": ".initiate_upload_response",
    "InitiateUploadResponseUploadFields": ".initiate_upload_response_upload_fields",
    "JsonObject": ".json_object",
    "ListAgentRevisionsSortItem": ".list_agent_revisions_sort_item",
    "ListAgentsSortItem": ".list_agents_sort_item",
    "ListEnvironmentsSortItem": ".list_environments_sort_item",
    "ListFilesRequest": ".list_files_request",
    "ListFilesResponse": ".list_files_response",
    "ListScheduleRunsSortItem": ".list_schedule_runs_sort_item",
    "ListSchedulesSortItem": ".list_schedules_sort_item",
    "ListSessionEventsSortItem": ".list_session_events_sort_item",
    "ListSessionsOwner": ".list_sessions_owner",
    "ListSessionsSortItem": ".list_sessions_sort_item",
    "ListSkillsSortItem": ".list_skills_sort_item",
    "ListWebhooksSortItem": ".list_webhooks_sort_item",
    "LiveViewUrlData": ".live_view_url_data",
    "LiveViewUrlEvent": ".live_view_url_event",
    "ManagedProxySelection": ".managed_proxy_selection",
    "MessageEvent": ".message_event",
    "Metrics": ".metrics",
    "MetricsUpdateData": ".metrics_update_data",
    "MetricsUpdateEvent": ".metrics_update_event",
    "ModelCost": ".model_cost",
    "ModelUsage": ".model_usage",
    "ObservationEvent": ".observation_event",
    "OnePasswordConfig": ".one_password_config",
    "OtherEnvironment": ".other_environment",
    "PageAgent": ".page_agent",
    "PageAgentRevisionRecord": ".page_agent_revision_record",
    "PageScheduleRecord": ".page_schedule_record",
    "PageScheduleRunRecord": ".page_schedule_run_record",
    "PageSessionEvent": ".page_session_event",
    "PageSessionSummary": ".page_session_summary",
    "PageSkill": ".page_skill",
    "PageWebhookRecord": ".page_webhook_record",
    "PatchAgent": ".patch_agent",
    "PatchEnvironment": ".patch_environment",
    "PatchSkill": ".patch_skill",
    "PatchSkillFiles": ".patch_skill_files",
    "PauseSchedule": ".pause_schedule",
    "PolicyEvent": ".policy_event",
    "ProxyPool": ".proxy_pool",
    "QuotaError": ".quota_error",
    "QuotaErrorResponse": ".quota_error_response",
    "QuotaErrorScope": ".quota_error_scope",
    "QuotaErrorType": ".quota_error_type",
    "QuotaScope": ".quota_scope",
    "QuotaStatus": ".quota_status",
    "ReadFileRequest": ".read_file_request",
    "ReadFileResponse": ".read_file_response",
    "ReasoningEffort": ".reasoning_effort",
    "RequestStartData": ".request_start_data",
    "RequestStartDispatchedData": ".request_start_dispatched_data",
    "RequestStartDispatchedEvent": ".request_start_dispatched_event",
    "RequestStartEvent": ".request_start_event",
    "RunnerSessionData": ".runner_session_data",
    "RunnerSessionEvent": ".runner_session_event",
    "ScheduleRecord": ".schedule_record",
    "ScheduleRunRecord": ".schedule_run_record",
    "ScheduleRunStatus": ".schedule_run_status",
    "Session": ".session",
    "SessionChanges": ".session_changes",
    "SessionErrorCode": ".session_error_code",
    "SessionRequest": ".session_request",
    "SessionStatus": ".session_status",
    "SessionSummary": ".session_summary",
    "ShareLink": ".share_link",
    "Skill": ".skill",
    "SkillFiles": ".skill_files",
    "TokenQuotaStatus": ".token_quota_status",
    "ToolDefinition": ".tool_definition",
    "ToolRequest": ".tool_request",
    "ToolResultBatch": ".tool_result_batch",
    "ToolResultEvent": ".tool_result_event",
    "TrajectoryEvent": ".trajectory_event",
    "TrajectoryStatus": ".trajectory_status",
    "TransferDirection": ".transfer_direction",
    "UpdateSchedule": ".update_schedule",
    "UpdateWebhook": ".update_webhook",
    "UserMessageBatch": ".user_message_batch",
    "UserMessageEvent": ".user_message_event",
    "ValidationError": ".validation_error",
    "VaultConfigList": ".vault_config_list",
    "VaultConfigRead": ".vault_config_read",
    "VaultCreateRequest": ".vault_create_request",
    "VaultHealth": ".vault_health",
    "VaultTokenRotateRequest": ".vault_token_rotate_request",
    "VaultUpdateRequest": ".vault_update_request",
    "WebhookEventTypeDefinition": ".webhook_event_type_definition",
    "WebhookPingResult": ".webhook_ping_result",
    "WebhookRecord": ".webhook_record",
    "WebhookWithSecret": ".webhook_with_secret",
    "Workstation": ".workstation",
    "WorkstationStorage": ".workstation_storage",
    "WriteFileRequest": ".write_file_request",
    "WriteFileResponse": ".write_file_response",
}

__all__ = (
    "AccessProblem",
    "ActiveState",
    "ActiveStateChangeData",
    "ActiveStateChangeEvent",
    "Agent",
    "AgentCompletionData",
    "AgentCompletionEvent",
    "AgentErrorData",
    "AgentErrorEvent",
    "AgentEvent",
    "AgentRevisionRecord",
    "AgentRunStatus",
    "AgentRunStatusChangeData",
    "AgentRunStatusChangeEvent",
    "AgentStartedData",
    "AgentStartedEvent",
    "AgentWithRevision",
    "Android",
    "AnswerEvent",
    "AnswerOutcome",
    "AttachmentData",
    "AttachmentEvent",
    "AttachmentOrigin",
    "Browser",
    "BrowserNetwork",
    "BrowserProfileCreate",
    "BrowserProfileCreateLabels",
    "BrowserProfileList",
    "BrowserProfileRead",
    "BrowserTextMode",
    "BrowserVisualMode",
    "CompletionReason",
    "ContentSource",
    "CreateSchedule",
    "CreateWebhook",
    "CronTiming",
    "DeliveryStatus",
    "Desktop",
    "EnvironmentHost",
    "EnvironmentKind",
    "EnvironmentNotPublicError",
    "EnvironmentPage",
    "ErrorDetail",
    "ErrorEvent",
    "Feedback",
    "FileContent",
    "FileEntry",
    "FileTransferData",
    "FileTransferEvent",
    "FlowEvent",
    "GatewayError",
    "HTTPValidationError",
    "ImageContent",
    "InitiateUploadResponse",
    "InitiateUploadResponseUploadFields",
    "JsonObject",
    "ListAgentRevisionsSortItem",
    "ListAgentsSortItem",
    "ListEnvironmentsSortItem",
    "ListFilesRequest",
    "ListFilesResponse",
    "ListScheduleRunsSortItem",
    "ListSchedulesSortItem",
    "ListSessionEventsSortItem",
    "ListSessionsOwner",
    "ListSessionsSortItem",
    "ListSkillsSortItem",
    "ListWebhooksSortItem",
    "LiveViewUrlData",
    "LiveViewUrlEvent",
    "ManagedProxySelection",
    "MessageEvent",
    "Metrics",
    "MetricsUpdateData",
    "MetricsUpdateEvent",
    "ModelCost",
    "ModelUsage",
    "ObservationEvent",
    "OnePasswordConfig",
    "OtherEnvironment",
    "PageAgent",
    "PageAgentRevisionRecord",
    "PageScheduleRecord",
    "PageScheduleRunRecord",
    "PageSessionEvent",
    "PageSessionSummary",
    "PageSkill",
    "PageWebhookRecord",
    "PatchAgent",
    "PatchEnvironment",
    "PatchSkill",
    "PatchSkillFiles",
    "PauseSchedule",
    "PolicyEvent",
    "ProxyPool",
    "QuotaError",
    "QuotaErrorResponse",
    "QuotaErrorScope",
    "QuotaErrorType",
    "QuotaScope",
    "QuotaStatus",
    "ReadFileRequest",
    "ReadFileResponse",
    "ReasoningEffort",
    "RequestStartData",
    "RequestStartDispatchedData",
    "RequestStartDispatchedEvent",
    "RequestStartEvent",
    "RunnerSessionData",
    "RunnerSessionEvent",
    "ScheduleRecord",
    "ScheduleRunRecord",
    "ScheduleRunStatus",
    "Session",
    "SessionChanges",
    "SessionErrorCode",
    "SessionRequest",
    "SessionStatus",
    "SessionSummary",
    "ShareLink",
    "Skill",
    "SkillFiles",
    "TokenQuotaStatus",
    "ToolDefinition",
    "ToolRequest",
    "ToolResultBatch",
    "ToolResultEvent",
    "TrajectoryEvent",
    "TrajectoryStatus",
    "TransferDirection",
    "UpdateSchedule",
    "UpdateWebhook",
    "UserMessageBatch",
    "UserMessageEvent",
    "ValidationError",
    "VaultConfigList",
    "VaultConfigRead",
    "VaultCreateRequest",
    "VaultHealth",
    "VaultTokenRotateRequest",
    "VaultUpdateRequest",
    "WebhookEventTypeDefinition",
    "WebhookPingResult",
    "WebhookRecord",
    "WebhookWithSecret",
    "Workstation",
    "WorkstationStorage",
    "WriteFileRequest",
    "WriteFileResponse",
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
