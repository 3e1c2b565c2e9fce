"""Contains all the data models used in inputs/outputs, each loaded on first use"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .agent_run_answer import AgentRunAnswer
    from .agent_run_request import AgentRunRequest
    from .agent_status import AgentStatus
    from .budget import Budget
    from .budget_usage import BudgetUsage
    from .chat_answer import ChatAnswer
    from .chat_request import ChatRequest
    from .command_record import CommandRecord
    from .decision import Decision
    from .decision_kind import DecisionKind
    from .drift_state import DriftState
    from .edition import Edition
    from .explain_request import ExplainRequest
    from .health import Health
    from .json_object import JsonObject
    from .problem import Problem
    from .public_trace import PublicTrace
    from .public_violation import PublicViolation
    from .run_answer import RunAnswer
    from .run_context import RunContext
    from .run_options import RunOptions
    from .run_request import RunRequest
    from .run_result import RunResult
    from .secret_value import SecretValue
    from .secret_write import SecretWrite
    from .stability import Stability
    from .system_metrics import SystemMetrics
    from .system_state import SystemState
    from .system_status import SystemStatus
    from .validation_issue import ValidationIssue
    from .validation_problem import ValidationProblem
    from .versioned_chat_request import VersionedChatRequest
    from .violation import Violation
    from .violation_severity import ViolationSeverity

_MODULES = {
    "AgentRunAnswer": ".agent_run_answer",
    "AgentRunRequest": ".agent_run_request",
    "AgentStatus": ".agent_status",
    "Budget": ".budget",
    "BudgetUsage": ".budget_usage",
    "ChatAnswer": ".chat_answer",
    "ChatRequest": ".chat_request",
    "CommandRecord": ".command_record",
    "Decision": ".decision",
    "DecisionKind": ".decision_kind",
    "DriftState": ".drift_state",
    "Edition": ".edition",
    "ExplainRequest": ".explain_request",
    "Health": ".health",
    "JsonObject": ".json_object",
    "Problem": ".problem",
    "PublicTrace": ".public_trace",
    "PublicViolation": ".public_violation",
    "RunAnswer": ".run_answer",
    "RunContext": ".run_context",
    "RunOptions": ".run_options",
    "RunRequest": ".run_request",
    "RunResult": ".run_result",
    "SecretValue": ".secret_value",
    "SecretWrite": ".secret_write",
    "Stability": ".stability",
    "SystemMetrics": ".system_metrics",
    "SystemState": ".system_state",
    "SystemStatus": ".system_status",
    "ValidationIssue": ".validation_issue",
    "ValidationProblem": ".validation_problem",
    "VersionedChatRequest": ".versioned_chat_request",
    "Violation": ".violation",
    "ViolationSeverity": ".violation_severity",
}

__all__ = (
    "AgentRunAnswer",
    "AgentRunRequest",
    "AgentStatus",
    "Budget",
    "BudgetUsage",
    "ChatAnswer",
    "ChatRequest",
    "CommandRecord",
    "Decision",
    "DecisionKind",
    "DriftState",
    "Edition",
    "ExplainRequest",
    "Health",
    "JsonObject",
    "Problem",
    "PublicTrace",
    "PublicViolation",
    "RunAnswer",
    "RunContext",
    "RunOptions",
    "RunRequest",
    "RunResult",
    "SecretValue",
    "SecretWrite",
    "Stability",
    "SystemMetrics",
    "SystemState",
    "SystemStatus",
    "ValidationIssue",
    "ValidationProblem",
    "VersionedChatRequest",
    "Violation",
    "ViolationSeverity",
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
