from typing import Literal

TrajectoryStatus = Literal[
    "awaiting_tool_results",
    "completed",
    "failed",
    "idle",
    "interrupted",
    "paused",
    "pending",
    "queued",
    "running",
    "timed_out",
]

TRAJECTORY_STATUS_VALUES: set[TrajectoryStatus] = {
    "awaiting_tool_results",
    "completed",
    "failed",
    "idle",
    "interrupted",
    "paused",
    "pending",
    "queued",
    "running",
    "timed_out",
}


def check_trajectory_status(value: str) -> TrajectoryStatus:
    if value in TRAJECTORY_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TRAJECTORY_STATUS_VALUES!r}"
    )
