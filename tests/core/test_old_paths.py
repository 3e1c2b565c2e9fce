"""Modules that the replaced SDKs have, and names that are others here."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import fairlead.hai
from fairlead.hai._renamed import RENAMED

# What applications import from the modules of the SDKs that the facades replace.
OLD_PATHS = {
    "hai.client": "AsyncClient Client",
    "hai.core": "ApiError HttpResponse ParsingError RequestOptions",
    "hai.core.api_error": "ApiError",
    "hai.core.parse_error": "ParsingError",
    "hai.core.request_options": "RequestOptions",
    "hai.environment": "HaiAgentsEnvironment",
    "hai.errors": "ContentTooLargeError ForbiddenError NotFoundError PreconditionFailedError"
    " TooManyRequestsError UnprocessableEntityError",
    "hai.polling": "AnswerValidationError AsyncSessionHandle MAX_REQUEST_BYTES SETTLED_SESSION_STATUSES"
    " SessionHandle SessionRunResult TERMINAL_SESSION_STATUSES assert_request_under_limit async_run_session"
    " async_stream_session async_wait_for_session file_from_path is_settled_session_status"
    " is_terminal_session_status run_session stream_session wait_for_session",
    "hai.tools": "Tool as_tools tool",
    "hai.webhook_verification": "DEFAULT_TOLERANCE_S SIGNATURE_HEADER TIMESTAMP_HEADER WebhookEvent"
    " WebhookEventData WebhookVerificationError verify_webhook",
    "happy.client": "HappyClient",
    "happy.exceptions": "AuthenticationError ConnectionError EncryptionError HappyError MachineOfflineError"
    " MessageDeliveryError MetadataConflictError MetadataUpdateError RpcTransportError SessionNotFound"
    " SpawnError StopSessionError SubscriptionClosed SubscriptionError TimeoutError",
    "happy.subscription": "SessionSubscription SessionUpdate SubscriptionClosed UpdateKind",
    "happy.sync": "SyncHappyClient",
    "happy.types": "Machine Message Session SessionUpdate UpdateKind",
    "mycel.client": "Client",
    "mycel.errors": "ApiError ConnectionClosed ReplayOverflow",
}

# All that hai_agents.types exports: what has its name here, and what has another. The unions and the types of
# one constant that it exports beside them are written out here.
SAME_TYPES = """
ActiveStateChangeData ActiveStateChangeEvent Agent AgentCompletionData AgentCompletionEvent AgentErrorData
AgentErrorEvent AgentEvent AgentEventData AgentRevisionRecord AgentRunStatusChangeData
AgentRunStatusChangeEvent AgentStartedData AgentStartedEvent AgentWithRevision Android AnswerEvent
AnswerOutcome AttachmentData AttachmentEvent Browser BrowserNetwork BrowserProfileList BrowserProfileRead
BrowserTextMode BrowserVisualMode CronTiming Desktop Environment EnvironmentKind EnvironmentPage
ErrorEvent Feedback FileContent FileEntry FileTransferData FileTransferEvent FlowEvent ImageContent
InitiateUploadResponse ListFilesResponse LiveViewUrlData LiveViewUrlEvent ManagedProxySelection
MessageEvent Metrics MetricsUpdateData MetricsUpdateEvent ModelCost ModelUsage ObservationEvent
OnePasswordConfig PageAgent PageAgentRevisionRecord PageScheduleRecord PageScheduleRunRecord
PageSessionEvent PageSessionSummary PageSkill PageWebhookRecord PauseSchedule PolicyEvent ProxyPool
QuotaStatus ReadFileResponse RequestStartData RequestStartDispatchedData RequestStartDispatchedEvent
RequestStartEvent RunnerSessionData RunnerSessionEvent ScheduleRecord ScheduleRunRecord Session
SessionChanges SessionErrorCode SessionEvent SessionRequest SessionStatus SessionSummary ShareLink Skill
TokenQuotaStatus ToolDefinition ToolRequest ToolResultBatch ToolResultEvent TrajectoryEvent
TrajectoryStatus UserMessageBatch UserMessageEvent VaultConfigList VaultConfigRead VaultHealth
WebhookEventTypeDefinition WebhookPingResult WebhookRecord WebhookWithSecret Workstation
WorkstationStorage WriteFileResponse
"""
OTHER_TYPES = """
ActiveStateChangeDataState AgentCompletionDataReason AgentEventData_AnswerEvent AgentEventData_ErrorEvent
AgentEventData_FlowEvent AgentEventData_MessageEvent AgentEventData_ObservationEvent
AgentEventData_PolicyEvent AgentEventData_ToolResult AgentReasoningEffort AgentRunStatusChangeDataStatus
AttachmentDataOrigin BrowserHost BrowserMode_Text BrowserMode_Visual DesktopHost Environment_Android
Environment_Desktop Environment_Web Environment_Workstation FileContentType FileTransferDataDirection
ImageContentType QuotaErrorScope QuotaStatusScope ScheduleRunRecordStatus SessionEventZero
SessionEventZero_ActiveStateChangeEvent SessionEventZero_AgentCompletionEvent
SessionEventZero_AgentErrorEvent SessionEventZero_AgentEvent SessionEventZero_AgentRunStatusChangeEvent
SessionEventZero_AgentStartedEvent SessionEventZero_AttachmentEvent SessionEventZero_FileTransferEvent
SessionEventZero_LiveViewUrlEvent SessionEventZero_MetricsUpdateEvent
SessionEventZero_RequestStartDispatchedEvent SessionEventZero_RequestStartEvent
SessionEventZero_RunnerSessionEvent ToolResultBatchResultsItem_ErrorEvent
ToolResultBatchResultsItem_ToolResult WebhookRecordLastDeliveryStatus WebhookWithSecretLastDeliveryStatus
WorkstationHost
"""


@pytest.mark.parametrize("path", OLD_PATHS)
def test_an_old_module_has_the_names_that_were_in_it(path: str) -> None:
    facade = importlib.import_module(f"fairlead.{path.partition('.')[0]}")
    module = importlib.import_module(f"fairlead.{path}")
    for name in OLD_PATHS[path].split():
        assert getattr(module, name) is getattr(facade, name), name
        assert name in module.__all__
        assert name in dir(module)


@pytest.mark.parametrize("name", SAME_TYPES.split())
def test_a_type_has_its_old_name_in_its_old_place(name: str) -> None:
    types = importlib.import_module("fairlead.hai.types")
    assert getattr(types, name) is getattr(fairlead.hai, name)
    assert name in types.__all__


@pytest.mark.parametrize("name", OTHER_TYPES.split())
def test_a_type_of_another_name_says_which(name: str) -> None:
    with pytest.raises(ImportError, match=f"here it is '{RENAMED[name]}'"):
        exec(f"from fairlead.hai.types import {name}")


@pytest.mark.parametrize("path", ["hai.client", "mycel.client", "happy.client", "happy.sync"])
def test_an_old_module_loads_no_flavour_that_is_not_used(path: str) -> None:
    program = (
        f"import sys, fairlead.{path}\n"
        "print([name for name in sys.modules if name.startswith(('fairlead._async', 'fairlead._sync'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("module", ["fairlead.hai", "fairlead.hai.types", "fairlead.hai.polling"])
def test_an_old_name_says_what_has_taken_its_place(module: str) -> None:
    with pytest.raises(ImportError, match=rf"'Environment_Web' from '{module}': here it is 'Browser'"):
        exec(f"from {module} import Environment_Web")


def test_what_has_taken_the_place_of_a_name_is_there() -> None:
    assert {new for new in RENAMED.values() if new not in fairlead.hai.__all__} == set()
    assert {old for old in RENAMED if old in fairlead.hai.__all__} == set()
