"""The words of the service. All are open: a value that is newer than this version is a value, too."""

from __future__ import annotations

from fairlead._core.enums import OpenStrEnum


class TrajectoryStatus(OpenStrEnum):
    """Where a session stands. The last four are final."""

    queued = "queued"
    pending = "pending"
    running = "running"
    paused = "paused"
    idle = "idle"
    awaiting_tool_results = "awaiting_tool_results"
    completed = "completed"
    failed = "failed"
    timed_out = "timed_out"
    interrupted = "interrupted"


class AnswerOutcome(OpenStrEnum):
    """How well an answer does the task."""

    success = "success"
    partial = "partial"
    infeasible = "infeasible"
    blocked = "blocked"


class SessionErrorCode(OpenStrEnum):
    """Why a session failed."""

    environment_error = "environment_error"
    no_answer = "no_answer"
    answer_validation = "answer_validation"
    timeout = "timeout"
    insufficient_credit = "insufficient_credit"
    internal = "internal"


class EnvironmentKind(OpenStrEnum):
    """What an agent works on."""

    web = "web"
    desktop = "desktop"
    android = "android"
    workstation = "workstation"


class EnvironmentHost(OpenStrEnum):
    """Where an environment runs: on the user's machine or in the cloud."""

    user_device = "user_device"
    cloud = "cloud"


class ReasoningEffort(OpenStrEnum):
    """How much a model thinks before it acts."""

    disabled = "disabled"
    low = "low"
    medium = "medium"
    xhigh = "xhigh"


class ProxyPool(OpenStrEnum):
    """What kind of address a managed proxy has."""

    residential = "residential"
    datacenter = "datacenter"
    isp = "isp"
    mobile = "mobile"


class ContentSource(OpenStrEnum):
    """Whether a source is the content itself or a URL of it."""

    base64 = "base64"
    url = "url"


class ActiveState(OpenStrEnum):
    """What a session is doing."""

    running = "running"
    idle = "idle"
    awaiting_tool_results = "awaiting_tool_results"


class AgentRunStatus(OpenStrEnum):
    """Whether a run goes on."""

    running = "running"
    paused = "paused"


class CompletionReason(OpenStrEnum):
    """Why a run ended."""

    finished = "finished"
    stopped = "stopped"
    timed_out = "timed_out"


class TransferDirection(OpenStrEnum):
    """Which way a file went."""

    download = "download"
    upload = "upload"


class AttachmentOrigin(OpenStrEnum):
    """Who attached a file."""

    agent = "agent"
    user = "user"


class DeliveryStatus(OpenStrEnum):
    """How a webhook delivery ended."""

    succeeded = "succeeded"
    failed = "failed"


class ScheduleRunStatus(OpenStrEnum):
    """What became of a fire time of a schedule."""

    created = "created"
    skipped_overlap = "skipped_overlap"
    skipped_quota = "skipped_quota"
    error = "error"


class QuotaScope(OpenStrEnum):
    """Who shares the slots."""

    user = "user"
    org = "org"
