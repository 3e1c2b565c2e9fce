from typing import Literal

AgentRunStatus = Literal["paused", "running"]

AGENT_RUN_STATUS_VALUES: set[AgentRunStatus] = {
    "paused",
    "running",
}


def check_agent_run_status(value: str) -> AgentRunStatus:
    if value in AGENT_RUN_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AGENT_RUN_STATUS_VALUES!r}"
    )
