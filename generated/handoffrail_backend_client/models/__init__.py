"""Contains all the data models used in inputs/outputs, each loaded on first use"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actions import Actions
    from .agent_info import AgentInfo
    from .agent_packet_count import AgentPacketCount
    from .api_key_create import ApiKeyCreate
    from .api_key_response import ApiKeyResponse
    from .artifact import Artifact
    from .audit_log_entry import AuditLogEntry
    from .audit_log_response import AuditLogResponse
    from .batch_claim_error import BatchClaimError
    from .batch_claim_request import BatchClaimRequest
    from .batch_claim_response import BatchClaimResponse
    from .batch_complete_error import BatchCompleteError
    from .batch_complete_request import BatchCompleteRequest
    from .batch_complete_response import BatchCompleteResponse
    from .batch_create_error import BatchCreateError
    from .batch_create_request import BatchCreateRequest
    from .batch_create_response import BatchCreateResponse
    from .chain_handoff_request import ChainHandoffRequest
    from .claim_conflict_detail import ClaimConflictDetail
    from .claim_conflict_problem import ClaimConflictProblem
    from .completed_action import CompletedAction
    from .context_entry import ContextEntry
    from .conversation_role import ConversationRole
    from .count_map import CountMap
    from .dead_letter import DeadLetter
    from .decision import Decision
    from .delivery_status import DeliveryStatus
    from .dependency import Dependency
    from .dependency_status import DependencyStatus
    from .dependency_type import DependencyType
    from .error_detail import ErrorDetail
    from .failed_action import FailedAction
    from .health import Health
    from .hitl_checkpoint import HitlCheckpoint
    from .hitl_respond_request import HitlRespondRequest
    from .json_object import JsonObject
    from .json_schema_object import JsonSchemaObject
    from .key_role import KeyRole
    from .metadata import Metadata
    from .packet_claim import PacketClaim
    from .packet_context import PacketContext
    from .packet_create import PacketCreate
    from .packet_event import PacketEvent
    from .packet_event_type import PacketEventType
    from .packet_history_response import PacketHistoryResponse
    from .packet_list_response import PacketListResponse
    from .packet_response import PacketResponse
    from .packet_status import PacketStatus
    from .packet_update import PacketUpdate
    from .payload_too_large_problem import PayloadTooLargeProblem
    from .pending_action import PendingAction
    from .priority import Priority
    from .rate_limit_problem import RateLimitProblem
    from .readiness import Readiness
    from .readiness_status import ReadinessStatus
    from .replay_result import ReplayResult
    from .retry_all_result import RetryAllResult
    from .schema_create import SchemaCreate
    from .schema_list_response import SchemaListResponse
    from .schema_response import SchemaResponse
    from .stats import Stats
    from .system_health import SystemHealth
    from .target_agent_info import TargetAgentInfo
    from .tenant_create import TenantCreate
    from .tenant_response import TenantResponse
    from .tenant_update import TenantUpdate
    from .tier import Tier
    from .validation_issue import ValidationIssue
    from .validation_problem import ValidationProblem
    from .webhook_create import WebhookCreate
    from .webhook_delivery import WebhookDelivery
    from .webhook_event_type import WebhookEventType
    from .webhook_response import WebhookResponse

_MODULES = {
    "Actions": ".actions",
    "AgentInfo": ".agent_info",
    "AgentPacketCount": ".agent_packet_count",
    "ApiKeyCreate": ".api_key_create",
    "ApiKeyResponse": ".api_key_response",
    "Artifact": ".artifact",
    "AuditLogEntry": ".audit_log_entry",
    "AuditLogResponse": ".audit_log_response",
    "BatchClaimError": ".batch_claim_error",
    "BatchClaimRequest": ".batch_claim_request",
    "BatchClaimResponse": ".batch_claim_response",
    "BatchCompleteError": ".batch_complete_error",
    "BatchCompleteRequest": ".batch_complete_request",
    "BatchCompleteResponse": ".batch_complete_response",
    "BatchCreateError": ".batch_create_error",
    "BatchCreateRequest": ".batch_create_request",
    "BatchCreateResponse": ".batch_create_response",
    "ChainHandoffRequest": ".chain_handoff_request",
    "ClaimConflictDetail": ".claim_conflict_detail",
    "ClaimConflictProblem": ".claim_conflict_problem",
    "CompletedAction": ".completed_action",
    "ContextEntry": ".context_entry",
    "ConversationRole": ".conversation_role",
    "CountMap": ".count_map",
    "DeadLetter": ".dead_letter",
    "Decision": ".decision",
    "DeliveryStatus": ".delivery_status",
    "Dependency": ".dependency",
    "DependencyStatus": ".dependency_status",
    "DependencyType": ".dependency_type",
    "ErrorDetail": ".error_detail",
    "FailedAction": ".failed_action",
    "Health": ".health",
    "HitlCheckpoint": ".hitl_checkpoint",
    "HitlRespondRequest": ".hitl_respond_request",
    "JsonObject": ".json_object",
    "JsonSchemaObject": ".json_schema_object",
    "KeyRole": ".key_role",
    "Metadata": ".metadata",
    "PacketClaim": ".packet_claim",
    "PacketContext": ".packet_context",
    "PacketCreate": ".packet_create",
    "PacketEvent": ".packet_event",
    "PacketEventType": ".packet_event_type",
    "PacketHistoryResponse": ".packet_history_response",
    "PacketListResponse": ".packet_list_response",
    "PacketResponse": ".packet_response",
    "PacketStatus": ".packet_status",
    "PacketUpdate": ".packet_update",
    "PayloadTooLargeProblem": ".payload_too_large_problem",
    "PendingAction": ".pending_action",
    "Priority": ".priority",
    "RateLimitProblem": ".rate_limit_problem",
    "Readiness": ".readiness",
    "ReadinessStatus": ".readiness_status",
    "ReplayResult": ".replay_result",
    "RetryAllResult": ".retry_all_result",
    "SchemaCreate": ".schema_create",
    "SchemaListResponse": ".schema_list_response",
    "SchemaResponse": ".schema_response",
    "Stats": ".stats",
    "SystemHealth": ".system_health",
    "TargetAgentInfo": ".target_agent_info",
    "TenantCreate": ".tenant_create",
    "TenantResponse": ".tenant_response",
    "TenantUpdate": ".tenant_update",
    "Tier": ".tier",
    "ValidationIssue": ".validation_issue",
    "ValidationProblem": ".validation_problem",
    "WebhookCreate": ".webhook_create",
    "WebhookDelivery": ".webhook_delivery",
    "WebhookEventType": ".webhook_event_type",
    "WebhookResponse": ".webhook_response",
}

__all__ = (
    "Actions",
    "AgentInfo",
    "AgentPacketCount",
    "ApiKeyCreate",
    "ApiKeyResponse",
    "Artifact",
    "AuditLogEntry",
    "AuditLogResponse",
    "BatchClaimError",
    "BatchClaimRequest",
    "BatchClaimResponse",
    "BatchCompleteError",
    "BatchCompleteRequest",
    "BatchCompleteResponse",
    "BatchCreateError",
    "BatchCreateRequest",
    "BatchCreateResponse",
    "ChainHandoffRequest",
    "ClaimConflictDetail",
    "ClaimConflictProblem",
    "CompletedAction",
    "ContextEntry",
    "ConversationRole",
    "CountMap",
    "DeadLetter",
    "Decision",
    "DeliveryStatus",
    "Dependency",
    "DependencyStatus",
    "DependencyType",
    "ErrorDetail",
    "FailedAction",
    "Health",
    "HitlCheckpoint",
    "HitlRespondRequest",
    "JsonObject",
    "JsonSchemaObject",
    "KeyRole",
    "Metadata",
    "PacketClaim",
    "PacketContext",
    "PacketCreate",
    "PacketEvent",
    "PacketEventType",
    "PacketHistoryResponse",
    "PacketListResponse",
    "PacketResponse",
    "PacketStatus",
    "PacketUpdate",
    "PayloadTooLargeProblem",
    "PendingAction",
    "Priority",
    "RateLimitProblem",
    "Readiness",
    "ReadinessStatus",
    "ReplayResult",
    "RetryAllResult",
    "SchemaCreate",
    "SchemaListResponse",
    "SchemaResponse",
    "Stats",
    "SystemHealth",
    "TargetAgentInfo",
    "TenantCreate",
    "TenantResponse",
    "TenantUpdate",
    "Tier",
    "ValidationIssue",
    "ValidationProblem",
    "WebhookCreate",
    "WebhookDelivery",
    "WebhookEventType",
    "WebhookResponse",
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
